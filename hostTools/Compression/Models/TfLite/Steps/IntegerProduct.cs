namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>MUL of int8.</summary>
/// <param name="First">A tensor.</param>
/// <param name="Second">A tensor.</param>
/// <param name="Zeros">The operands' zero points.</param>
/// <param name="Scale">Of the product.</param>
/// <param name="Clamp">The output's zero point and range.</param>
/// <param name="Output">The tensor it fills.</param>
internal sealed record IntegerProduct(int First, int Second, int[] Zeros, Requantise Scale, OutputClamp Clamp, int Output) : TfLiteStep(Output)
{
    public override string Text => $"mul, int8{Clamp.Text}";

    public override void Run(TensorValues values)
    {
        int[] a = values.Integers[First]!, b = values.Integers[Second]!, output = values.Integers[Output]!;
        for (int i = 0; i < output.Length; i++)
            output[i] = Clamp.Of(Scale.Apply((a[i % a.Length] - Zeros[0]) * (b[i % b.Length] - Zeros[1])));
    }
}
