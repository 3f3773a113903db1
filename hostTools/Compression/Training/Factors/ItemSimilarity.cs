using MathNet.Numerics.LinearAlgebra;
using Endcap.Compression.Datasets;
using Endcap.Compression.Tensors.LowRank;

namespace Endcap.Compression.Training.Factors;

/// <summary>How much a bought product q speaks for a product p, from baskets that have both. [q · products + p]; 0 where q = p.</summary>
internal static class ItemSimilarity
{
    /// <summary>n(q,p) / √((n(q) + s)(n(p) + s)).</summary>
    public static double[] Cosine(Baskets baskets, double smoothing) =>
        Of(baskets, (both, q, p, _) => both / Math.Sqrt((q + smoothing) * (p + smoothing)));

    /// <summary>ln of (n(q,p) + s) / (e + s) with e = n(q) n(p) / n, the number expected by chance: 0 for independent products.</summary>
    public static double[] Lift(Baskets baskets, double smoothing) => Of(baskets, (both, q, p, all) =>
    {
        double expected = q * p / all;
        return expected == 0 ? 0 : Math.Log((both + smoothing) / (expected + smoothing));
    });

    /// <summary>
    /// Each product regressed on all others with penalty λ and a zero diagonal: B = I − P diag(P)⁻¹ with P = (XᵀX + λI)⁻¹
    /// (Steck 2019, "Embarrassingly shallow autoencoders for sparse data").
    /// </summary>
    public static double[] Ridge(Baskets baskets, double penalty)
    {
        int n = baskets.Items.Count;
        double[] gram = Both(baskets);
        for (int p = 0; p < n; p++) gram[p * n + p] += Math.Max(penalty, 1e-9);
        Matrix<double> inverse = Matrix<double>.Build.Dense(n, n, gram).Cholesky().Solve(Matrix<double>.Build.DenseIdentity(n));
        double[] weights = new double[n * n];
        for (int q = 0; q < n; q++)
            for (int p = 0; p < n; p++)
                if (p != q) weights[q * n + p] = -inverse[q, p] / inverse[p, p];
        return weights;
    }

    /// <summary>Vectors of a rank whose products are the nearest to the similarities (Eckart and Young 1936): history vectors and product vectors.</summary>
    public static (double[] History, double[] Products) Factor(double[] similarity, int products, int rank)
    {
        LowRankFactors factors = TruncatedSvd.Of(new Tensors.Matrix(products, products, Array.ConvertAll(similarity, value => (float)value)))
            .Factors(Math.Min(rank, products));
        double[] history = new double[products * rank], vectors = new double[products * rank];
        for (int p = 0; p < products; p++)
            for (int r = 0; r < factors.Left.Columns; r++)
            {
                history[p * rank + r] = factors.Left[p, r];
                vectors[p * rank + r] = factors.Right[r, p];
            }

        return (history, vectors);
    }

    /// <summary>[q · products + p]: baskets with both; on the diagonal, with q.</summary>
    public static double[] Both(Baskets baskets)
    {
        int n = baskets.Items.Count;
        double[] both = new double[n * n];
        for (int basket = 0; basket < baskets.Count; basket++)
            foreach (int q in baskets[basket])
                foreach (int p in baskets[basket]) both[q * n + p]++;
        return both;
    }

    private static double[] Of(Baskets baskets, Func<double, double, double, double, double> similarity)
    {
        int n = baskets.Items.Count;
        double[] both = Both(baskets), result = new double[n * n];
        for (int q = 0; q < n; q++)
            for (int p = 0; p < n; p++)
                if (p != q) result[q * n + p] = similarity(both[q * n + p], both[q * n + q], both[p * n + p], baskets.Count);
        return result;
    }
}
