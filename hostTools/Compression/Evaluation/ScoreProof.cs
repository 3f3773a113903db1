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
    private readonly double[] _floatConstant, _treeError;
    private readonly (double Low, double High)[] _treeRange;
    private readonly QuantisedProduct[] _integer;
    private readonly double _step, _offset;

    /// <summary>Prepares a proof for a shelf.</summary>
    /// <param name="features">The run-time features.</param>
    /// <param name="products">[product]: the float scores.</param>
    /// <param name="quantised">[product]: the integer scores.</param>
    /// <param name="step">Value of an integer step.</param>
    /// <param name="offset">Value of integer score 0.</param>
    /// <param name="treeCentres">[product]: steps of the base score that belong to residual trees.</param>
    /// <param name="treeErrors">[product]: bound of the residual trees' rounding errors; null where there are none.</param>
    public ScoreProof(RuntimeFeatures features, IReadOnlyList<CollapsedProduct> products, IReadOnlyList<QuantisedProduct> quantised,
        double step, double offset, IReadOnlyList<long> treeCentres, IReadOnlyList<double>? treeErrors = null)
    {
        _features = features;
        _float = [.. products.Select(product => (IReadOnlyList<CutTable>)[.. product.Tables.Select(CutTable.Of)])];
        _floatConstant = [.. products.Select(product => product.Constant)];
        _treeRange = [.. products.Select(RangeOfTrees)];
        _treeError = treeErrors is null ? new double[products.Count] : [.. treeErrors];
        _integer = [.. quantised.Select((product, p) => product with { Base = product.Base - (int)treeCentres[p] })];
        _step = step;
        _offset = offset;
    }

    /// <summary>
    /// Largest |offset + step · integer − float| over all products and profiles, residual trees with the bound of their error.
    /// Products that cannot reach the largest need no exact answer.
    /// </summary>
    /// <param name="exact">False when the answer is only an upper bound.</param>
    /// <param name="enough">An answer up to this is as good as the exact one, and may be an upper bound.</param>
    public double WorstError(out bool exact, double enough = 0)
    {
        double worst = 0;
        exact = true;
        int[] order = [.. Enumerable.Range(0, _float.Length)];
        double[] bounds = [.. order.Select(product => WorstError(product, out _, double.PositiveInfinity) + _treeError[product])];
        foreach (int product in order.OrderByDescending(product => bounds[product]))
        {
            double floor = Math.Max(worst, enough);
            double error = bounds[product];
            bool isExact = false;
            if (error > floor) error = WorstError(product, out isExact, floor - _treeError[product]) + _treeError[product];
            if (error <= worst) continue;
            worst = error;
            exact = isExact && _treeError[product] == 0;
        }

        return worst;
    }

    /// <summary>Largest |offset + step · integer − float| of a product's tables over all profiles; residual trees are left out.</summary>
    /// <param name="product">Product number.</param>
    /// <param name="exact">False when the answer is only an upper bound.</param>
    /// <param name="enough">An upper bound up to this is as good as the exact value.</param>
    public double WorstError(int product, out bool exact, double enough = double.NegativeInfinity)
    {
        TableSum error = NewSum();
        error.Add(_offset);
        AddError(error, product, 1);
        return error.LargestMagnitude(out exact, enough);
    }

    /// <summary>
    /// The pairs of products whose order might differ between float and integer scores. A pair that is not listed
    /// never swaps, whatever the profile: its float scores always differ by more than the integer error of their
    /// difference. Residual trees count with their whole range and the bound of their error.
    /// </summary>
    /// <param name="progress">Told the share done, or null.</param>
    /// <param name="cancellation">Stops between pairs.</param>
    public List<PossibleSwap> PossibleSwaps(IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        ProductPairs.Select(_float.Length, SwapOf, progress, cancellation);

    private PossibleSwap? SwapOf(int p, int q)
    {
        TableSum difference = NewSum();
        AddError(difference, p, 1);
        AddError(difference, q, -1);
        double error = difference.LargestMagnitude(out _, double.PositiveInfinity) + _treeError[p] + _treeError[q];
        Gap(p, q, out double low, out double high, quick: true);
        if (low > error || high < -error) return null;
        error = difference.LargestMagnitude(out _) + _treeError[p] + _treeError[q];
        bool exact = Gap(p, q, out low, out high);
        if (low > error || high < -error) return null;
        return new PossibleSwap(p, q, error, exact && (Math.Abs(low) < error || Math.Abs(high) < error));
    }

    // Smallest and largest float score difference of two products; false when they are only bounds.
    private bool Gap(int p, int q, out double low, out double high, bool quick = false)
    {
        TableSum gap = NewSum();
        AddFloat(gap, p, 1);
        AddFloat(gap, q, -1);
        bool exact = gap.Range(out low, out high, quick);
        low += _treeRange[p].Low - _treeRange[q].High;
        high += _treeRange[p].High - _treeRange[q].Low;
        return exact && _treeRange[p] == (0, 0) && _treeRange[q] == (0, 0);
    }

    private TableSum NewSum() => new(_features.SharedCount, _features.AffinityCount);

    private void AddFloat(TableSum sum, int product, double sign)
    {
        sum.Add(sign * _floatConstant[product]);
        foreach (CutTable table in _float[product])
            sum.Add(product, table.F, table.G, table.CutsF, table.CutsG, sign, table.Cells);
    }

    // Integer minus float score.
    private void AddError(TableSum sum, int product, double sign)
    {
        AddFloat(sum, product, -sign);
        sum.Add(sign * _step * _integer[product].Base);
        foreach (QuantisedTable table in _integer[product].Tables)
            sum.Add(product, table.F, table.G, table.CutsF, table.CutsG, sign * _step * (1 << table.Shift),
                Array.ConvertAll(table.Cells, cell => (double)cell));
    }

    private static (double Low, double High) RangeOfTrees(CollapsedProduct product)
    {
        double low = 0, high = 0;
        foreach (Models.Tree tree in product.Residual)
        {
            double[] leaves = [.. tree.Value.Where((_, node) => tree.Feature[node] < 0)];
            low += leaves.Min();
            high += leaves.Max();
        }

        return (low, high);
    }
}
