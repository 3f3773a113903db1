namespace Endcap.Compression.Models.TfLite;

/// <summary>A tensor of the graph. Where it has scales, its real numbers are scale · (q − zero).</summary>
/// <param name="Index">Its place in the graph's list.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Lengths, outermost first; all at least 1.</param>
/// <param name="Count">Number of elements.</param>
/// <param name="Scales">One, or one per slice along <paramref name="Axis"/>; empty where the tensor is not quantised.</param>
/// <param name="Zeros">As many as scales.</param>
/// <param name="Axis">The dimension that the scales belong to.</param>
internal sealed record TfLiteTensor(int Index, string Name, TfLiteType Type, int[] Shape, int Count, float[] Scales, int[] Zeros, int Axis)
{
    /// <summary>A constant's bytes; empty for a tensor that is computed.</summary>
    public FlatVector Data { get; init; }

    public bool IsConstant => Data.Count > 0;

    public bool IsFloat => Type is TfLiteType.Float32 or TfLiteType.Float16;

    public int Last => Shape.Length == 0 ? 1 : Shape[^1];

    public float Scale => Scales[0];

    public int Zero => Zeros[0];

    /// <summary>Least and greatest number of an integer type.</summary>
    public (int Least, int Most) Range => Type switch
    {
        TfLiteType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        TfLiteType.UInt8 => (byte.MinValue, byte.MaxValue),
        _ => (int.MinValue, int.MaxValue),
    };

    /// <summary>The tensor for messages.</summary>
    public string Place => $"tensor {Index} \"{Errors.Catalogue.Short(Name)}\"";
}
