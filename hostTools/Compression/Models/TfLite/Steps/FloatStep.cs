using Endcap.Compression.Models.Teachers.Dense;

namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>A step of a dense network over each row of a float tensor, and an activation fused to it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Fused">An activation of each element, or null.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Input">The tensor it reads.</param>
/// <param name="Output">The tensor it fills.</param>
internal sealed record FloatStep(DenseStep Step, Activation? Fused, int Rows, int Input, int Output) : TfLiteStep(Output)
{
    public override string Text => Fused is null ? Step.Text : $"{Step.Text}, {Fused.Text}";

    public override void Run(TensorValues values)
    {
        for (int row = 0; row < Rows; row++)
        {
            Span<float> output = values.Floats[Output].AsSpan(row * Step.Outputs, Step.Outputs);
            Step.Run(values.Floats[Input].AsSpan(row * Step.Inputs, Step.Inputs), output);
            Fused?.Run(output, output); // each element on its own, so in place is right
        }
    }
}
