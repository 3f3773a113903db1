using System.Numerics;
using Endcap.Compression.Blobs;

namespace Endcap.Tests.HostTools.Compression.Quantisation.Dense;

/// <summary>BLOB.md's formulas of a dense network in unbounded integers, from a blob's content alone.</summary>
internal static class PlainNetwork
{
    /// <param name="content">The blob.</param>
    /// <param name="product">Product number.</param>
    /// <param name="bins">[run-time feature].</param>
    public static int Score(BlobContent content, int product, byte[] bins)
    {
        DenseContent dense = content.Dense!;
        int units = dense.Bias.Length / content.Base.Length;
        BigInteger[] x = [.. dense.Bias.Skip(product * units).Take(units).Select(bias => (BigInteger)bias)];
        var columns = new Queue<sbyte[]>(dense.Columns.Values.Chunk(units));
        for (int u = 0; u < dense.Used.Length; u++)
        {
            FeatureShape feature = content.Features[dense.Used[u]];
            for (int bin = 0; bin < feature.Radix; bin++)
            {
                if (feature.Scope == 2 && bin == feature.Rest) continue;
                sbyte[] column = columns.Dequeue();
                if (bins[dense.Used[u]] != bin) continue;
                for (int h = 0; h < units; h++) x[h] += column[h] * BigInteger.Pow(2, dense.ColumnShift[u]);
            }
        }

        Assert.IsEmpty(columns);
        DenseStage stage = dense.First;
        foreach (DenseLayer layer in dense.Layers)
        {
            BigInteger[] inputs = [.. x.Select(sum => Activate(stage, Scale(stage, sum)))];
            x = [.. layer.Bias.Select((bias, unit) => inputs.Select((input, i) => layer.Weights.Values[unit * inputs.Length + i] * input)
                .Aggregate((BigInteger)bias, (sum, part) => sum + part))];
            stage = layer.Stage;
        }

        return (int)Scale(stage, x.Single());
    }

    private static BigInteger Scale(DenseStage stage, BigInteger sum)
    {
        BigInteger unit = BigInteger.Pow(2, stage.Shift), value = sum * stage.Multiplier + unit / 2;
        return BigInteger.Divide(value - (value % unit + unit) % unit, unit);
    }

    private static BigInteger Activate(DenseStage stage, BigInteger value) => stage.Table is { } table
        ? table[128 + (int)BigInteger.Clamp(value, -128, 127)]
        : BigInteger.Clamp(value, 0, 255);
}
