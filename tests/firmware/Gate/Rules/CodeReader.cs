using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Tests.Firmware.Gate.Rules;

/// <summary>What the subset's rules look at in compiled types.</summary>
internal static class CodeReader
{
    /// <summary>The namespace of a type or of the type around it.</summary>
    public static string Namespace(TypeDefinition type) => type.DeclaringType is { } outer ? Namespace(outer) : type.Namespace;

    /// <summary>Bytes of the distinct names and texts of some types, UTF-8 with an end mark each.</summary>
    public static int StringBytes(IEnumerable<TypeDefinition> types) => Strings([.. types]).Distinct().Sum(text => Encoding.UTF8.GetByteCount(text) + 1);

    private static IEnumerable<string> Strings(TypeDefinition[] types) =>
        types.SelectMany(type => type.Methods.Select(method => method.Name).Concat(type.Fields.Select(field => field.Name)).Append(type.Name).Append(type.Namespace))
            .Concat(Members(types).SelectMany(each => new[] { each.Member.Name, each.Member.DeclaringType.Name, each.Member.DeclaringType.Namespace }))
            .Concat(Codes(types).Select(each => each.Code.Operand).OfType<string>());

    /// <summary>The assembly that a type was compiled into, as a module.</summary>
    public static ModuleDefinition Module(Type type) => ModuleDefinition.ReadModule(type.Assembly.Location);

    /// <summary>A type and all types inside it.</summary>
    public static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    /// <summary>All methods with code, and each method's instructions.</summary>
    public static IEnumerable<MethodDefinition> Methods(IEnumerable<TypeDefinition> types) =>
        types.SelectMany(type => type.Methods).Where(method => method.HasBody);

    /// <summary>All instructions with their methods.</summary>
    public static IEnumerable<(MethodDefinition Method, Instruction Code)> Codes(IEnumerable<TypeDefinition> types) =>
        Methods(types).SelectMany(method => method.Body.Instructions.Select(code => (method, code)));

    /// <summary>Where the compiler keeps array initialisers; the device's tools know it, and mark it with no attribute.</summary>
    public static bool IsInitialiserClass(TypeDefinition type) => type.Name == "<PrivateImplementationDetails>";

    /// <summary>Every member that code or attributes of types and members refer to, with its user.</summary>
    public static IEnumerable<(string User, MemberReference Member)> Members(IEnumerable<TypeDefinition> types) =>
        types.Where(type => !IsInitialiserClass(type))
            .SelectMany(type => Attributes(type).Concat(type.Methods.SelectMany(Attributes)).Concat(type.Fields.SelectMany(Attributes)))
            .Concat(Codes(types).Where(each => each.Code.Operand is MethodReference or FieldReference)
                .Select(each => (each.Method.FullName, (MemberReference)each.Code.Operand)));

    /// <summary>Every type that declarations, locals or code name, with its user.</summary>
    public static IEnumerable<(string User, TypeReference Type)> Types(IEnumerable<TypeDefinition> types)
    {
        foreach (TypeDefinition type in types)
        {
            if (type.BaseType is { } parent) yield return (type.FullName, parent);
            foreach (InterfaceImplementation each in type.Interfaces) yield return (type.FullName, each.InterfaceType);
            foreach (FieldDefinition field in type.Fields) yield return (field.FullName, field.FieldType);
            foreach (MethodDefinition method in type.Methods)
                foreach (TypeReference each in Signature(method).Concat(method.HasBody ? InBody(method.Body) : []))
                    yield return (method.FullName, each);
        }
    }

    private static IEnumerable<TypeReference> InBody(MethodBody body) =>
        body.Variables.Select(local => local.VariableType).Concat(body.Instructions.SelectMany(code => code.Operand switch
        {
            MethodReference method => Signature(method).Append(method.DeclaringType),
            FieldReference field => [field.FieldType, field.DeclaringType],
            TypeReference type => [type],
            _ => Array.Empty<TypeReference>(),
        }));

    private static IEnumerable<TypeReference> Signature(MethodReference method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);

    private static IEnumerable<(string User, MemberReference Member)> Attributes(MemberReference member) =>
        ((ICustomAttributeProvider)member).CustomAttributes.Select(each => (member.FullName, (MemberReference)each.Constructor));
}
