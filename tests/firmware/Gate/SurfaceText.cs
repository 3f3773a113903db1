using System.Globalization;
using Mono.Cecil;

namespace Endcap.Tests.Firmware.Gate;

/// <summary>Compiled types in the words of the API lists, so that both can be compared as text.</summary>
internal static class SurfaceText
{
    /// <summary>The type's line and those of its visible members.</summary>
    public static IEnumerable<string> Of(TypeDefinition type) => Members(type).Prepend(OfType(type));

    /// <summary>The lines of the members that other assemblies see.</summary>
    public static IEnumerable<string> Members(TypeDefinition type) =>
        type.Fields.Where(field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName).Select(OfField)
            .Concat(type.Methods.Where(IsVisible).Select(OfMethod))
            .Concat(type.Properties.Where(each => Accessors(each).Any()).Select(OfProperty))
            .Concat(type.Events.Where(each => IsVisible(each.AddMethod)).Select(each => $"event {Static(each.AddMethod)}{Value(each, each.EventType)}"));

    public static string OfType(TypeDefinition type) => $"type {Kind(type)} {type.FullName}{Base(type)}" +
        (type.HasInterfaces ? " implements " + string.Join(", ", type.Interfaces.Select(each => each.InterfaceType.FullName)) : "");

    public static bool IsVisible(MethodDefinition? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    public static bool IsDelegate(TypeDefinition type) => type.BaseType?.FullName == "System.MulticastDelegate";

    private static string Kind(TypeDefinition type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        _ when IsDelegate(type) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Base(TypeDefinition type) => Kind(type) switch
    {
        "enum" => $" : {type.Fields.First(field => field.IsSpecialName).FieldType.FullName}",
        "interface" or "struct" or "delegate" => "",
        _ => type.BaseType is { FullName: not "System.Object" } parent ? $" : {parent.FullName}" : "",
    };

    private static string OfField(FieldDefinition field) =>
        $"field {(field.IsPublic ? "" : "protected ")}{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}" +
        $"{(field.IsInitOnly ? "readonly " : "")}{Value(field, field.FieldType)}{(field.IsLiteral ? " = " + Constant(field.Constant) : "")}";

    private static string Constant(object value) => value switch
    {
        string text => $"\"{text}\"",
        char letter => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
        double or float => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture) switch { "∞" => "Infinity", "-∞" => "-Infinity", var text => text },
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string OfMethod(MethodDefinition method) =>
        $"method {(method.IsPublic ? "" : "protected ")}{Virtual(method)}{Static(method)}{Value(method, method.ReturnType)}({Parameters(method)})";

    private static string Virtual(MethodDefinition method) => method switch
    {
        { DeclaringType.IsInterface: true } or { IsVirtual: false } => "",
        { IsAbstract: true } => "abstract ",
        { IsNewSlot: false } => "override ",
        { IsFinal: true } => "", // implements an interface
        _ => "virtual ",
    };

    private static string OfProperty(PropertyDefinition property) =>
        $"property {Static(Accessors(property).First())}{Value(property, property.PropertyType)}" +
        (property.HasParameters ? $"[{string.Join(',', property.Parameters.Select(each => each.ParameterType.FullName))}]" : "") +
        $" {{ {string.Join(' ', Accessors(property).Select(each => each.Name[..3] + ';'))} }}";

    private static IEnumerable<MethodDefinition> Accessors(PropertyDefinition property) =>
        new[] { property.GetMethod, property.SetMethod }.Where(IsVisible);

    private static string Static(MethodDefinition method) => method.IsStatic ? "static " : "";

    private static string Value(MemberReference member, TypeReference type) => $"{type.FullName} {member.DeclaringType.FullName}::{member.Name}";

    private static string Parameters(MethodDefinition method) =>
        string.Join(',', method.Parameters.Select(each => (each.IsOut ? "out " : "") + each.ParameterType.FullName));
}
