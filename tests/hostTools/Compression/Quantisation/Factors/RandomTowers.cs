using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Factors;

namespace Endcap.Tests.HostTools.Compression.Quantisation.Factors;

/// <summary>Random two-tower models, odd ones among them: tiny and huge vectors, zero rows, tied histories.</summary>
internal static class RandomTowers
{
    public static TwoTowerModel Model(Random random)
    {
        int rank = 4 * random.Next(1, 6), products = random.Next(2, 40);
        Feature[] features = [.. Enumerable.Range(0, random.Next(3)).Select(f => new Feature($"f{f}", (FeatureScope)(random.Next(2) == 0 ? 1 : 3),
            FeatureKind.Numeric, [.. Enumerable.Range(0, random.Next(1, 15)).Select(edge => (double)edge)], [], hasMissingBin: true))];
        double Size() => Math.Pow(10, random.Next(-4, 4));
        return new TwoTowerModel
        {
            Method = "random",
            Schema = Schema(features),
            Rank = rank,
            Products = [.. Products(random, products, random.Next(3) == 0 ? 0 : Size())],
            Start = Vectors(random, 1, rank, random.Next(3) == 0 ? 0 : Size()),
            Tower = Vectors(random, features.Sum(feature => feature.BinCount), rank, Size()),
            ProductVectors = Vectors(random, products, rank, Size()),
            HistoryVectors = random.Next(3) == 0 ? null : Vectors(random, products, rank, Size()),
            HistoryExponent = random.Next(3) * 0.5,
            Norms = random.Next(1, 65),
        };
    }

    public static Schema Schema(IEnumerable<Feature> shared) => new("item", "basket", [],
        [.. shared, new Feature("bought", FeatureScope.Affinity, FeatureKind.Flag, [0.5], [], hasMissingBin: false)]);

    /// <summary>A shopper: random bins, a random history.</summary>
    public static HeldOutItem Shopper(Random random, TwoTowerModel model)
    {
        int share = random.Next(5);
        int[] history = [.. Enumerable.Range(0, model.Products.Count).Where(_ => random.Next(4) < share)];
        return new HeldOutItem([.. model.SharedFeatures.Select(feature => (byte)random.Next(feature.BinCount))], history, -1);
    }

    private static IEnumerable<FactorProduct> Products(Random random, int count, double size)
    {
        for (int p = 0; p < count; p++) yield return new FactorProduct($"s{p}", $"\"Ñ{p}\"", random.Next(100), size * Normal(random));
    }

    private static double[] Vectors(Random random, int rows, int rank, double size)
    {
        double[] vectors = new double[rows * rank];
        for (int row = 0; row < rows; row++)
        {
            double own = size * (random.Next(8) == 0 ? 0 : Math.Exp(Normal(random)));
            for (int r = 0; r < rank; r++) vectors[row * rank + r] = own * Normal(random);
        }

        return vectors;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
