using System.Numerics;
using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

/// <summary>The formulas of BLOB.md for dense networks and factors, word for word, in unbounded integers.</summary>
internal static class BigNetworks
{
    /// <summary>What the network adds to a product's score; 0 without one.</summary>
    public static BigInteger Dense(BlobContent content, int[] bins, int product)
    {
        if (content.Dense is not { } dense) return 0;
        int units = dense.Units(content.Base.Length);
        var sums = new BigInteger[units];
        for (int h = 0; h < units; h++) sums[h] = dense.Bias[product * units + h];
        int column = 0;
        for (int u = 0; u < dense.Used.Length; u++)
        {
            FeatureShape feature = content.Features[dense.Used[u]];
            for (int bin = 0; bin < feature.Radix; bin++)
            {
                if (feature.Scope == 2 && bin == feature.Rest) continue;
                if (bins[dense.Used[u]] == bin)
                    for (int h = 0; h < units; h++) sums[h] += (BigInteger)dense.Columns.Values[column * units + h] << dense.ColumnShift[u];
                column++;
            }
        }

        DenseStage stage = dense.First;
        foreach (DenseLayer layer in dense.Layers)
        {
            BigInteger[] inputs = [.. sums.Select(sum => Activated(sum, stage))];
            sums = [.. layer.Bias.Select((bias, o) => bias + Sum(inputs.Select((x, i) => x * layer.Weights.Values[o * inputs.Length + i])))];
            stage = layer.Stage;
        }

        return Scaled(sums[0], stage.Multiplier, stage.Shift);
    }

    /// <summary>What the factors add to a product's score; 0 without them.</summary>
    public static BigInteger Factors(BlobContent content, Profile profile, int product)
    {
        if (content.Factors is not { } factors) return 0;
        int rank = factors.Start.Length;
        BigInteger sum = 0;
        for (int r = 0; r < rank; r++)
        {
            BigInteger user = factors.Start[r];
            int column = 0;
            for (int u = 0; u < factors.Used.Length; u++)
            {
                user += (BigInteger)factors.Tower.Values[(column + profile.Shared[factors.Used[u]]) * rank + r] << factors.TowerShift[u];
                column += content.Features[factors.Used[u]].Radix;
            }

            user = Scaled(user + History(content, factors, profile, r), factors.UserMultiplier, factors.UserShift);
            sum += BigInteger.Clamp(user, -32767, 32767) * factors.Products.Values[product * rank + r];
        }

        return Scaled(sum, factors.ProductMultiplier[product], factors.ProductShift);
    }

    private static BigInteger History(BlobContent content, FactorsContent factors, Profile profile, int element)
    {
        if (factors.History is not { } history) return 0;
        int rank = factors.Start.Length, count = 0;
        sbyte[] vectors = (history.Vectors ?? factors.Products).Values;
        BigInteger sum = 0;
        foreach ((int product, byte[] bins) in profile.ListedOf(content, content.Features.Count(feature => feature.Scope == 2)))
        {
            int weight = history.Weight[bins[history.Feature]] * history.Multiplier[product];
            if (weight == 0) continue;
            count++;
            sum += weight * vectors[product * rank + element];
        }

        if (count == 0) return 0;
        return BigInteger.Clamp(Scaled(sum, history.Norms[Math.Min(count, history.Norms.Length) - 1], 16), -(1 << 24), 1 << 24);
    }

    // floor((sum · multiplier + 2^(shift − 1)) / 2^shift); the right shift of a BigInteger rounds down.
    private static BigInteger Scaled(BigInteger sum, int multiplier, int shift) =>
        (sum * multiplier + (shift == 0 ? 0 : BigInteger.One << (shift - 1))) >> shift;

    private static BigInteger Activated(BigInteger sum, DenseStage stage)
    {
        BigInteger value = Scaled(sum, stage.Multiplier, stage.Shift);
        return stage.Activation == DenseLoader.Relu
            ? BigInteger.Clamp(value, 0, 255)
            : stage.Table![(int)BigInteger.Clamp(value, -128, 127) + 128];
    }

    private static BigInteger Sum(IEnumerable<BigInteger> values) => values.Aggregate(BigInteger.Zero, (sum, value) => sum + value);
}
