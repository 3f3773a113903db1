using Mono.Cecil;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>What the evaluation stack tells apart; decides between the rows add.i4, add.i8, add.r8 and the like.</summary>
internal enum StackKind
{
    /// <summary>int, uint, everything narrower, enums of these, and native int (32 bits on the device).</summary>
    Int32,

    /// <summary>long and ulong.</summary>
    Int64,

    /// <summary>float and double.</summary>
    Float,

    /// <summary>Objects, arrays and managed pointers.</summary>
    Reference,

    /// <summary>A struct, or a type that cannot be told.</summary>
    Other,
}

/// <summary>Maps metadata types to stack kinds.</summary>
internal static class StackKinds
{
    /// <summary>How a value of this type sits on the stack.</summary>
    public static StackKind Of(TypeReference type) => type.MetadataType switch
    {
        MetadataType.Boolean or MetadataType.Char or MetadataType.SByte or MetadataType.Byte or MetadataType.Int16
            or MetadataType.UInt16 or MetadataType.Int32 or MetadataType.UInt32 or MetadataType.IntPtr
            or MetadataType.UIntPtr => StackKind.Int32,
        MetadataType.Int64 or MetadataType.UInt64 => StackKind.Int64,
        MetadataType.Single or MetadataType.Double => StackKind.Float,
        MetadataType.ValueType => OfValueType(type),
        MetadataType.RequiredModifier or MetadataType.OptionalModifier => Of(type.GetElementType()),
        MetadataType.Var or MetadataType.MVar or MetadataType.GenericInstance => StackKind.Other,
        _ => StackKind.Reference,
    };

    // Only enums of the same module are looked up: resolving another assembly would need its file.
    private static StackKind OfValueType(TypeReference type)
    {
        if (type is not TypeDefinition { IsEnum: true } definition) return StackKind.Other;
        return Of(definition.Fields.First(field => !field.IsStatic).FieldType);
    }
}
