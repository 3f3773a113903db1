using Endcap.Compression.Blobs;
using Endcap.Compression.Quantisation;
using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Evaluation.Comparison;

/// <summary>What a feature adds to the scores of a shelf, by bin: its main effect, mean and spread over the products.</summary>
/// <param name="Feature">Run-time number.</param>
/// <param name="Mean">[bin]: mean over products, in score units; weighted over the bins it is 0.</param>
/// <param name="Deviation">[bin]: standard deviation over products.</param>
/// <param name="FloatMean">[bin]: the same mean of the float tables.</param>
public sealed record FeatureCurve(int Feature, double[] Mean, double[] Deviation, double[] FloatMean);

/// <summary>What a table over two features adds, by their bins.</summary>
/// <param name="F">Row feature.</param>
/// <param name="G">Column feature.</param>
/// <param name="Rows">Bins of F.</param>
/// <param name="Columns">Bins of G.</param>
/// <param name="Mean">[row · Columns + column]: mean over products less the table's own mean.</param>
/// <param name="Deviation">The same cells' standard deviation over products.</param>
/// <param name="Products">Products that have such a table; the others count with 0.</param>
public sealed record PairMap(int F, int G, int Rows, int Columns, double[] Mean, double[] Deviation, int Products);

/// <summary>
/// Averages of a shelf's tables. The main effect of a feature is the sum of its tables, averaged over the other feature
/// by how often its bins occur (functional ANOVA with independent features); residual trees are left out.
/// </summary>
public sealed class TableEffects
{
    private readonly RuntimeFeatures _features;
    private readonly Calibration _calibration;
    private readonly IReadOnlyList<PairTable>[] _float, _label;

    /// <summary>Prepares.</summary>
    /// <param name="shelf">The shelf.</param>
    /// <param name="calibration">How often bins occur.</param>
    public TableEffects(BuiltShelf shelf, Calibration calibration)
    {
        _features = shelf.Features;
        _calibration = calibration;
        _float = [.. shelf.Products.Select(product => product.Tables)];
        _label = [.. shelf.Integers.Select(product => product.Tables.Select(table => Expand(table, shelf.Numbers.Step)).ToArray())];
    }

    /// <summary>A curve for each feature that has any effect, the strongest first.</summary>
    public IReadOnlyList<FeatureCurve> Curves()
    {
        var curves = new List<FeatureCurve>();
        for (int f = 0; f < _features.Radix.Length; f++)
        {
            (double[] mean, double[] deviation) = Moments([.. _label.Select(tables => MainEffect(tables, f))]);
            (double[] before, _) = Moments([.. _float.Select(tables => MainEffect(tables, f))]);
            var curve = new FeatureCurve(f, mean, deviation, before);
            if (Strength(curve) > 0) curves.Add(curve);
        }

        return [.. curves.OrderByDescending(Strength)];
    }

    /// <summary>A map for each pair of features that has a table, the strongest first.</summary>
    public IReadOnlyList<PairMap> Maps()
    {
        var maps = new List<PairMap>();
        foreach (var group in _label.SelectMany(tables => tables).Where(table => table.G >= 0).GroupBy(table => (table.F, table.G)))
        {
            double[][] cells = [.. group.Select(Centred)];
            PairTable first = group.First();
            double[] none = new double[first.Cells.Length];
            (double[] mean, double[] deviation) = Moments([.. cells, .. Enumerable.Repeat(none, _label.Length - cells.Length)]);
            maps.Add(new PairMap(first.F, first.G, first.Rows, first.Columns, mean, deviation, cells.Length));
        }

        return [.. maps.OrderByDescending(map => map.Mean.Max() - map.Mean.Min() + map.Deviation.Max())];
    }

    private static double Strength(FeatureCurve curve) => curve.Mean.Max() - curve.Mean.Min() + curve.Deviation.Max();

    private double[] MainEffect(IReadOnlyList<PairTable> tables, int feature)
    {
        double[] effect = new double[_features.Radix[feature]];
        foreach (PairTable table in tables.Where(table => table.F == feature || table.G == feature))
        {
            double[] cells = Centred(table);
            for (int i = 0; i < cells.Length; i++)
            {
                int row = i / table.Columns, column = i % table.Columns;
                effect[table.F == feature ? row : column] += cells[i] * (table.F == feature ? Weight(table.G, column) : Weight(table.F, row));
            }
        }

        return effect;
    }

    private double[] Centred(PairTable table)
    {
        double mean = table.Cells.Select((cell, i) => cell * Weight(table.F, i / table.Columns) * Weight(table.G, i % table.Columns)).Sum();
        return Array.ConvertAll(table.Cells, cell => cell - mean);
    }

    private double Weight(int feature, int bin) => feature < 0 ? 1 : _calibration.Frequency(feature)[bin];

    private static (double[] Mean, double[] Deviation) Moments(double[][] products)
    {
        double[] mean = new double[products[0].Length], deviation = new double[mean.Length];
        for (int i = 0; i < mean.Length; i++)
        {
            double average = mean[i] = products.Average(product => product[i]);
            deviation[i] = Math.Sqrt(products.Average(product => (product[i] - average) * (product[i] - average)));
        }

        return (mean, deviation);
    }

    private PairTable Expand(QuantisedTable table, double step)
    {
        int rows = _features.Radix[table.F], columns = table.G < 0 ? 1 : _features.Radix[table.G];
        double[] cells = new double[rows * columns];
        byte[] bins = new byte[_features.Radix.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            bins[table.F] = (byte)(i / columns);
            if (table.G >= 0) bins[table.G] = (byte)(i % columns);
            cells[i] = step * table.Lookup(bins);
        }

        return new PairTable(table.F, table.G, rows, columns, cells);
    }
}
