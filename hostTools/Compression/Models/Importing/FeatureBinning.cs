using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Importing;

/// <summary>The bins of one feature, and for each bin a value that stands for it in every split.</summary>
internal sealed class FeatureBinning
{
    /// <summary>The feature.</summary>
    public required ImportedFeature Imported { get; init; }

    /// <summary>[bin]: the value by which splits judge the bin; NaN for the missing bin.</summary>
    public required double[] Acts { get; init; }
}

/// <summary>Finds the bins of one input of a tree teacher.</summary>
/// <param name="teacher">The teacher.</param>
/// <param name="splits">All splits on the input.</param>
/// <param name="column">What is known about the input.</param>
internal sealed class FeatureBinner(TreeTeacher teacher, IReadOnlyList<TeacherSplit> splits, ImportColumn column)
{
    // An interval without a row still counts a little: rows to come may fall there.
    private const double EmptyWeight = 0.01;

    /// <summary>The binning, or null when no split tells any values apart.</summary>
    public FeatureBinning? Run()
    {
        (double[] edges, double[] steps) = Edges();
        int most = SchemaJson.MostBins(column.Scope);
        return column.Kind == FeatureKind.Numeric ? Numeric(edges, steps, most) : Listed(edges.Length, most);
    }

    private (double[] Edges, double[] Steps) Edges()
    {
        var steps = new SortedDictionary<double, double>();
        var found = new List<double>();
        foreach (TeacherSplit split in splits)
        {
            found.Clear();
            ChangePoints.Add(teacher, split.Tree, split.Node, found);
            foreach (double edge in found) steps[edge] = steps.GetValueOrDefault(edge) + split.Step;
        }

        double least = Math.Max(steps.Values.DefaultIfEmpty(1).Max() * 1e-9, double.Epsilon);
        return ([.. steps.Keys], [.. steps.Values.Select(step => Math.Max(step, least))]);
    }

    private FeatureBinning? Numeric(double[] edges, double[] steps, int most)
    {
        double[] weights = Weights(edges);
        (int First, int Acts)[] bins = BinMedians.Join(steps, weights, most - 1);
        int absent = BinLikeMissing(Values(edges, bins));
        if (absent >= 0 && bins.Length <= edges.Length)
        {
            // Missing values need no bin of their own, so there is room for one edge more.
            (int First, int Acts)[] more = BinMedians.Join(steps, weights, most);
            int again = BinLikeMissing(Values(edges, more));
            if (again >= 0) (bins, absent) = (more, again);
        }

        double[] kept = [.. bins.Skip(1).Select(bin => edges[bin.First - 1])];
        if (kept.Length == 0 && absent >= 0) return null;
        Feature feature = new(column.Name, column.Scope, FeatureKind.Numeric, column.Shorten(kept), [], absent < 0, Math.Max(absent, 0));
        return Of(feature, edges.Length, Values(edges, bins), [.. Merged(edges, bins)], false);
    }

    private static IEnumerable<MergedThreshold> Merged(double[] edges, (int First, int Acts)[] bins)
    {
        for (int b = 0; b < bins.Length; b++)
        {
            int end = b + 1 < bins.Length ? bins[b + 1].First : edges.Length + 1;
            double below = b == 0 ? double.NegativeInfinity : edges[bins[b].First - 1];
            double above = end > edges.Length ? double.PositiveInfinity : edges[end - 1];
            for (int interval = bins[b].First + 1; interval < end; interval++)
                yield return new MergedThreshold(edges[interval - 1], interval <= bins[b].Acts ? below : above);
        }
    }

    // Categories and flags: their bins are given, so no threshold is lost.
    private FeatureBinning? Listed(int thresholds, int most)
    {
        bool flag = column.Kind == FeatureKind.Flag;
        double[] values = flag ? [0, 1] : column.Codes;
        if (values.Length > most) throw Errors.Catalogue.TooManyCodes(column.Name, SchemaJson.Scopes[(int)column.Scope], values.Length, most);
        int absent = BinLikeMissing(values);
        bool moved = absent < 0 && values.Length == most;
        if (moved) absent = MostLikeMissing(values);
        if (absent >= 0 && !splits.Any(split => values.Any(value => Holds(split, value) != Holds(split, values[0])))) return null;
        Feature feature = new(column.Name, column.Scope, column.Kind, flag ? [0.5] : [], flag ? [] : column.Categories, absent < 0, Math.Max(absent, 0));
        return Of(feature, thresholds, values, [], moved);
    }

    private FeatureBinning Of(Feature feature, int thresholds, double[] values, MergedThreshold[] merged, bool missingMoved) => new()
    {
        Imported = new ImportedFeature(feature, column.Input, splits.Count, thresholds, merged) { MissingMoved = missingMoved },
        Acts = feature.HasMissingBin ? [.. values, double.NaN] : values,
    };

    // The lowest value of the interval that the bin acts as.
    private static double[] Values(double[] edges, (int First, int Acts)[] bins) =>
        [.. bins.Select(bin => bin.Acts == 0 ? double.NegativeInfinity : edges[bin.Acts - 1])];

    private double[] Weights(double[] edges)
    {
        double[] weights = new double[edges.Length + 1];
        double total = 0;
        for (int i = 0; i < column.Values.Length; i++)
        {
            int found = Array.BinarySearch(edges, column.Values[i]);
            weights[found >= 0 ? found + 1 : ~found] += column.Counts[i];
            total += column.Counts[i];
        }

        double least = total == 0 ? 1 : EmptyWeight * total / weights.Length;
        for (int i = 0; i < weights.Length; i++) weights[i] += least;
        return weights;
    }

    private int BinLikeMissing(double[] values) =>
        Array.FindIndex(values, value => splits.All(split => Holds(split, value) == Holds(split, double.NaN)));

    private int MostLikeMissing(double[] values) => Enumerable.Range(0, values.Length)
        .MaxBy(bin => splits.Sum(split => Holds(split, values[bin]) == Holds(split, double.NaN) ? split.Step : 0));

    private bool Holds(TeacherSplit split, double value) => split.Tree.Holds(split.Node,
        teacher.SinglePrecisionInputs ? (float)value : value, teacher.NegativeCategoryIsUnknown);
}
