using Endcap.Compression.Blobs;
using Endcap.Compression.Quantisation;

namespace Endcap.Compression.Evaluation;

/// <summary>
/// A constant plus tables of one or more products, each times a factor: a function of the profile, of which the
/// smallest and largest value over all profiles is wanted. Shared features have one value for all products, affinity
/// features one for each product.
/// </summary>
internal sealed class TableSum(int sharedCount, int affinityCount)
{
    // Entries of intermediate factors, tried in this order.
    private static readonly int[] Limits = [1 << 8, 1 << 12, 1 << 16, MaxSum.DefaultLimit];

    private readonly List<int> _products = [];
    private readonly Dictionary<(int F, int G), List<Part>> _parts = [];
    private int[] _cuts = new int[sharedCount];
    private double _constant;

    // One table, times a factor.
    private readonly record struct Part(int CutsF, int CutsG, double Unit, double[] Cells);

    /// <summary>Adds a constant.</summary>
    public void Add(double constant) => _constant += constant;

    /// <summary>Adds a table times a factor.</summary>
    /// <param name="product">The product whose affinity features the table reads.</param>
    /// <param name="f">Row feature.</param>
    /// <param name="g">Column feature, or −1.</param>
    /// <param name="cutsF">Cuts between rows.</param>
    /// <param name="cutsG">Cuts between columns.</param>
    /// <param name="unit">The factor.</param>
    /// <param name="cells">[row · columns + column].</param>
    public void Add(int product, int f, int g, int cutsF, int cutsG, double unit, double[] cells)
    {
        (int F, int G) key = (Variable(product, f), g < 0 ? -1 : Variable(product, g));
        _cuts[key.F] |= cutsF;
        if (key.G >= 0) _cuts[key.G] |= cutsG;
        if (!_parts.TryGetValue(key, out List<Part>? parts)) _parts[key] = parts = [];
        parts.Add(new Part(cutsF, cutsG, unit, cells));
    }

    /// <summary>The smallest and the largest value over all profiles.</summary>
    /// <param name="low">Receives the smallest value, or a lower bound.</param>
    /// <param name="high">Receives the largest value, or an upper bound.</param>
    /// <param name="quick">Only bounds, by small intermediate factors, where exact values take long.</param>
    /// <returns>False when they are only bounds.</returns>
    public bool Range(out double low, out double high, bool quick = false)
    {
        low = double.NegativeInfinity;
        high = double.PositiveInfinity;
        return Narrow(Problem(), quick ? Limits[0] : MaxSum.DefaultLimit, ref low, ref high);
    }

    /// <summary>The largest magnitude over all profiles: bounds first, from small intermediate factors to large ones.</summary>
    /// <param name="exact">False when it is only an upper bound.</param>
    /// <param name="enough">An upper bound up to this is as good as the exact value.</param>
    public double LargestMagnitude(out bool exact, double enough = double.NegativeInfinity)
    {
        (Factor[] Factors, int[] Radix) problem = Problem();
        double low = double.NegativeInfinity, high = double.PositiveInfinity;
        exact = false;
        foreach (int limit in Limits)
        {
            exact = Narrow(problem, limit, ref low, ref high);
            if (exact || Math.Max(-low, high) <= enough) break;
        }

        return Math.Max(-low, high);
    }

    private (Factor[] Factors, int[] Radix) Problem() =>
        ([.. _parts.Select(entry => FactorOf(entry.Key, entry.Value))], Array.ConvertAll(_cuts, CutMask.Parts));

    // Narrows a range that holds all values.
    private bool Narrow((Factor[] Factors, int[] Radix) problem, int limit, ref double low, ref double high)
    {
        bool exact = MaxSum.Range(problem.Factors, problem.Radix, out double least, out double most, limit);
        low = exact ? least + _constant : Math.Max(low, least + _constant);
        high = exact ? most + _constant : Math.Min(high, most + _constant);
        return exact;
    }

    // Affinity features become variables as their products come up, so that a pair of products stays small on any shelf.
    private int Variable(int product, int feature)
    {
        if (feature < sharedCount) return feature;
        int slot = _products.IndexOf(product);
        if (slot < 0)
        {
            slot = _products.Count;
            _products.Add(product);
            Array.Resize(ref _cuts, _cuts.Length + affinityCount);
        }

        return feature + slot * affinityCount;
    }

    private Factor FactorOf((int F, int G) key, List<Part> parts)
    {
        int cutsF = _cuts[key.F], cutsG = key.G < 0 ? 0 : _cuts[key.G];
        int rows = CutMask.Parts(cutsF), columns = CutMask.Parts(cutsG);
        bool turned = key.G >= 0 && key.G < key.F;
        int stepRow = turned ? 1 : columns, stepColumn = turned ? rows : 1;
        double[] values = new double[rows * columns];
        foreach (Part part in parts)
        {
            int ownColumns = CutMask.Parts(part.CutsG);
            for (int r = 0; r < rows; r++)
            {
                int own = CutMask.PartOf(part.CutsF, CutTable.FirstBin(cutsF, r)) * ownColumns;
                for (int c = 0; c < columns; c++)
                    values[r * stepRow + c * stepColumn] +=
                        part.Unit * part.Cells[own + CutMask.PartOf(part.CutsG, CutTable.FirstBin(cutsG, c))];
            }
        }

        return new Factor(key.G < 0 ? [key.F] : turned ? [key.G, key.F] : [key.F, key.G], values);
    }
}
