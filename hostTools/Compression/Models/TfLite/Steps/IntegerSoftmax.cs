namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>SOFTMAX of int8 over each row: exponentials in float32, the quotient rounded to the output's scale.</summary>
/// <param name="Scale">The input's scale.</param>
/// <param name="OutputScale">The output's scale.</param>
/// <param name="Clamp">The output's zero point and range.</param>
/// <param name="Length">Length of a row.</param>
/// <param name="Input">The tensor it reads.</param>
/// <param name="Output">The tensor it fills.</param>
internal sealed record IntegerSoftmax(float Scale, float OutputScale, OutputClamp Clamp, int Length, int Input, int Output) : TfLiteStep(Output)
{
    public override string Text => "softmax, int8";

    public override void Run(TensorValues values)
    {
        int[] input = values.Integers[Input]!, output = values.Integers[Output]!;
        for (int start = 0; start < output.Length; start += Length)
        {
            int most = int.MinValue;
            for (int i = start; i < start + Length; i++) most = Math.Max(most, input[i]);
            float sum = 0;
            for (int i = start; i < start + Length; i++) sum += Exp(input[i] - most);
            for (int i = start; i < start + Length; i++)
                output[i] = Clamp.Of((int)MathF.Round(Exp(input[i] - most) / (sum * OutputScale), MidpointRounding.AwayFromZero));
        }
    }

    private float Exp(int difference) => MathF.Exp(Scale * difference);
}
