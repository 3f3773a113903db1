namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>Limits numbers; the limits are inputs, or attributes in old files. NaN stays.</summary>
/// <param name="least">The lower limit where input 1 is left out.</param>
/// <param name="most">The upper limit where input 2 is left out.</param>
public sealed class Clip(double least, double most) : GraphOp
{
    /// <summary>The limits for given inputs.</summary>
    public (double Least, double Most) Limits(Tensor? low, Tensor? high) => (Limit(low, least), Limit(high, most));

    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        (double low, double high) = Limits(Find(inputs, 1), Find(inputs, 2));
        Span<double> result = outputs[0].Reset(x.Type, x.Shape);
        for (int i = 0; i < result.Length; i++)
        {
            double value = x.Values[i];
            result[i] = value < low ? Math.Min(low, high) : value > high ? high : value;
        }
    }

    private static double Limit(Tensor? given, double otherwise)
    {
        if (given is null) return otherwise;
        return given.Count == 1 ? given.Values[0] : throw new GraphFaultException("a limit that is not one number");
    }
}
