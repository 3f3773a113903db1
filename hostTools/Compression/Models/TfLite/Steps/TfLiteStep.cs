namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>One operator, ready to run: its operands' types and sizes are checked. Immutable.</summary>
/// <param name="Output">The tensor it fills.</param>
internal abstract record TfLiteStep(int Output)
{
    /// <summary>The step for people.</summary>
    public abstract string Text { get; }

    /// <summary>Fills the output tensor.</summary>
    public abstract void Run(TensorValues values);
}
