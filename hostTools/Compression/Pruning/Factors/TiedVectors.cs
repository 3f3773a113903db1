using MathNet.Numerics.LinearAlgebra;
using Endcap.Compression.Models.Factors;

namespace Endcap.Compression.Pruning.Factors;

/// <summary>
/// One vector per product for both sides, which halves the blob. What a bought product says for another, H Pᵀ, becomes V Vᵀ:
/// the strongest positive eigenvalues of its symmetric half (H Pᵀ + P Hᵀ) / 2, which has at most 2 · rank, so that it is
/// decomposed through a thin QR. Start and tower are turned to give the nearest scores.
/// </summary>
public static class TiedVectors
{
    /// <summary>Ties the vectors; a model that has them tied already stays as it is.</summary>
    public static TwoTowerModel Run(TwoTowerModel model)
    {
        if (model.HistoryVectors is not { } own) return model;
        int rank = model.Rank, products = model.Products.Count;
        Matrix<double> p = Matrix<double>.Build.DenseOfRowMajor(products, rank, model.ProductVectors);
        Matrix<double> both = Matrix<double>.Build.DenseOfRowMajor(products, rank, own).Append(p);
        Matrix<double> half = Matrix<double>.Build.Dense(2 * rank, 2 * rank, (i, j) => Math.Abs(i - j) == rank ? 0.5 : 0);
        // Fewer products than columns: the product itself is small.
        (Matrix<double> q, Matrix<double> inner) = products <= 2 * rank
            ? (Matrix<double>.Build.DenseIdentity(products), both * half * both.Transpose())
            : Thin(both, half);
        var eigen = ((inner + inner.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        int[] strongest = [.. Enumerable.Range(0, inner.RowCount).OrderByDescending(i => eigen.EigenValues[i].Real).Take(rank)];
        double[] vectors = new double[products * rank], map = new double[rank * rank];
        for (int k = 0; k < strongest.Length; k++)
        {
            double value = eigen.EigenValues[strongest[k]].Real;
            if (value <= 1e-12) break;
            Vector<double> direction = q * eigen.EigenVectors.Column(strongest[k]), image = direction * p;
            for (int i = 0; i < products; i++) vectors[i * rank + k] = direction[i] * Math.Sqrt(value);
            for (int r = 0; r < rank; r++) map[k * rank + r] = image[r] / Math.Sqrt(value);
        }

        return TowerMap.Run(model, rank, map, vectors, tied: true);
    }

    private static (Matrix<double> Q, Matrix<double> Inner) Thin(Matrix<double> both, Matrix<double> half)
    {
        var qr = both.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        return (qr.Q, qr.R * half * qr.R.Transpose());
    }
}
