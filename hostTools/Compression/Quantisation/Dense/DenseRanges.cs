using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Quantisation.Dense;

/// <summary>Which range of sums each hidden layer's activation covers.</summary>
public static class DenseRanges
{
    /// <summary>The least step of any grid: below, quotients lose their meaning.</summary>
    internal const double Tiny = 1e-12;

    // Rows looked at, spread over the data; and rows drawn when a model has no ranges.
    private const int MostRows = 20_000, Draws = 4096;

    /// <summary>Ranges over data, by a calibrator.</summary>
    /// <param name="model">The network.</param>
    /// <param name="data">Its training data or a part of it.</param>
    /// <param name="calibrator">Chooses a range from samples; a rectifier's are its outputs.</param>
    /// <returns>[hidden layer].</returns>
    public static ClippingRange[] Of(DenseModel model, BinnedDataset data, Calibrator calibrator)
    {
        int step = Math.Max(1, data.RowCount / MostRows);
        byte[] bins = new byte[data.Columns.Length];
        return Of(model, calibrator, Enumerable.Range(0, (data.RowCount + step - 1) / step).Select(i =>
        {
            for (int f = 0; f < bins.Length; f++) bins[f] = data.Columns[f][i * step];
            return bins;
        }));
    }

    /// <summary>[hidden layer]: the grids of a model's activations. Without ranges, rows are drawn from its bins' counts.</summary>
    public static ActivationGrid[] Grids(DenseModel model)
    {
        IReadOnlyList<ClippingRange> ranges = model.Ranges ?? Of(model, Calibrator.MinMax, Drawn(model));
        return [.. model.Shape.Activations.Select((activation, layer) => ActivationGrid.For(activation, ranges[layer].Low, ranges[layer].High))];
    }

    private static ClippingRange[] Of(DenseModel model, Calibrator calibrator, IEnumerable<byte[]> rows)
    {
        var pass = new DensePass(model.Shape);
        List<float>[] samples = [.. model.Shape.Activations.Select(_ => new List<float>())];
        foreach (byte[] bins in rows)
        {
            pass.Forward(model.Parameters, bins);
            for (int layer = 0; layer < samples.Length; layer++)
                foreach (double sum in pass.Sums[layer])
                    samples[layer].Add((float)(model.Shape.Activations[layer] == Activation.Relu ? Math.Max(0, sum) : sum));
        }

        return [.. samples.Select((values, layer) => calibrator.Range([.. values], 8, model.Shape.Activations[layer] != Activation.Relu))];
    }

    private static IEnumerable<byte[]> Drawn(DenseModel model)
    {
        var random = new Random(1);
        for (int row = 0; row < Draws; row++)
            yield return [.. model.Schema.Features.Select((feature, f) => Draw(random, feature.BinCount, model.BinCounts?[f]))];
    }

    private static byte Draw(Random random, int bins, double[]? counts)
    {
        double total = counts?.Sum() ?? 0, rest = random.NextDouble() * total;
        if (!(total > 0)) return (byte)random.Next(bins);
        int bin = 0;
        while (bin < bins - 1 && (rest -= counts![bin]) >= 0) bin++;
        return (byte)bin;
    }
}
