using Endcap.Compression.Datasets;

namespace Endcap.Compression.Training.Factors;

/// <summary>
/// Explains vectors of baskets by what a label knows of them: x(u) ≈ start + Σ tower(f, bin) + norm(c) Σ history(q), by ridge
/// regression on all columns at once. The normal equations are solved by conjugate gradients (Hestenes and Stiefel 1952)
/// without being written out; elements of the vectors are independent, so threads never change a result.
/// </summary>
internal sealed class HistoryRegression
{
    private const int MostSteps = 200;
    private const double Tolerance = 1e-12; // of the squared residual

    private readonly Baskets _baskets;
    private readonly double[] _norms; // [products of a basket]
    private readonly int _items;
    private readonly int[] _binsAt; // [feature]: first column of its bins

    /// <summary>Prepares the columns: products, then bins of each feature, then 1 for the start vector.</summary>
    public HistoryRegression(Baskets baskets, Func<int, double> norm)
    {
        _baskets = baskets;
        _norms = [.. Enumerable.Range(0, baskets.MostItems() + 1).Select(count => count == 0 ? 0 : norm(count))];
        _items = baskets.Items.Count;
        IReadOnlyList<Feature> features = baskets.Shoppers?.Features ?? [];
        _binsAt = new int[features.Count + 1];
        _binsAt[0] = _items;
        for (int f = 0; f < features.Count; f++) _binsAt[f + 1] = _binsAt[f] + features[f].BinCount;
    }

    /// <summary>Number of columns.</summary>
    public int Columns => _binsAt[^1] + 1;

    /// <summary>The weights: [column · rank + element].</summary>
    /// <param name="targets">[basket · rank + element].</param>
    /// <param name="penalty">λ in Σ|x − x̂|² + λ Σ weight²; the start vector is free of it but for a trace.</param>
    /// <param name="options">Rank and threads.</param>
    public double[] Solve(double[] targets, double penalty, FactorOptions options)
    {
        int rank = options.Rank;
        double[] weights = new double[Columns * rank];
        Parallel.For(0, rank, options.Parallel, r =>
        {
            double[] solved = Solve(u => targets[u * rank + r], penalty);
            for (int column = 0; column < solved.Length; column++) weights[column * rank + r] = solved[column];
        });
        return weights;
    }

    private double[] Solve(Func<int, double> target, double penalty)
    {
        double[] residual = new double[Columns], weights = new double[Columns];
        for (int u = 0; u < _baskets.Count; u++) Scatter(u, target(u), residual);
        double[] direction = [.. residual];
        double square = Square(residual), enough = square * Tolerance;
        for (int step = 0; step < MostSteps && square > enough; step++)
        {
            double[] image = Times(direction, penalty);
            double along = 0;
            for (int i = 0; i < image.Length; i++) along += direction[i] * image[i];
            double length = square / along, before = square;
            for (int i = 0; i < image.Length; i++)
            {
                weights[i] += length * direction[i];
                residual[i] -= length * image[i];
            }

            square = Square(residual);
            for (int i = 0; i < image.Length; i++) direction[i] = residual[i] + square / before * direction[i];
        }

        return weights;
    }

    // (AᵀA + λI) v
    private double[] Times(double[] vector, double penalty)
    {
        double[] image = [.. vector.Select(value => penalty * value)];
        image[^1] = 1e-6 * vector[^1];
        for (int u = 0; u < _baskets.Count; u++) Scatter(u, Gather(u, vector), image);
        return image;
    }

    private double Gather(int basket, double[] vector)
    {
        ReadOnlySpan<int> products = _baskets[basket];
        ReadOnlySpan<byte> bins = _baskets.BinsOf(basket);
        double sum = 0;
        foreach (int product in products) sum += vector[product];
        sum *= _norms[products.Length];
        for (int f = 0; f < bins.Length; f++) sum += vector[_binsAt[f] + bins[f]];
        return sum + vector[^1];
    }

    private void Scatter(int basket, double value, double[] sums)
    {
        ReadOnlySpan<int> products = _baskets[basket];
        ReadOnlySpan<byte> bins = _baskets.BinsOf(basket);
        foreach (int product in products) sums[product] += _norms[products.Length] * value;
        for (int f = 0; f < bins.Length; f++) sums[_binsAt[f] + bins[f]] += value;
        sums[^1] += value;
    }

    private static double Square(double[] vector)
    {
        double sum = 0;
        foreach (double value in vector) sum += value * value;
        return sum;
    }
}
