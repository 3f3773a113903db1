namespace Endcap.Compression.Models.Teachers.Graph;

/// <summary>An operation of a graph; immutable.</summary>
public abstract class GraphOp
{
    /// <summary>Computes the outputs of one row.</summary>
    /// <param name="inputs">[input]: null where an optional input is left out.</param>
    /// <param name="outputs">[output]: slots that differ from all inputs.</param>
    /// <exception cref="GraphFaultException">Shapes or values that do not fit.</exception>
    public abstract void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs);

    /// <summary>The operation for one scorer: itself, unless it has buffers.</summary>
    public virtual GraphOp ForScorer() => this;

    /// <summary>An input that must be there.</summary>
    protected static Tensor Need(ReadOnlySpan<Tensor?> inputs, int index) =>
        index < inputs.Length && inputs[index] is { } tensor ? tensor : throw new GraphFaultException($"input {index} is missing");

    /// <summary>An input that may be left out.</summary>
    protected static Tensor? Find(ReadOnlySpan<Tensor?> inputs, int index) => index < inputs.Length ? inputs[index] : null;

    /// <summary>Whole numbers of a tensor, such as axes and shapes.</summary>
    protected static long[] Integers(Tensor tensor)
    {
        var found = new long[tensor.Count];
        for (int i = 0; i < found.Length; i++) found[i] = (long)tensor.Values[i];
        return found;
    }
}
