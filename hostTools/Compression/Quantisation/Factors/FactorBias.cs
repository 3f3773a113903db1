using Endcap.Compression.Models.Factors;
using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Quantisation.Factors;

/// <summary>
/// Bias correction of base scores: rounding shifts a product's mean score by P̂·E[û] − P·E[u]; its base takes that back
/// (<see cref="BiasCorrection"/>). What all products are shifted by alike stays: it moves none past another.
/// </summary>
internal static class FactorBias
{
    /// <summary>The model with corrected bases.</summary>
    public static TwoTowerModel Run(TwoTowerModel model, FactorSample sample)
    {
        TwoTowerModel rounded = FactorQuantiser.Run(model, model.Coding ?? new FactorCoding()).Dequantised();
        double[] exact = FactorSample.Mean(sample.Users(model)), used = FactorSample.Mean(sample.Users(rounded));
        Matrix products = Of(model), approximation = Of(rounded);
        float[] weights = BiasCorrection.Shift(products, approximation, Array.ConvertAll(exact, value => (float)value));
        float[] users = approximation.Times(Array.ConvertAll(exact.Zip(used, (one, other) => one - other).ToArray(), value => (float)value));
        double mean = weights.Zip(users, (one, other) => (double)one + other).Average();
        return model with
        {
            Products = [.. model.Products.Select((product, p) => product with { Base = product.Base + weights[p] + users[p] - mean })],
        };
    }

    private static Matrix Of(TwoTowerModel model) =>
        new(model.Products.Count, model.Rank, Array.ConvertAll(model.ProductVectors, value => (float)value));
}
