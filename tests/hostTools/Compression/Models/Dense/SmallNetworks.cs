using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Models.Dense;

/// <summary>Random networks over the small space, for tests that try all profiles.</summary>
internal static class SmallNetworks
{
    public static DenseModel Make(Random random, params int[] hidden) =>
        Make(random, [.. hidden.Select(_ => (Activation)random.Next(3))], hidden);

    public static DenseModel Make(Random random, Activation[] activations, int[] hidden)
    {
        var shape = new DenseShape(SmallSpace.Schema, hidden, activations);
        float[] parameters = [.. Enumerable.Range(0, shape.Count).Select(_ => (float)(random.NextDouble() * 2 - 1))];
        return WithRanges(new DenseModel(SmallSpace.Schema, "pairwise", shape, parameters));
    }

    /// <summary>The network with the ranges that all rows of the small space show.</summary>
    public static DenseModel WithRanges(DenseModel model)
    {
        (double Low, double High)[] ends = [.. model.Shape.Activations.Select(_ => (0.0, 0.0))];
        var pass = new DensePass(model.Shape);
        foreach (byte[] items in SmallSpace.Items)
            foreach (byte[] profile in SmallSpace.Profiles)
            {
                pass.Forward(model.Parameters, SmallSpace.Row(items, profile));
                for (int layer = 0; layer < ends.Length; layer++)
                    ends[layer] = (Math.Min(ends[layer].Low, pass.Sums[layer].Min()), Math.Max(ends[layer].High, pass.Sums[layer].Max()));
            }

        return new DenseModel(model.Schema, model.Objective, model.Shape, model.Parameters)
        {
            Ranges = [.. ends.Select(end => new ClippingRange((float)end.Low, (float)end.High))],
        };
    }
}
