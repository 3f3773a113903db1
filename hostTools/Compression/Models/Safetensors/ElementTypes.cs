namespace Endcap.Compression.Models.Safetensors;

/// <summary>Facts about <see cref="ElementType"/>.</summary>
internal static class ElementTypes
{
    /// <summary>Bytes of an element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.F64 or ElementType.I64 => 8,
        ElementType.F32 or ElementType.I32 => 4,
        ElementType.F16 or ElementType.BF16 or ElementType.I16 => 2,
        _ => 1,
    };

    /// <summary>Whether layers can use it: counters and masks stand in weights files too.</summary>
    public static bool IsFloat(this ElementType type) => type <= ElementType.BF16;
}
