using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Pruning.Dense;
using Endcap.Compression.Quantisation;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Specialisation;
using Endcap.Compression.Tensors.MixedBits;

namespace Endcap.Compression.Search.Dense;

/// <summary>What a tensor loses with so many bits while all others have 8.</summary>
/// <param name="Tensor">0: the columns; else the number of the layer after the first.</param>
/// <param name="Bits">8, 4 or 2.</param>
/// <param name="Bytes">Of its block in a shelf.</param>
/// <param name="Error">Variance of the score's error as a share of the score's variance.</param>
/// <param name="Loss">Relative loss of the metric.</param>
public sealed record TensorSensitivity(int Tensor, int Bits, int Bytes, double Error, double Loss);

/// <summary>How much quality, on held-out rows, each feature and each tensor's precision carries.</summary>
/// <param name="Features">[schema feature]: relative loss without it, nothing trained after.</param>
/// <param name="Tensors">Each tensor with 8, 4 and 2 bits.</param>
public sealed record DenseSensitivity(double[] Features, IReadOnlyList<TensorSensitivity> Tensors)
{
    private static readonly int[] Widths = [8, 4, 2];

    // Products of the shelf whose bytes are counted.
    private const int Products = 10;

    /// <summary>Measures.</summary>
    /// <param name="model">The network.</param>
    /// <param name="train">Says how often bins occur.</param>
    /// <param name="held">Held-out rows.</param>
    /// <param name="metric">What quality is.</param>
    /// <param name="cancellation">Stops between measurements.</param>
    public static DenseSensitivity Of(DenseModel model, BinnedDataset train, BinnedDataset held, QualityMetric metric, CancellationToken cancellation)
    {
        double[] scores = ModelScores.Of(model, held, null, cancellation);
        double reference = metric.Of(scores, held);
        double[] features = new double[model.Shape.Bins.Length];
        for (int f = 0; f < features.Length; f++)
            features[f] = metric.Loss(metric.Of(ModelScores.Of(FeatureFolding.Run(model, train, [f]), held, null, cancellation), held), reference);
        var tensors = new List<TensorSensitivity>();
        for (int tensor = 0; tensor <= model.Shape.Hidden; tensor++)
            foreach (int bits in Widths)
            {
                cancellation.ThrowIfCancellationRequested();
                tensors.Add(OfTensor(model, held, metric, scores, reference, tensor, bits));
            }

        return new DenseSensitivity(features, tensors);
    }

    /// <summary>Run-time features whose removal costs at most a relative loss, the least first; item features cost no byte on a shelf.</summary>
    public IReadOnlyList<int> Dispensable(DenseModel model, double maxLoss) =>
    [
        .. Enumerable.Range(0, Features.Length)
            .Where(f => model.Schema.Features[f].Scope != FeatureScope.Item && Features[f] <= maxLoss)
            .OrderBy(f => Features[f]).ThenBy(f => f),
    ];

    /// <summary>The best precisions for fewer and fewer bytes, from the first that is below 8 bits; by <see cref="BitAllocation"/>.</summary>
    public IReadOnlyList<DensePrecision> Precisions()
    {
        TensorSensitivity[][] ways = [.. Tensors.GroupBy(way => way.Tensor).Select(group => group.ToArray())];
        BitChoice[][] choices = [.. ways.Select(tensor => tensor.Select(way => new BitChoice(way.Bytes, way.Error)).ToArray())];
        int most = ways.Sum(tensor => tensor.Max(way => way.Bytes)), least = ways.Sum(tensor => tensor.Min(way => way.Bytes));
        var found = new List<DensePrecision> { DensePrecision.Full };
        for (int share = 19; share >= 0; share--)
        {
            if (BitAllocation.Choose(choices, least + (most - least) * share / 20) is not { } choice) continue;
            int[] bits = [.. choice.Select((way, tensor) => ways[tensor][way].Bits)];
            var precision = new DensePrecision(bits[0], bits[1..]);
            if (!found.Any(known => SameBits(known, precision, bits.Length))) found.Add(precision);
        }

        return found[1..];
    }

    private static bool SameBits(DensePrecision one, DensePrecision other, int tensors) =>
        one.ColumnBits == other.ColumnBits && Enumerable.Range(1, tensors - 1).All(layer => one.Bits(layer) == other.Bits(layer));

    private static TensorSensitivity OfTensor(DenseModel model, BinnedDataset held, QualityMetric metric, double[] scores, double reference,
        int tensor, int bits)
    {
        DensePrecision own = model.Precision ?? DensePrecision.Full;
        var precision = new DensePrecision(tensor == 0 ? bits : 8, [.. Enumerable.Range(1, model.Shape.Hidden).Select(layer => layer == tensor ? bits : 8)])
        {
            FromZero = own.FromZero,
            Even = own.Even,
        };
        double[] rounded = ModelScores.Of(new RoundedNetwork(model, precision), held);
        double loss = metric.Loss(metric.Of(rounded, held), reference);
        double error = Variance([.. rounded.Zip(scores, (after, before) => after - before)]) / Math.Max(Variance(scores), 1e-30);
        return new TensorSensitivity(tensor, bits, BytesOf(model, held, precision, tensor), error, loss);
    }

    private static int BytesOf(DenseModel model, BinnedDataset held, DensePrecision precision, int tensor)
    {
        var features = new RuntimeFeatures(model.Schema);
        byte[][] items = [.. Enumerable.Range(0, Math.Min(Products, held.RowCount)).Select(row => held.Columns.Select(column => column[row]).ToArray())];
        DenseContent content = new DenseQuantiser(model, features, new Calibration(features, model.BinCounts), precision).Run(items).Content;
        return tensor == 0 ? content.Columns.Bytes : content.Layers[tensor - 1].Weights.Bytes;
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }
}
