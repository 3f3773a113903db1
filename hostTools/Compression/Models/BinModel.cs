using Endcap.Compression.Datasets;

namespace Endcap.Compression.Models;

/// <summary>A model over the bins of a schema, of any family that a shelf can be built from. Scores are raw (before any sigmoid).</summary>
public abstract class BinModel
{
    /// <summary>Creates the part that all families have.</summary>
    /// <param name="schema">Describes the features.</param>
    /// <param name="objective">The objective it was trained for: logistic, squared, pairwise or lambdarank.</param>
    protected BinModel(Schema schema, string objective) => (Schema, Objective) = (schema, objective);

    /// <summary>Describes the features.</summary>
    public Schema Schema { get; }

    /// <summary>logistic, squared, pairwise or lambdarank.</summary>
    public string Objective { get; }

    /// <summary>[schema feature][bin]: how often each bin occurred in training, or null. The shelf build weighs bins by it.</summary>
    public IReadOnlyList<double[]>? BinCounts { get; init; }

    /// <summary>The raw score of one row; from several threads. <paramref name="bins"/>: [feature].</summary>
    public abstract double Score(ReadOnlySpan<byte> bins);
}
