using Endcap.Compression.Models.Teachers.Dense;

namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>ADD or MUL of float tensors; the shorter one repeats.</summary>
/// <param name="Product">Whether it multiplies.</param>
/// <param name="First">A tensor.</param>
/// <param name="Second">A tensor.</param>
/// <param name="Fused">An activation of each element, or null.</param>
/// <param name="Output">The tensor it fills.</param>
internal sealed record FloatPair(bool Product, int First, int Second, Activation? Fused, int Output) : TfLiteStep(Output)
{
    public override string Text => Product ? "mul" : "add";

    public override void Run(TensorValues values)
    {
        float[] a = values.Floats[First]!, b = values.Floats[Second]!, output = values.Floats[Output]!;
        for (int i = 0; i < output.Length; i++)
        {
            float x = a[i % a.Length], y = b[i % b.Length];
            output[i] = Product ? x * y : x + y;
        }

        Fused?.Run(output, output);
    }
}
