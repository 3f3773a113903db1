namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>RESHAPE and CONCATENATION: elements of other tensors, put together.</summary>
/// <param name="Name">The operator for people.</param>
/// <param name="Inputs">The tensors it reads.</param>
/// <param name="Lengths">[input]: elements that it gives in one turn.</param>
/// <param name="Turns">How often each input gives its next elements.</param>
/// <param name="Output">The tensor it fills.</param>
internal sealed record Copy(string Name, int[] Inputs, int[] Lengths, int Turns, int Output) : TfLiteStep(Output)
{
    public override string Text => Name;

    public override void Run(TensorValues values)
    {
        if (values.Floats[Output] is float[] floats) Fill(values.Floats, floats);
        else Fill(values.Integers, values.Integers[Output]!);
    }

    private void Fill<T>(T[]?[] from, T[] to)
    {
        int at = 0;
        for (int turn = 0; turn < Turns; turn++)
        {
            for (int i = 0; i < Inputs.Length; at += Lengths[i++])
                from[Inputs[i]].AsSpan(turn * Lengths[i], Lengths[i]).CopyTo(to.AsSpan(at));
        }
    }
}
