using Endcap.Compression.Datasets;

namespace Endcap.Compression.Models.Importing;

/// <summary>What is known about the column behind one input of a teacher.</summary>
internal sealed record ImportColumn(int Input, string Name, FeatureScope Scope, FeatureKind Kind)
{
    /// <summary>Categorical: the texts, in bin order.</summary>
    public string[] Categories { get; init; } = [];

    /// <summary>[category]: the teacher's code.</summary>
    public double[] Codes { get; init; } = [];

    /// <summary>Distinct numbers in the data, ascending; empty without data.</summary>
    public double[] Values { get; init; } = [];

    /// <summary>[value]: rows with it.</summary>
    public long[] Counts { get; init; } = [];

    /// <summary>Bins by quantiles of the data or from the schema, for teachers without thresholds; or null.</summary>
    public Feature? Proposed { get; init; }

    /// <summary>Whether edges become the shortest decimals that part the data's values alike.</summary>
    public bool ShortEdges { get; init; }

    /// <summary>The edges, shortened where that is asked for and some value of the data lies on each side.</summary>
    public double[] Shorten(double[] edges)
    {
        if (!ShortEdges || Values.Length == 0) return edges;
        double[] shorter = [.. edges.Select(Shorten)];
        // Two edges between the same two values would become one.
        for (int e = 0; e < edges.Length; e++)
            if ((e > 0 && shorter[e] <= shorter[e - 1]) || (e + 1 < edges.Length && shorter[e] >= shorter[e + 1])) return Fallback(edges, shorter);
        return shorter;
    }

    private static double[] Fallback(double[] edges, double[] shorter)
    {
        double[] mixed = [.. edges];
        for (int e = 0; e < edges.Length; e++)
        {
            double below = e == 0 ? double.NegativeInfinity : mixed[e - 1], above = e + 1 < edges.Length ? edges[e + 1] : double.PositiveInfinity;
            if (shorter[e] > below && shorter[e] < above) mixed[e] = shorter[e];
        }

        return mixed;
    }

    private double Shorten(double edge)
    {
        int found = Array.BinarySearch(Values, edge), next = found >= 0 ? found : ~found; // the first value ≥ edge
        return next == 0 || next == Values.Length ? edge : ShortDecimal.Between(Values[next - 1], Values[next]);
    }
}
