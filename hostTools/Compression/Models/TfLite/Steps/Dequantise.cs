namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>DEQUANTIZE: scale · (q − zero).</summary>
/// <param name="Input">The tensor it reads.</param>
/// <param name="Scale">The input's scale.</param>
/// <param name="Zero">The input's zero point.</param>
/// <param name="Output">The tensor it fills.</param>
internal sealed record Dequantise(int Input, float Scale, int Zero, int Output) : TfLiteStep(Output)
{
    public override string Text => "dequantize";

    public override void Run(TensorValues values)
    {
        int[] input = values.Integers[Input]!;
        float[] output = values.Floats[Output]!;
        for (int i = 0; i < output.Length; i++) output[i] = Scale * (input[i] - Zero);
    }
}
