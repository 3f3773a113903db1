using Endcap.Compression.Blobs;
using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Quantisation;

/// <summary>
/// Chooses the step of a shelf, and with it every table's shift, by ranking loss on sample profiles (a single product has
/// nothing to rank: by the error of its scores): among the steps
/// that let the largest table fit with shift 0, 1, 2 or 3, the coarsest whose loss is next to the least (coarser
/// steps need narrower lanes, so more products fit a word).
/// </summary>
public sealed class ScaleSearch
{
    private const int Samples = 48;
    private const double Slack = 1.1;
    private readonly RuntimeFeatures _features;
    private readonly Calibration _calibration;
    private readonly ShelfOptions _options;
    private readonly CollapsedProduct[] _products;
    private readonly TableQuantiser[] _quantisers;
    private readonly List<CutTable>[] _tables;
    private readonly double[] _constants;
    private readonly double _offset;
    private readonly ResidualTrees _residual;

    /// <summary>Prepares a search.</summary>
    /// <param name="features">The run-time features.</param>
    /// <param name="calibration">Weights of bins.</param>
    /// <param name="options">Refit and seed.</param>
    /// <param name="products">[product]: the float scores to keep.</param>
    /// <param name="exact">[product]: its tables.</param>
    /// <param name="tables">[product]: simplified tables.</param>
    /// <param name="constants">[product]: constant part of the simplified score.</param>
    /// <param name="offset">The part of the constants that all products share; not stored in the base scores.</param>
    /// <param name="residual">Residual trees.</param>
    public ScaleSearch(RuntimeFeatures features, Calibration calibration, ShelfOptions options, CollapsedProduct[] products,
        CutTable[][] exact, List<CutTable>[] tables, double[] constants, double offset, ResidualTrees residual)
    {
        _features = features;
        _calibration = calibration;
        _options = options;
        _products = products;
        _quantisers = new TableQuantiser[products.Length];
        for (int p = 0; p < products.Length; p++)
        {
            _quantisers[p] = new TableQuantiser(features, calibration, 1, options.Refit);
            _quantisers[p].Absorb(exact[p], tables[p], constants[p] - products[p].Constant);
        }

        _tables = tables;
        _constants = constants;
        _offset = offset;
        _residual = residual;
    }

    /// <summary>Runs the search; null when no step lets all scores fit.</summary>
    /// <param name="range">The largest range of a table.</param>
    public QuantisedShelf? Run(double range)
    {
        double coarsest = CoarsestStep(range);
        List<(QuantisedShelf Shelf, double Loss)> candidates = [];
        byte[][] profiles = SampleProfiles();
        double[] trees = [.. profiles.Select((bins, i) => _products[i % _products.Length].ResidualScore(bins))];
        double[] floats = [.. profiles.Select((bins, i) => _products[i % _products.Length].TableScore(bins) + trees[i])];
        for (int finer = 0; finer <= 3; finer++)
        {
            QuantisedShelf? shelf = Quantise(MathF.BitIncrement((float)(coarsest / (1 << finer))));
            if (shelf is not null) candidates.Add((shelf, LossOf(shelf, profiles, floats, trees)));
        }

        // Base scores that need more than 16 bits: coarser steps still.
        for (double step = 2 * coarsest; candidates.Count == 0 && step < coarsest * 65536; step *= 2)
            if (Quantise((float)step) is { } shelf) candidates.Add((shelf, 0));
        if (candidates.Count == 0) return null;
        double least = candidates.Min(candidate => candidate.Loss);
        return candidates.Find(candidate => candidate.Loss <= least * Slack).Shelf;
    }

    // The step at which the largest table fits with shift 0 and the constants fit a base score. Without either (all
    // products score alike) any step will do.
    private double CoarsestStep(double range)
    {
        double spread = _constants.Max(constant => Math.Abs(constant - _offset));
        double step = Math.Max(range / 254, spread / 32000);
        return step > 1e-30 ? step : 1;
    }

    private QuantisedShelf? Quantise(float step)
    {
        List<BlobTree>? trees = _residual.Encode(_products, step, out long[] centres, out double[] errors);
        if (trees is null) return null;
        var products = new QuantisedProduct[_products.Length];
        for (int p = 0; p < products.Length; p++)
        {
            QuantisedProduct? product = _quantisers[p].WithStep(step).Run(_tables[p], _constants[p] - _offset);
            if (product is null) return null;
            long steps = product.Base + centres[p];
            if (steps is < short.MinValue or > short.MaxValue) return null;
            products[p] = product with { Base = (int)steps };
        }

        return new QuantisedShelf(step, products, trees, centres, errors);
    }

    // [sample · products + product][run-time number]: shared bins are the same for all products of a sample.
    private byte[][] SampleProfiles()
    {
        var random = new Random(_options.Seed);
        int count = _features.Radix.Length;
        byte[][] profiles = new byte[Samples * _products.Length][];
        for (int i = 0; i < profiles.Length; i++)
        {
            byte[] bins = new byte[count];
            for (int f = 0; f < count; f++)
                bins[f] = f < _features.SharedCount && i % _products.Length > 0 ? profiles[i - 1][f] : _calibration.Draw(f, random);
            profiles[i] = bins;
        }

        return profiles;
    }

    // trees: [profile] what the residual trees add; they are left as they are, so every step has the same.
    private double LossOf(QuantisedShelf shelf, byte[][] profiles, double[] floats, double[] trees) =>
        _products.Length > 1 ? RankingLoss(shelf, profiles, floats, trees) : ScoreLoss(shelf, profiles, floats, trees);

    // Sum of the score errors of a single product.
    private double ScoreLoss(QuantisedShelf shelf, byte[][] profiles, double[] floats, double[] trees)
    {
        double loss = 0;
        for (int i = 0; i < profiles.Length; i++)
        {
            double score = _offset + shelf.Step * (double)(shelf.Products[0].Score(profiles[i]) - shelf.TreeCentres[0]) + trees[i];
            loss += Math.Abs(score - floats[i]);
        }

        return loss;
    }

    // Sum, over pairs of products that change order, of how far apart their float scores are.
    private double RankingLoss(QuantisedShelf shelf, byte[][] profiles, double[] floats, double[] trees)
    {
        int count = _products.Length;
        double[] scores = new double[count];
        double loss = 0;
        for (int first = 0; first < profiles.Length; first += count)
        {
            for (int p = 0; p < count; p++)
            {
                int at = first + p;
                scores[p] = shelf.Step * (shelf.Products[p].Score(profiles[at]) - shelf.TreeCentres[p]) + trees[at];
            }

            for (int p = 0; p < count; p++)
                for (int q = p + 1; q < count; q++)
                    if ((floats[first + p] - floats[first + q]) * (scores[p] - scores[q]) < 0)
                        loss += Math.Abs(floats[first + p] - floats[first + q]);
        }

        return loss;
    }
}
