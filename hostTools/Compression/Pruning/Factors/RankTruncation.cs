using MathNet.Numerics.LinearAlgebra;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Tensors.LowRank;

namespace Endcap.Compression.Pruning.Factors;

/// <summary>
/// The scores P·u of shoppers with second moments C = LLᵀ have the energy |P·L|², so the truncated SVD P·L = W Σ Zᵀ gives the
/// vectors of fewer elements whose scores are nearest in the mean over shoppers: product vectors W√Σ, shoppers' √Σ⁻¹WᵀP u. The
/// new elements are in order of energy. Where history and products share their vectors both are turned the same way, and
/// the order is that of P alone.
/// </summary>
public static class RankTruncation
{
    // Singular values below it, as a share of the largest, are rounding.
    private const double Least = 1e-7;

    /// <summary>Keeps the strongest elements.</summary>
    /// <param name="model">The model.</param>
    /// <param name="keep">Elements that stay: 4, 8 … ; more than the model has: as many as it has.</param>
    /// <param name="moments">[element · rank + element]: positive definite second moments of shoppers' vectors.</param>
    public static TwoTowerModel Run(TwoTowerModel model, int keep, double[] moments)
    {
        keep = Math.Min(keep, model.Rank);
        bool tied = model.HistoryVectors is null;
        TruncatedSvd svd = Decompose(model, tied ? null : moments);
        double[] map = new double[keep * model.Rank], products = new double[model.Products.Count * keep];
        int used = Math.Min(keep, svd.SingularValues.Count(value => value > Least * svd.SingularValues[0]));
        LowRankFactors factors = svd.Factors(Math.Max(1, used));
        for (int k = 0; k < used; k++)
        {
            double size = svd.SingularValues[k];
            for (int p = 0; p < model.Products.Count; p++)
            {
                products[p * keep + k] = factors.Left[p, k];
                for (int r = 0; r < model.Rank && !tied; r++) map[k * model.Rank + r] += factors.Left[p, k] / size * model.ProductVectors[p * model.Rank + r];
            }

            for (int r = 0; r < model.Rank && tied; r++) map[k * model.Rank + r] = factors.Right[k, r] / Math.Sqrt(size);
        }

        if (tied) products = TowerMap.Image(model.ProductVectors, model.Rank, map, keep);
        return TowerMap.Run(model, keep, map, products, tied);
    }

    /// <summary>[element]: share of the scores' energy, falling.</summary>
    public static double[] Energy(TwoTowerModel model, double[] moments)
    {
        double[] squares = [.. Decompose(model, moments).SingularValues.Select(value => value * value)];
        return [.. squares.Select(square => square / squares.Sum())];
    }

    private static TruncatedSvd Decompose(TwoTowerModel model, double[]? moments)
    {
        int rank = model.Rank;
        Matrix<double> products = Matrix<double>.Build.DenseOfRowMajor(model.Products.Count, rank, model.ProductVectors);
        if (moments is not null) products *= Matrix<double>.Build.Dense(rank, rank, moments).Cholesky().Factor;
        return TruncatedSvd.Of(new Tensors.Matrix(model.Products.Count, rank, Array.ConvertAll(products.ToRowMajorArray(), value => (float)value)));
    }
}
