using Endcap.Compression.Models.Factors;

namespace Endcap.Compression.Quantisation.Factors;

/// <summary>Second moments of vectors: how much an error of a row weighs in scores, direction by direction.</summary>
internal static class FactorMoments
{
    // Added to the diagonal as a share of its mean, so that no direction is free.
    private const double Trace = 1e-3;

    /// <summary>Σ p pᵀ over product vectors: what an error of a shopper's vector does to scores. [element · rank + element].</summary>
    public static double[] OfProducts(TwoTowerModel model)
    {
        int rank = model.Rank;
        double[] moments = new double[rank * rank];
        for (int p = 0; p < model.Products.Count; p++) Add(moments, model.ProductVectors.AsSpan(p * rank, rank), 1);
        return Regular(moments, rank);
    }

    /// <summary>
    /// E[u uᵀ] of shoppers' vectors, if products are bought independently with probabilities in proportion to their counts, of
    /// which a history of this size has so many: Σ π(1 − π) h hᵀ + mean meanᵀ.
    /// </summary>
    public static double[] OfUsers(TwoTowerModel model, double history)
    {
        int rank = model.Rank;
        double purchases = Math.Max(1, model.Products.Sum(product => (double)product.Count)), norm = model.Norm((int)Math.Round(history));
        double[] moments = new double[rank * rank], mean = [.. model.Start];
        for (int q = 0; q < model.Products.Count; q++)
        {
            double share = Math.Min(1, history * (model.Products[q].Count + 0.5) / purchases);
            ReadOnlySpan<double> vector = model.Past.AsSpan(q * rank, rank);
            Add(moments, vector, norm * norm * share * (1 - share));
            for (int r = 0; r < rank; r++) mean[r] += norm * share * vector[r];
        }

        Add(moments, mean, 1);
        return Regular(moments, rank);
    }

    private static void Add(double[] moments, ReadOnlySpan<double> vector, double weight)
    {
        for (int r = 0, at = 0; r < vector.Length; r++)
            for (int s = 0; s < vector.Length; s++) moments[at++] += weight * vector[r] * vector[s];
    }

    /// <summary>Adds a trace of all directions to second moments, in place.</summary>
    internal static double[] Regular(double[] moments, int rank)
    {
        double trace = 0;
        for (int r = 0; r < rank; r++) trace += moments[r * rank + r];
        for (int r = 0; r < rank; r++) moments[r * rank + r] += trace > 0 ? Trace * trace / rank : 1;
        return moments;
    }
}
