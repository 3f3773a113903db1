using System.Globalization;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Tests.Firmware.Gate.Rules;

/// <summary>
/// What compiles on a PC but fails or lies on nanoFramework's runtime. Each rule answers what breaks it in some types
/// of one assembly. Limits are below the runtime's own where it fails without a word.
/// </summary>
internal static partial class SubsetRules
{
    public const int MaxLocals = 250, MaxSwitch = 255, MaxStaticMethods = 254;

    /// <summary>Bytes of IL: of a method (branches are 16-bit), of an assembly.</summary>
    public const int MaxMethodBytes = 20 * 1024, MaxAssemblyBytes = 64 * 1024 - 1;

    /// <summary>Bytes of names and texts in an assembly, UTF-8 with an end mark each; an offset into them has 16 bits.</summary>
    public const int MaxStringBytes = 64 * 1024 - 1;

    /// <summary>Bytes of array initialisers in an assembly; 64 KB is where loading fails.</summary>
    public const int MaxInitialiserBytes = 60 * 1024;

    public static IEnumerable<string> Generics(IReadOnlyList<TypeDefinition> types) =>
        types.Where(type => type.HasGenericParameters).Select(type => type.FullName)
            .Concat(CodeReader.Methods(types).Where(method => method.HasGenericParameters).Select(method => method.FullName))
            .Concat(Uses(types, type => type.IsGenericInstance || type.IsGenericParameter))
            .Concat(CodeReader.Codes(types).Where(each => each.Code.Operand is GenericInstanceMethod).Select(Place));

    public static IEnumerable<string> Pointers(IReadOnlyList<TypeDefinition> types) =>
        Uses(types, type => type.IsPointer || type.IsPinned || type.IsFunctionPointer)
            .Concat(Codes(types, name => name is "localloc" or "calli" or "cpblk" or "initblk"));

    public static IEnumerable<string> Floats(IReadOnlyList<TypeDefinition> types) =>
        Uses(types, type => type.MetadataType is MetadataType.Single or MetadataType.Double)
            .Concat(Codes(types, name => name.Contains(".r4", StringComparison.Ordinal) ||
                name.Contains(".r8", StringComparison.Ordinal) || name is "conv.r.un" or "ckfinite"));

    public static IEnumerable<string> Checked(IReadOnlyList<TypeDefinition> types) =>
        Codes(types, name => name.Contains(".ovf", StringComparison.Ordinal));

    /// <summary>Faults are numbers in the kernel, the protocol and the boards; the label's own code catches what libraries throw.</summary>
    public static IEnumerable<string> Handlers(IReadOnlyList<TypeDefinition> types) =>
        CodeReader.Methods(types.Where(type => !CodeReader.Namespace(type).StartsWith("Endcap.Label", StringComparison.Ordinal)))
            .Where(method => method.Body.HasExceptionHandlers).Select(method => method.FullName);

    public static IEnumerable<string> Matrices(IReadOnlyList<TypeDefinition> types) =>
        Uses(types, type => type is ArrayType { Rank: > 1 });

    public static IEnumerable<string> Structs(IReadOnlyList<TypeDefinition> types) =>
        types.Where(type => type.IsValueType && !type.IsEnum)
            .Where(type => type.DeclaringType is not { } outer || !CodeReader.IsInitialiserClass(outer)).Select(type => type.FullName);

    /// <summary>Initialisers run in metadata order: one that reads another class's statics, or calls it, may come too early.</summary>
    public static IEnumerable<string> Initialisers(IReadOnlyList<TypeDefinition> types) =>
        CodeReader.Codes(types).Where(each => each.Method is { IsConstructor: true, IsStatic: true } && each.Code.Operand switch
        {
            FieldReference field => each.Code.OpCode != OpCodes.Ldtoken && field.DeclaringType != each.Method.DeclaringType,
            MethodReference method => method.DeclaringType is TypeDefinition other && other != each.Method.DeclaringType,
            _ => false,
        }).Select(Place);

    public static IEnumerable<string> Switches(IReadOnlyList<TypeDefinition> types) =>
        CodeReader.Codes(types).Where(each => each.Code.Operand is Instruction[] { Length: > MaxSwitch }).Select(Place);

    public static IEnumerable<string> Locals(IReadOnlyList<TypeDefinition> types) =>
        CodeReader.Methods(types).Where(method => method.Body.Variables.Count > MaxLocals).Select(method => method.FullName);

    public static IEnumerable<string> LongMethods(IReadOnlyList<TypeDefinition> types) =>
        CodeReader.Methods(types).Where(method => Bytes(method) > MaxMethodBytes).Select(method => method.FullName);

    public static IEnumerable<string> StaticMethods(IReadOnlyList<TypeDefinition> types) =>
        types.Where(type => type.Methods.Count(method => method.IsStatic) > MaxStaticMethods).Select(type => type.FullName);

    public static IEnumerable<string> AllCode(IReadOnlyList<TypeDefinition> types) => Above(CodeBytes(types), MaxAssemblyBytes);

    public static IEnumerable<string> AllInitialisers(IReadOnlyList<TypeDefinition> types) => Above(InitialiserBytes(types), MaxInitialiserBytes);

    /// <summary>Bytes of IL.</summary>
    public static int CodeBytes(IEnumerable<TypeDefinition> types) => CodeReader.Methods(types).Sum(Bytes);

    /// <summary>Bytes that array initialisers copy from.</summary>
    public static int InitialiserBytes(IEnumerable<TypeDefinition> types) => types.SelectMany(type => type.Fields).Sum(field => field.InitialValue.Length);

    public static IEnumerable<string> AllStrings(IReadOnlyList<TypeDefinition> types) => Above(CodeReader.StringBytes(types), MaxStringBytes);

    private static IEnumerable<string> Above(int bytes, int limit) =>
        bytes > limit ? [string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes")] : [];

    // Not Body.CodeSize: emitted code, as in the rules' own tests, has none yet.
    public static int Bytes(MethodDefinition method) => method.Body.Instructions.Sum(code => code.GetSize());

    private static IEnumerable<string> Codes(IReadOnlyList<TypeDefinition> types, Func<string, bool> forbidden) =>
        CodeReader.Codes(types).Where(each => forbidden(each.Code.OpCode.Name)).Select(Place);

    private static IEnumerable<string> Uses(IReadOnlyList<TypeDefinition> types, Func<TypeReference, bool> forbidden) =>
        CodeReader.Types(types).Where(use => Parts(use.Type).Any(forbidden)).Select(use => $"{use.User}: {use.Type}");

    // A type and what it is made of: an array's elements, a reference's target.
    private static IEnumerable<TypeReference> Parts(TypeReference type)
    {
        yield return type;
        while (type is TypeSpecification made) yield return type = made.ElementType;
    }

    private static string Place((MethodDefinition Method, Instruction Code) each) => $"{each.Method.FullName}: {each.Code}";
}
