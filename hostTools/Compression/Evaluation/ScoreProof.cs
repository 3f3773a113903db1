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
    /// <param name="integer">[product]: the integer scores.</param>
    /// <param name="step">Value of an integer step.</param>
    /// <param name="offset">Value of integer score 0.</param>
    public ScoreProof(RuntimeFeatures features, IReadOnlyList<CollapsedProduct> products, IReadOnlyList<QuantisedProduct> integer,
        double step, double offset)
    {
        _features = features;
        _float = [.. products.Select(product => (IReadOnlyList<CutTable>)[.. product.Tables.Select(CutTable.Of)])];
        _floatConstant = [.. products.Select(product => product.Constant)];
        _integer = [.. integer];
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

    // One table of the sum: its features as variables, cuts, and the value of a pair of bins.
    private sealed record Part(int F, int G, int VariableF, int VariableG, int CutsF, int CutsG, Func<int, int, double> Value);

    private List<Part> Error(int product, double sign)
    {
        List<Part> parts = Float(product, -sign);
        foreach (QuantisedTable table in _integer[product].Tables)
        {
            double unit = sign * _step * (1 << table.Shift);
            parts.Add(PartOf(product, table.F, table.G, table.CutsF, table.CutsG, (f, g) =>
                unit * table.Cells[CutMask.PartOf(table.CutsF, f) * table.Columns + CutMask.PartOf(table.CutsG, g)]));
        }

        return parts;
    }

    private List<Part> Float(int product, double sign) => [.. _float[product].Select(table =>
        PartOf(product, table.F, table.G, table.CutsF, table.CutsG, (f, g) =>
            sign * table.Cells[CutMask.PartOf(table.CutsF, f) * table.Columns + CutMask.PartOf(table.CutsG, g)]))];

    private Part PartOf(int product, int f, int g, int cutsF, int cutsG, Func<int, int, double> value) =>
        new(f, g, Variable(product, f), g < 0 ? -1 : Variable(product, g), cutsF, cutsG, value);

    // Shared features are one variable for all products; affinity features one per product.
    private int Variable(int product, int feature) => _features.IsAffinity(feature)
        ? _features.SharedCount + product * _features.AffinityCount + feature - _features.SharedCount
        : feature;

    private double Largest(List<Part> parts, double sign, out bool exact)
    {
        int[] cuts = new int[_features.SharedCount + _float.Length * _features.AffinityCount];
        foreach (Part part in parts)
        {
            cuts[part.VariableF] |= part.CutsF;
            if (part.VariableG >= 0) cuts[part.VariableG] |= part.CutsG;
        }

        var factors = parts.GroupBy(part => (part.VariableF, part.VariableG)).Select(group => FactorOf([.. group], cuts, sign));
        return MaxSum.Run(factors, [.. cuts.Select(CutMask.Parts)], out exact);
    }

    private static Factor FactorOf(Part[] parts, int[] cuts, double sign)
    {
        Part first = parts[0];
        int cutsF = cuts[first.VariableF], cutsG = first.VariableG < 0 ? 0 : cuts[first.VariableG];
        int rows = CutMask.Parts(cutsF), columns = CutMask.Parts(cutsG);
        bool turned = first.VariableG >= 0 && first.VariableG < first.VariableF;
        double[] values = new double[rows * columns];
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
            {
                double sum = 0;
                foreach (Part part in parts) sum += part.Value(CutTable.FirstBin(cutsF, r), CutTable.FirstBin(cutsG, c));
                values[turned ? c * rows + r : r * columns + c] = sign * sum;
            }

        int[] variables = first.VariableG < 0 ? [first.VariableF]
            : turned ? [first.VariableG, first.VariableF] : [first.VariableF, first.VariableG];
        return new Factor(variables, values);
    }
}
