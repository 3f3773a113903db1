namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>FULLY_CONNECTED of int8: sums in 32 bits, scaled by <see cref="Requantise"/>, moved to the output's zero point, clamped.</summary>
/// <param name="Weights">[output · Inputs + input], the weights' zero point already taken off.</param>
/// <param name="Bias">[output].</param>
/// <param name="Scales">[output].</param>
/// <param name="Inputs">Length of an input row.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="InputZero">The input's zero point.</param>
/// <param name="Clamp">The output's zero point and range.</param>
/// <param name="Input">The tensor it reads.</param>
/// <param name="Output">The tensor it fills.</param>
internal sealed record IntegerDense(int[] Weights, int[] Bias, Requantise[] Scales, int Inputs, int Rows, int InputZero, OutputClamp Clamp, int Input, int Output)
    : TfLiteStep(Output)
{
    public override string Text => $"{Inputs} → {Scales.Length}, int8{Clamp.Text}";

    public override void Run(TensorValues values)
    {
        int[] input = values.Integers[Input]!, output = values.Integers[Output]!;
        for (int row = 0; row < Rows; row++)
        {
            for (int o = 0; o < Scales.Length; o++)
            {
                int sum = Sum(Weights.AsSpan(o * Inputs, Inputs), input.AsSpan(row * Inputs, Inputs)) + Bias[o];
                output[row * Scales.Length + o] = Clamp.Of(Scales[o].Apply(sum));
            }
        }
    }

    private int Sum(ReadOnlySpan<int> weights, ReadOnlySpan<int> input)
    {
        int sum = 0;
        for (int i = 0; i < weights.Length; i++) sum += weights[i] * (input[i] - InputZero);
        return sum;
    }
}
