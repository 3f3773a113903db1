using System.Globalization;
using Endcap.Compression.Datasets;

namespace Endcap.Benchmarks.Training;

/// <summary>
/// A plain comma-separated file (no quotes) in columns, binned for the benchmark: quantile edges per feature from
/// the training rows. Stands alone so that the benchmark measures the trainer and nothing else.
/// </summary>
internal sealed class BenchmarkTable
{
    private readonly Dictionary<string, int> _index;
    private readonly string[][] _rows;

    private BenchmarkTable(string[] header, string[][] rows)
    {
        _index = header.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i);
        _rows = rows;
    }

    public static BenchmarkTable Read(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => line.Split(','))];
        return new BenchmarkTable(lines[0], lines[1..]);
    }

    /// <summary>The rows whose number passes, as a table of the same columns.</summary>
    public BenchmarkTable Where(Func<int, bool> keep) => new([.. _index.OrderBy(pair => pair.Value).Select(pair => pair.Key)],
        [.. _rows.Where((_, row) => keep(row))]);

    /// <summary>A feature whose bins are taken from this table.</summary>
    public Feature Describe(string name, FeatureScope scope, FeatureKind kind, int maxBins)
    {
        if (kind == FeatureKind.Categorical)
        {
            string[] categories = [.. Texts(name).Distinct().Order(StringComparer.Ordinal)];
            return new Feature(name, scope, kind, [], categories, hasMissingBin: false);
        }

        double[] values = Numbers(name);
        bool missing = values.Any(double.IsNaN);
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        return new Feature(name, scope, kind, Edges(sorted, maxBins - (missing ? 1 : 0)), [], missing);
    }

    /// <summary>The rows in the bins of a schema.</summary>
    public BinnedDataset Bin(Schema schema)
    {
        byte[][] columns = [.. schema.Features.Select(feature => feature.Kind == FeatureKind.Categorical
            ? Texts(feature.Name).Select(feature.BinCategory).ToArray()
            : Numbers(feature.Name).Select(feature.Bin).ToArray())];
        float[] labels = [.. Numbers(schema.Label).Select(value => (float)value)];
        return new BinnedDataset(schema, columns, labels, GroupStarts(schema.Group));
    }

    private int[] GroupStarts(string? group)
    {
        if (group is null) return [0, _rows.Length];
        string[] keys = [.. Texts(group)];
        return [.. Enumerable.Range(0, keys.Length).Where(row => row == 0 || keys[row] != keys[row - 1]), keys.Length];
    }

    private IEnumerable<string> Texts(string name) => _rows.Select(row => row[_index[name]]);

    private double[] Numbers(string name) =>
        [.. Texts(name).Select(text => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture))];

    /// <summary>
    /// Edges halfway between neighbouring values. A bin closes once it holds its share of the rows that are left, so
    /// one very frequent value takes one bin and the other bins still share the rest.
    /// </summary>
    private static double[] Edges(double[] sorted, int maxBins)
    {
        int distinct = sorted.Distinct().Count();
        var edges = new List<double>();
        for (int first = 0, i = 1; i < sorted.Length && edges.Count + 1 < maxBins; i++)
        {
            if (sorted[i] == sorted[i - 1]) continue;
            double share = (double)(sorted.Length - first) / (maxBins - edges.Count);
            if (distinct > maxBins && i - first < share) continue;
            edges.Add((sorted[i - 1] + sorted[i]) / 2);
            first = i;
        }

        return [.. edges];
    }
}
