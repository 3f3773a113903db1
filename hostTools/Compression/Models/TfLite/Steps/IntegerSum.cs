namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>ADD of int8: both operands with 20 bits more, brought to one scale, added, brought to the output's.</summary>
/// <param name="First">A tensor.</param>
/// <param name="Second">A tensor.</param>
/// <param name="Zeros">The operands' zero points.</param>
/// <param name="Scales">First operand, second operand, sum.</param>
/// <param name="Clamp">The output's zero point and range.</param>
/// <param name="Output">The tensor it fills.</param>
internal sealed record IntegerSum(int First, int Second, int[] Zeros, Requantise[] Scales, OutputClamp Clamp, int Output) : TfLiteStep(Output)
{
    /// <summary>Bits that the operands get before they are scaled.</summary>
    public const int ExtraBits = 20;

    public override string Text => $"add, int8{Clamp.Text}";

    public override void Run(TensorValues values)
    {
        int[] a = values.Integers[First]!, b = values.Integers[Second]!, output = values.Integers[Output]!;
        for (int i = 0; i < output.Length; i++)
        {
            int x = Scales[0].Apply((a[i % a.Length] - Zeros[0]) << ExtraBits), y = Scales[1].Apply((b[i % b.Length] - Zeros[1]) << ExtraBits);
            output[i] = Clamp.Of(Scales[2].Apply(x + y));
        }
    }
}
