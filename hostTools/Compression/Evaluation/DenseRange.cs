using Endcap.Compression.Blobs;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Kernel;

namespace Endcap.Compression.Evaluation;

/// <summary>Bounds of what a blob's network adds to a product's integer score, over all profiles: intervals through its layers.</summary>
internal static class DenseRange
{
    /// <summary>The bounds; 0 without a network.</summary>
    public static Interval Of(BlobContent content, int product)
    {
        if (content.Dense is not { } dense) return Interval.Of(0);
        Interval[] sums = FirstSums(content, dense, product);
        DenseStage stage = dense.First;
        foreach (DenseLayer layer in dense.Layers)
        {
            Interval[] inputs = [.. sums.Select(sum => Activated(stage, sum))];
            sums = [.. layer.Bias.Select((bias, unit) => inputs.Select((input, i) => layer.Weights.Values[unit * inputs.Length + i] * input)
                .Aggregate(Interval.Of(bias), (sum, part) => sum + part))];
            stage = layer.Stage;
        }

        return sums[0].Map(sum => Scaled(stage, sum));
    }

    private static Interval[] FirstSums(BlobContent content, DenseContent dense, int product)
    {
        int units = dense.Units(content.Base.Length), column = 0;
        Interval[] sums = [.. Enumerable.Range(0, units).Select(h => Interval.Of(dense.Bias[product * units + h]))];
        for (int u = 0; u < dense.Used.Length; u++)
        {
            FeatureShape feature = content.Features[dense.Used[u]];
            int columns = feature.Radix - (feature.Scope == 2 ? 1 : 0), at = column, shift = dense.ColumnShift[u];
            for (int h = 0; h < units; h++)
            {
                int[] own = [.. Enumerable.Range(at, columns).Select(c => dense.Columns.Values[c * units + h] << shift)];
                // A rest bin adds nothing.
                IEnumerable<int> all = feature.Scope == 2 ? own.Append(0) : own;
                sums[h] += new Interval(all.Min(), all.Max());
            }

            column += columns;
        }

        return sums;
    }

    private static double Scaled(DenseStage stage, double sum) =>
        Math.Floor((sum * stage.Multiplier + ((1L << stage.Shift) >> 1)) / (1L << stage.Shift));

    private static Interval Activated(DenseStage stage, Interval sum)
    {
        Interval scaled = sum.Map(value => Scaled(stage, value));
        if (stage.Activation == DenseLoader.Relu) return scaled.Within(0, 255);
        scaled = scaled.Within(-128, 127);
        // A table need not rise.
        ReadOnlySpan<byte> seen = stage.Table.AsSpan((int)scaled.Low + 128, (int)(scaled.High - scaled.Low) + 1);
        byte low = byte.MaxValue, high = byte.MinValue;
        foreach (byte value in seen) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return new Interval(low, high);
    }
}
