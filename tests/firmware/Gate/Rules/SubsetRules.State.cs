using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Tests.Firmware.Gate.Rules;

/// <summary>The rules about libraries, state and types that the runtime treats in its own way.</summary>
internal static partial class SubsetRules
{
    /// <summary>Every member and type from elsewhere stands in the device libraries' lists.</summary>
    public static IEnumerable<string> Members(IReadOnlyList<TypeDefinition> types) =>
        CodeReader.Members(types).Where(each => each.Member is not IMemberDefinition).Select(each => (each.User, Name: each.Member.FullName))
            .Concat(CodeReader.Types(types).Select(each => (each.User, Type: each.Type.GetElementType()))
                .Where(each => each.Type is not (TypeDefinition or GenericParameter)).Select(each => (each.User, Name: each.Type.FullName)))
            .Where(each => !Surface.Device.FullNames.Contains(each.Name)).DistinctBy(each => each.Name)
            .Select(each => $"{each.Name}, used by {each.User}");

    /// <summary>A library's struct with setters or open fields: a copy through a temporary is no copy. A SpanByte is a view, and stays one.</summary>
    public static IEnumerable<string> MutableStructs(IReadOnlyList<TypeDefinition> types) =>
        Uses(types, type => Mutable.Value.Contains(type.FullName));

    private static readonly Lazy<HashSet<string>> Mutable = new(() => Surface.Device.Lines
        .Where(line => Surface.Device.Types[line.Type].Is("struct") && line.Type != "System.SpanByte" && !line.Is("static") && !line.Is("const"))
        .Where(line => line.Kind == "field" || line.Name.StartsWith("set_", StringComparison.Ordinal))
        .Select(line => line.Type).ToHashSet(StringComparer.Ordinal));

    /// <summary>State lives in objects: the virtual board restarts the label within one process. Fixed numbers and texts may be static.</summary>
    public static IEnumerable<string> StaticState(IReadOnlyList<TypeDefinition> types) =>
        types.Where(type => !CodeReader.IsInitialiserClass(type)).SelectMany(type => type.Fields)
            .Where(field => field.IsStatic && !field.IsLiteral && !(field.IsInitOnly && IsData(field.FieldType))).Select(field => field.FullName);

    private static bool IsData(TypeReference type) => type.IsPrimitive || type.MetadataType == MetadataType.String ||
        (type is ArrayType { Rank: 1 } array && IsData(array.ElementType));

    /// <summary>Static data that code writes to is state as well.</summary>
    public static IEnumerable<string> StaticWrites(IReadOnlyList<TypeDefinition> types) =>
        CodeReader.Codes(types).Where(each => each.Code.OpCode.Name.StartsWith("stelem", StringComparison.Ordinal) &&
            ArgumentReader.Source(each.Method, each.Code, 2)?.OpCode.Code == Code.Ldsfld && each.Method.Name != ".cctor").Select(Place);

    public static IEnumerable<string> InterfaceBodies(IReadOnlyList<TypeDefinition> types) =>
        CodeReader.Methods(types.Where(type => type.IsInterface)).Select(method => method.FullName);

    /// <summary>Attributes that the compiler adds as types of their own; the device's loader does not know them.</summary>
    public static IEnumerable<string> CompilerTypes(IReadOnlyList<TypeDefinition> types) =>
        types.Where(type => type.Name is "EmbeddedAttribute" ||
            type.Namespace is "Microsoft.CodeAnalysis" or "System.Runtime.CompilerServices").Select(type => type.FullName);

    /// <summary>The runtime takes byte[] and sbyte[] for different types where C# does not: no casts to either.</summary>
    public static IEnumerable<string> ByteCasts(IReadOnlyList<TypeDefinition> types) =>
        CodeReader.Codes(types).Where(each => each.Code.OpCode.Code is Code.Castclass or Code.Isinst or Code.Unbox_Any &&
            each.Code.Operand is TypeReference to && IsBytes(to)).Select(Place);

    /// <summary>Array.Copy between byte[] and sbyte[].</summary>
    public static IEnumerable<string> ByteCopies(IReadOnlyList<TypeDefinition> types) =>
        CodeReader.Codes(types).Where(each => each.Code.Operand is MethodReference { Name: "Copy", DeclaringType.FullName: "System.Array" } copy &&
            CopiedTypes(each.Method, each.Code, copy.Parameters.Count) is [{ } from, { } to] && IsBytes(from) && IsBytes(to) && from.FullName != to.FullName)
            .Select(Place);

    private static bool IsBytes(TypeReference type) => type.FullName is "System.Byte[]" or "System.SByte[]";

    // Copy(from, to, count) or Copy(from, at, to, at, count).
    private static TypeReference?[] CopiedTypes(MethodDefinition method, Instruction call, int parameters) =>
        [ArgumentReader.TypeOf(method, call, parameters - 1), ArgumentReader.TypeOf(method, call, parameters == 3 ? 1 : 2)];
}
