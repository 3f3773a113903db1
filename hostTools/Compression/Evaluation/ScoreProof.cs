using Endcap.Compression.Blobs;
using Endcap.Compression.Quantisation;
using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Evaluation;

/// <summary>Two products whose order the label might swap.</summary>
/// <param name="First">Product number.</param>
/// <param name="Second">Product number.</param>
/// <param name="Within">A swap needs float scores closer than this.</param>
/// <param name="CertainlyCloser">True when a profile with such close float scores exists for certain.</param>
public sealed record PossibleSwap(int First, int Second, double Within, bool CertainlyCloser);

/// <summary>
/// The worst case over all profiles, computed rather than sampled: tables are finite, so the difference between float
/// and integer score is itself a sum of tables, and its maximum is found exactly (<see cref="MaxSum"/>).
/// </summary>
public sealed class ScoreProof
{
    private readonly RuntimeFeatures _features;
    private readonly IReadOnlyList<CutTable>[] _float;
    private readonly double[] _floatConstant;
    private readonly QuantisedProduct[] _integer;
    private readonly double _step, _offset;

    /// <summary>Prepares a proof for a shelf.</summary>
    /// <param name="features">The run-time features.</param>
    /// <param name="products">[product]: the float scores.</param>
    /// <param name="quantised">[product]: the integer scores.</param>
    /// <param name="step">Value of an integer step.</param>
    /// <param name="offset">Value of integer score 0.</param>
    /// <param name="treeCentres">[product]: steps of the base score that belong to residual trees, which this proof leaves out.</param>
    public ScoreProof(RuntimeFeatures features, IReadOnlyList<CollapsedProduct> products, IReadOnlyList<QuantisedProduct> quantised,
        double step, double offset, IReadOnlyList<long> treeCentres)
    {
        _features = features;
        _float = [.. products.Select(product => (IReadOnlyList<CutTable>)[.. product.Tables.Select(CutTable.Of)])];
        _floatConstant = [.. products.Select(product => product.Constant)];
        _integer = [.. quantised.Select((product, p) => product with { Base = product.Base - (int)treeCentres[p] })];
        _step = step;
        _offset = offset;
    }

    /// <summary>Largest |offset + step · integer − float| of a product over all profiles.</summary>
    /// <param name="product">Product number.</param>
    /// <param name="exact">False when the answer is only an upper bound.</param>
    public double WorstError(int product, out bool exact)
    {
        double constant = _offset + _step * _integer[product].Base - _floatConstant[product];
        return LargestMagnitude(Error(product, 1), constant, out exact);
    }

    /// <summary>
    /// The pairs of products whose order might differ between float and integer scores. A pair that is not listed
    /// never swaps, whatever the profile: its float scores always differ by more than the integer error of their
    /// difference.
    /// </summary>
    public List<PossibleSwap> PossibleSwaps()
    {
        var swaps = new List<PossibleSwap>();
        for (int p = 0; p < _float.Length; p++)
            for (int q = p + 1; q < _float.Length; q++)
            {
                double constant = _step * (_integer[p].Base - _integer[q].Base) - _floatConstant[p] + _floatConstant[q];
                double error = LargestMagnitude([.. Error(p, 1), .. Error(q, -1)], constant, out _);
                (double low, double high, bool exact) = Gap(p, q);
                if (low <= error && high >= -error)
                    swaps.Add(new PossibleSwap(p, q, error, exact && (Math.Abs(low) < error || Math.Abs(high) < error)));
            }

        return swaps;
    }

    // Smallest and largest float score difference of two products.
    private (double Low, double High, bool Exact) Gap(int p, int q)
    {
        List<Part> parts = [.. Float(p, 1), .. Float(q, -1)];
        double constant = _floatConstant[p] - _floatConstant[q];
        double high = Largest(parts, 1, out bool exactHigh);
        double low = -Largest(parts, -1, out bool exactLow);
        return (constant + low, constant + high, exactHigh && exactLow);
    }

    private double LargestMagnitude(List<Part> parts, double constant, out bool exact)
    {
        double high = constant + Largest(parts, 1, out bool exactHigh);
        double low = constant - Largest(parts, -1, out bool exactLow);
        exact = exactHigh && exactLow;
        return Math.Max(Math.Abs(high), Math.Abs(low));
    }

    // One table of the sum, times a factor; its features as variables.
    private readonly record struct Part(int VariableF, int VariableG, int CutsF, int CutsG, double Unit, double[] Cells);

    private List<Part> Error(int product, double sign)
    {
        List<Part> parts = Float(product, -sign);
        foreach (QuantisedTable table in _integer[product].Tables)
        {
            double unit = sign * _step * (1 << table.Shift);
            double[] cells = Array.ConvertAll(table.Cells, cell => (double)cell);
            parts.Add(new Part(Variable(product, table.F), Variable(product, table.G), table.CutsF, table.CutsG, unit, cells));
        }

        return parts;
    }

    private List<Part> Float(int product, double sign)
    {
        var parts = new List<Part>(2 * _float[product].Count);
        foreach (CutTable table in _float[product])
            parts.Add(new Part(Variable(product, table.F), Variable(product, table.G), table.CutsF, table.CutsG, sign, table.Cells));
        return parts;
    }

    // Shared features are one variable for all products; affinity features one per product; −1: no feature.
    private int Variable(int product, int feature) => feature >= 0 && _features.IsAffinity(feature)
        ? _features.SharedCount + product * _features.AffinityCount + feature - _features.SharedCount
        : feature;

    private double Largest(List<Part> parts, double sign, out bool exact)
    {
        int[] cuts = new int[_features.SharedCount + _float.Length * _features.AffinityCount];
        var groups = new Dictionary<(int, int), List<Part>>();
        foreach (Part part in parts)
        {
            cuts[part.VariableF] |= part.CutsF;
            if (part.VariableG >= 0) cuts[part.VariableG] |= part.CutsG;
            if (!groups.TryGetValue((part.VariableF, part.VariableG), out List<Part>? group))
                groups[(part.VariableF, part.VariableG)] = group = [];
            group.Add(part);
        }

        // Only variables that occur are numbered: a proof for one product has few of the shelf's many.
        int[] number = new int[cuts.Length];
        int count = 0;
        for (int v = 0; v < cuts.Length; v++) number[v] = cuts[v] == 0 ? -1 : count++;
        int[] radix = [.. cuts.Where(own => own != 0).Select(CutMask.Parts)];
        return MaxSum.Run(groups.Values.Select(group => FactorOf(group, cuts, number, sign)), radix, out exact);
    }

    private static Factor FactorOf(List<Part> parts, int[] cuts, int[] number, double sign)
    {
        Part first = parts[0];
        int cutsF = cuts[first.VariableF], cutsG = first.VariableG < 0 ? 0 : cuts[first.VariableG];
        int rows = CutMask.Parts(cutsF), columns = CutMask.Parts(cutsG);
        bool turned = first.VariableG >= 0 && first.VariableG < first.VariableF;
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
                        sign * part.Unit * part.Cells[own + CutMask.PartOf(part.CutsG, CutTable.FirstBin(cutsG, c))];
            }
        }

        int f = number[first.VariableF], g = first.VariableG < 0 ? -1 : number[first.VariableG];
        int[] variables = turned ? [g, f] : [f, g];
        return new Factor(Array.FindAll(variables, variable => variable >= 0), values);
    }
}
