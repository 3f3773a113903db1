namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>GATHER along the first dimension and EMBEDDING_LOOKUP: rows of a table; an index outside it leaves the row without a prediction.</summary>
/// <param name="Table">The tensor with the rows.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Length">Elements of a row.</param>
/// <param name="Indices">The tensor with the numbers of rows.</param>
/// <param name="Output">The tensor it fills.</param>
internal sealed record Lookup(int Table, int Rows, int Length, int Indices, int Output) : TfLiteStep(Output)
{
    public override string Text => $"lookup {Rows} × {Length}";

    public override void Run(TensorValues values)
    {
        int[] indices = values.Integers[Indices]!;
        for (int i = 0; i < indices.Length; i++)
        {
            if ((uint)indices[i] >= Rows) values.Failed = true;
            else if (values.Floats[Output] is float[] floats) values.Floats[Table].AsSpan(indices[i] * Length, Length).CopyTo(floats.AsSpan(i * Length));
            else values.Integers[Table].AsSpan(indices[i] * Length, Length).CopyTo(values.Integers[Output].AsSpan(i * Length));
        }
    }
}
