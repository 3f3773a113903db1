using MathNet.Numerics.LinearAlgebra;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Pruning.Factors;
using Endcap.Compression.Quantisation.Factors;

namespace Endcap.Compression.Training.Factors;

/// <summary>
/// Least-squares fine-tuning, one side at a time, each against the other side as it is rounded: the shoppers' side becomes the one
/// whose scores with the rounded products are nearest to the model's, then the products' side the one whose scores with the rounded
/// shoppers are, in the mean over a sample. No labels are used: the float model is what is kept.
/// </summary>
internal static class FactorRefit
{
    /// <summary>Refits; tied vectors stay as they are, since they cannot move one side at a time.</summary>
    /// <param name="model">The model with its coding.</param>
    /// <param name="sample">Shoppers.</param>
    /// <param name="rounds">Both sides, so often.</param>
    public static TwoTowerModel Run(TwoTowerModel model, FactorSample sample, int rounds)
    {
        if (model.HistoryVectors is null) return model;
        TwoTowerModel best = model;
        double[][] users = sample.Users(model);
        for (int round = 0; round < rounds; round++)
        {
            best = best with { Start = Shoppers(model.Start), Tower = Shoppers(model.Tower), HistoryVectors = Shoppers(model.Past) };
            best = best with { ProductVectors = Products(model, users, sample.Users(Rounded(best))) };
        }

        return best;

        double[] Shoppers(double[] rows) => TowerMap.Image(rows, model.Rank, ShopperMap(model, Rounded(best)), model.Rank);
    }

    private static TwoTowerModel Rounded(TwoTowerModel model) => FactorQuantiser.Run(model, model.Coding ?? new FactorCoding()).Dequantised();

    // (P̂ᵀP̂)⁻¹ P̂ᵀ P
    private static double[] ShopperMap(TwoTowerModel model, TwoTowerModel rounded)
    {
        Matrix<double> exact = Of(model), used = Of(rounded);
        Matrix<double> gram = Matrix<double>.Build.Dense(model.Rank, model.Rank, FactorMoments.OfProducts(rounded));
        return gram.Cholesky().Solve(used.TransposeThisAndMultiply(exact)).ToRowMajorArray();
    }

    // P E[uûᵀ] E[ûûᵀ]⁻¹
    private static double[] Products(TwoTowerModel model, double[][] users, double[][] rounded)
    {
        int rank = model.Rank;
        Matrix<double> gram = Matrix<double>.Build.Dense(rank, rank, FactorMoments.Regular(FactorSample.Products(rounded, rounded), rank));
        Matrix<double> cross = Matrix<double>.Build.DenseOfRowMajor(rank, rank, FactorSample.Products(users, rounded));
        return (Of(model) * gram.Cholesky().Solve(cross.Transpose()).Transpose()).ToRowMajorArray();
    }

    private static Matrix<double> Of(TwoTowerModel model) => Matrix<double>.Build.DenseOfRowMajor(model.Products.Count, model.Rank, model.ProductVectors);
}
