using System.Globalization;
using Mono.Cecil;

namespace Endcap.Tests.Firmware.Gate;

/// <summary>A type line's part of a type: kind, base type, interfaces.</summary>
internal static class TypeShape
{
    public static void Fill(TypeDefinition type, SurfaceLine line, TypeNames types)
    {
        string kind = line.Words[^1];
        type.Attributes |= Attributes(line, kind);
        type.BaseType = kind switch
        {
            "interface" => null,
            "struct" => types.Find("System.ValueType"),
            "enum" => types.Find("System.Enum"),
            "delegate" => types.Find("System.MulticastDelegate"),
            _ => line.Of is { } parent ? types.Find(parent) : type.FullName == "System.Object" ? null : types.Find("System.Object"),
        };
        foreach (string each in line.List) type.Interfaces.Add(new InterfaceImplementation(types.Find(each)));

        if (kind == "enum")
            type.Fields.Add(new FieldDefinition("value__", FieldAttributes.Public | FieldAttributes.SpecialName | FieldAttributes.RTSpecialName, types.Signature(line.Of!)));
        // The lists have no private fields, but without any a compiler takes a struct for always assigned.
        if (kind == "struct" && !types.IsPrimitive(type.FullName))
            type.Fields.Add(new FieldDefinition("_hidden", FieldAttributes.Private, types.Signature("System.Int32")));
    }

    private static TypeAttributes Attributes(SurfaceLine line, string kind) => kind switch
    {
        "interface" => TypeAttributes.Interface | TypeAttributes.Abstract,
        "struct" => TypeAttributes.Sealed | TypeAttributes.SequentialLayout,
        "enum" or "delegate" => TypeAttributes.Sealed,
        _ => (line.Is("abstract") || line.Is("static") ? TypeAttributes.Abstract : 0) |
            (line.Is("sealed") || line.Is("static") ? TypeAttributes.Sealed : 0),
    };

    /// <summary>A constant's value as a value of a primitive type.</summary>
    public static object Constant(string text, string type) => type switch
    {
        "System.String" => text.Trim('"'),
        "System.Char" => (char)ushort.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        "System.Single" => float.Parse(text, CultureInfo.InvariantCulture),
        "System.Double" => double.Parse(text, CultureInfo.InvariantCulture),
        _ => Convert.ChangeType(text, Type.GetType(type, throwOnError: true)!, CultureInfo.InvariantCulture),
    };
}
