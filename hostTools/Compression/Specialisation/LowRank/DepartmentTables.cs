using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;

namespace Endcap.Compression.Specialisation.LowRank;

/// <summary>
/// The cells of a department's tables as one matrix: a row for each bin of each shopper and context feature, a column per product.
/// A product that is not listed has its affinity features at rest. A table over two features is replaced by the sum of one-feature
/// tables that is nearest in the mean over its bins, taken as independent: a_i + b_j = c_i· + c_·j − c_··. A feature's cells are
/// less their mean, which goes into the base, and less what all products get alike, which moves none past another.
/// </summary>
public sealed class DepartmentTables
{
    private readonly RuntimeFeatures _features;
    private readonly int _products;
    private readonly Dictionary<(int F, int G), (double[] Sums, double[] Squares)> _rests = [];

    /// <summary>Collapses a model for every product. Errors: E254.</summary>
    /// <param name="model">The model.</param>
    /// <param name="shelf">The department.</param>
    /// <param name="weights">[run-time number][bin]: how often each bin occurs, in shares.</param>
    /// <param name="file">The model's name, for messages.</param>
    public DepartmentTables(TreeEnsemble model, Shelf shelf, IReadOnlyList<double[]> weights, string file)
    {
        _features = new RuntimeFeatures(model.Schema);
        _products = shelf.Products.Count;
        Weights = weights;
        ColumnAt = [.. Enumerable.Range(0, _features.SharedCount + 1).Select(f => _features.Radix.Take(f).Sum())];
        Base = new double[_products];
        Cells = new double[ColumnAt[^1] * _products];
        var collapse = new Collapse(model, _features);
        Products = [.. shelf.Products.Select(product =>
        {
            CollapsedProduct collapsed = collapse.Run(product.ItemBins);
            return collapsed.Residual.Count == 0 ? collapsed : throw Catalogue.NotCollapsible(file, product.Sku, collapsed.Residual.Count);
        })];
        for (int p = 0; p < _products; p++) Add(p, Products[p]);
        for (int column = 0; column < ColumnAt[^1]; column++)
        {
            Span<double> row = Cells.AsSpan(column * _products, _products);
            double mean = 0;
            foreach (double cell in row) mean += cell / _products;
            foreach (ref double cell in row) cell -= mean;
        }
    }

    /// <summary>[product]: its tables.</summary>
    public IReadOnlyList<CollapsedProduct> Products { get; }

    /// <summary>[run-time number][bin]: shares.</summary>
    public IReadOnlyList<double[]> Weights { get; }

    /// <summary>[shared feature]: its first row of <see cref="Cells"/>; at the end, their number.</summary>
    public int[] ColumnAt { get; }

    /// <summary>[product]: mean score over shoppers.</summary>
    public double[] Base { get; }

    /// <summary>[cell · products + product].</summary>
    public double[] Cells { get; }

    /// <summary>Tables, of all products, that depend on an affinity feature.</summary>
    public int AffinityTables { get; private set; }

    /// <summary>[cell]: how often it is looked up.</summary>
    public double[] CellWeights => [.. Weights.Take(_features.SharedCount).SelectMany(bins => bins)];

    /// <summary>Mean over shoppers of Σ over products of the squared difference of scores that tables over two features have beyond sums.</summary>
    public double PairEnergy => _rests.Sum(rest => rest.Value.Squares.Select((square, cell) =>
        WeightOf(rest.Key, cell) * Math.Max(0, square - rest.Value.Sums[cell] * rest.Value.Sums[cell] / _products)).Sum());

    private double WeightOf((int F, int G) pair, int cell) =>
        Weights[pair.F][cell / _features.Radix[pair.G]] * Weights[pair.G][cell % _features.Radix[pair.G]];

    private void Add(int product, CollapsedProduct collapsed)
    {
        Base[product] += collapsed.Constant;
        foreach (PairTable table in collapsed.Tables)
        {
            if (!_features.IsAffinity(table.F))
            {
                Add(product, table.F, table.G, table.Cells);
                continue;
            }

            // An affinity feature stands first: its rest bin picks a row.
            AffinityTables++;
            int row = _features.Features[table.F].AbsentBin * table.Columns;
            if (table.G < 0 || _features.IsAffinity(table.G)) Base[product] += table.Cells[row + (table.G < 0 ? 0 : _features.Features[table.G].AbsentBin)];
            else Add(product, table.G, -1, table.Cells[row..(row + table.Columns)]);
        }
    }

    private void Add(int product, int f, int g, double[] cells)
    {
        double[] rows = Weights[f], columns = g < 0 ? [1] : Weights[g], a = new double[rows.Length], b = new double[columns.Length];
        double mean = 0;
        for (int cell = 0; cell < cells.Length; cell++)
        {
            int i = cell / columns.Length, j = cell % columns.Length;
            a[i] += columns[j] * cells[cell];
            b[j] += rows[i] * cells[cell];
            mean += rows[i] * columns[j] * cells[cell];
        }

        Base[product] += mean;
        for (int i = 0; i < a.Length; i++) Cells[(ColumnAt[f] + i) * _products + product] += a[i] - mean;
        if (g < 0) return;
        for (int j = 0; j < b.Length; j++) Cells[(ColumnAt[g] + j) * _products + product] += b[j] - mean;
        if (!_rests.TryGetValue((f, g), out (double[] Sums, double[] Squares) rest)) _rests[(f, g)] = rest = (new double[cells.Length], new double[cells.Length]);
        for (int cell = 0; cell < cells.Length; cell++)
        {
            double left = cells[cell] - a[cell / columns.Length] - b[cell % columns.Length] + mean;
            rest.Sums[cell] += left;
            rest.Squares[cell] += left * left;
        }
    }
}
