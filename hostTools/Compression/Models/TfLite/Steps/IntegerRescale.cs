namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>RELU, RELU6 and QUANTIZE from one 8-bit scale to another.</summary>
/// <param name="Input">The tensor it reads.</param>
/// <param name="InputZero">The input's zero point.</param>
/// <param name="Scale">Input scale / output scale.</param>
/// <param name="Clamp">The output's zero point and range.</param>
/// <param name="Output">The tensor it fills.</param>
internal sealed record IntegerRescale(int Input, int InputZero, Requantise Scale, OutputClamp Clamp, int Output) : TfLiteStep(Output)
{
    public override string Text => $"rescale{Clamp.Text}";

    public override void Run(TensorValues values)
    {
        int[] input = values.Integers[Input]!, output = values.Integers[Output]!;
        for (int i = 0; i < output.Length; i++) output[i] = Clamp.Of(Scale.Apply(input[i] - InputZero));
    }
}
