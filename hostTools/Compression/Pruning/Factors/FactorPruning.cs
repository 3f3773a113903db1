using Endcap.Compression.Models.Factors;
using Endcap.Compression.Quantisation.Factors;
using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Pruning;

namespace Endcap.Compression.Pruning.Factors;

/// <summary>What a factor is worth.</summary>
public enum FactorSaliency
{
    /// <summary>Σ |p|.</summary>
    Magnitude,

    /// <summary>Σ |p| · mean |u|.</summary>
    Activation,

    /// <summary>Σ |p · ∂L/∂p|, L the cross-entropy of the left-out product among all.</summary>
    Gradient,

    /// <summary>Σ ½ p² · mean u²: the squared error of scores without it.</summary>
    Hessian,
}

/// <summary>Drops whole factors: an element of every vector, the least salient ones first (<see cref="Saliency"/> over the product vectors).</summary>
public static class FactorPruning
{
    /// <summary>Drops factors; at least four stay.</summary>
    /// <param name="model">The model.</param>
    /// <param name="drop">How many, a multiple of four.</param>
    /// <param name="saliency">How a factor is weighed.</param>
    /// <param name="sample">Shoppers to weigh by.</param>
    public static TwoTowerModel Run(TwoTowerModel model, int drop, FactorSaliency saliency, FactorSample sample)
    {
        int keep = Math.Max(TwoTowerModel.RankStep, model.Rank - drop);
        double[] worth = Of(model, saliency, sample);
        int[] kept = [.. Enumerable.Range(0, model.Rank).OrderByDescending(r => worth[r]).Take(keep).Order()];
        double[] map = new double[keep * model.Rank];
        for (int r = 0; r < keep; r++) map[r * model.Rank + kept[r]] = 1;
        return TowerMap.Run(model, keep, map, TowerMap.Image(model.ProductVectors, model.Rank, map, keep), model.HistoryVectors is null);
    }

    /// <summary>[element]: saliency summed over products.</summary>
    public static double[] Of(TwoTowerModel model, FactorSaliency saliency, FactorSample sample)
    {
        Matrix products = AsMatrix([.. model.ProductVectors.Chunk(model.Rank)]);
        double[][] users = sample.Users(model);
        Matrix each = saliency switch
        {
            FactorSaliency.Activation => Saliency.Activation(products, Saliency.MeanMagnitude(AsMatrix(users))),
            FactorSaliency.Gradient => Saliency.Gradient(products, Gradient(model, sample, users)),
            FactorSaliency.Hessian => Saliency.Hessian(products, new Matrix(model.Rank, model.Rank, ToFloat(FactorSample.Products(users, users)))),
            _ => Saliency.Magnitude(products),
        };
        double[] sums = new double[model.Rank];
        for (int i = 0; i < each.Data.Length; i++) sums[i % model.Rank] += each.Data[i];
        return sums;
    }

    // ∂L/∂p = mean of (probability of p − 1 for the left-out product) u.
    private static Matrix Gradient(TwoTowerModel model, FactorSample sample, double[][] users)
    {
        double[] gradient = new double[model.ProductVectors.Length];
        for (int shopper = 0; shopper < users.Length; shopper++)
        {
            double[] scores = model.Scores(users[shopper]);
            double most = scores.Max(), sum = scores.Sum(score => Math.Exp(score - most));
            for (int p = 0; p < scores.Length; p++)
            {
                double weight = Math.Exp(scores[p] - most) / sum - (p == sample.Shoppers[shopper].Target ? 1 : 0);
                for (int r = 0; r < model.Rank; r++) gradient[p * model.Rank + r] += weight * users[shopper][r] / users.Length;
            }
        }

        return new Matrix(model.Products.Count, model.Rank, ToFloat(gradient));
    }

    private static Matrix AsMatrix(double[][] rows) => new(rows.Length, rows[0].Length, ToFloat([.. rows.SelectMany(row => row)]));

    private static float[] ToFloat(double[] values) => Array.ConvertAll(values, value => (float)value);
}
