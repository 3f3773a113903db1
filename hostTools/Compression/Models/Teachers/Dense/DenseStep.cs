namespace Endcap.Compression.Models.Teachers.Dense;

/// <summary>One step of a dense network: a vector of float32 in, a vector of float32 out. Immutable.</summary>
/// <param name="Inputs">Length of the input vector.</param>
/// <param name="Outputs">Length of the output vector.</param>
public abstract record DenseStep(int Inputs, int Outputs)
{
    /// <summary>Runs the step.</summary>
    /// <param name="input">[<see cref="Inputs"/>].</param>
    /// <param name="output">[<see cref="Outputs"/>]; does not overlap the input.</param>
    public abstract void Run(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>The step for people: "15 → 32, relu".</summary>
    public abstract string Text { get; }
}
