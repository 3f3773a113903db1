namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>QUANTIZE from float32: round(x / scale) to the nearest, halves away from zero.</summary>
/// <param name="Input">The tensor it reads.</param>
/// <param name="Scale">The output's scale.</param>
/// <param name="Clamp">The output's zero point and range.</param>
/// <param name="Output">The tensor it fills.</param>
internal sealed record Quantise(int Input, float Scale, OutputClamp Clamp, int Output) : TfLiteStep(Output)
{
    public override string Text => "quantize";

    public override void Run(TensorValues values)
    {
        float[] input = values.Floats[Input]!;
        int[] output = values.Integers[Output]!;
        for (int i = 0; i < output.Length; i++)
        {
            if (float.IsNaN(input[i])) values.Failed = true; // no 8-bit number stands for a missing value
            else output[i] = Clamp.Of((int)Math.Clamp(MathF.Round(input[i] / Scale, MidpointRounding.AwayFromZero), -1e6f, 1e6f));
        }
    }
}
