namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>LOGISTIC and TANH of int8: one entry per number.</summary>
/// <param name="Name">The function.</param>
/// <param name="Table">[number + 128].</param>
/// <param name="Input">The tensor it reads.</param>
/// <param name="Output">The tensor it fills.</param>
internal sealed record IntegerTable(string Name, sbyte[] Table, int Input, int Output) : TfLiteStep(Output)
{
    public override string Text => $"{Name}, int8";

    public override void Run(TensorValues values)
    {
        int[] input = values.Integers[Input]!, output = values.Integers[Output]!;
        for (int i = 0; i < output.Length; i++) output[i] = Table[input[i] + 128];
    }
}
