using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Factors;

namespace Endcap.Compression.Training.Factors;

/// <summary>
/// Bayesian personalised ranking (Rendle et al. 2009): a bought product i should score above one j that was not, by stochastic
/// gradient steps on ln σ(s(i) − s(j)) − λ|θ|². Either each basket has a vector of its own (matrix factorisation), or its vector
/// is what the kernel makes of the basket's other products and the shopper's bins (as FISM, Kabbur, Ning and Karypis 2013).
/// Steps are taken one after the other in a seeded order, so threads never change a result. Fine-tuning takes the same steps from
/// a model's vectors: scores are those of the rounded vectors, and the steps move the exact ones (<see cref="RoundedVectors"/>).
/// </summary>
internal sealed class PairwiseFactors
{
    private const int StartStream = 120, StepStream = 121;

    private readonly Baskets _baskets;
    private readonly FactorOptions _options;
    private readonly Func<int, double> _norm;
    private readonly bool _byHistory;
    private readonly int _rank;
    private readonly double[] _user, _step; // the basket's vector and its gradient
    private readonly double[] _start;
    private readonly RoundedVectors _items, _sources;

    private PairwiseFactors(Baskets baskets, FactorOptions options, Func<int, double> norm)
    {
        (_baskets, _options, _norm, _rank) = (baskets, options, norm, options.Rank);
        _byHistory = options.Method == FactorMethod.History;
        _user = new double[_rank];
        _step = new double[_rank];
        var random = new Sampling(options.Seed, StartStream);
        ulong next = 0;
        double[] Fresh(int rows) => [.. Enumerable.Range(0, rows * _rank).Select(_ => 0.2 * (random.UnitAt(next++) - 0.5))];
        _items = new RoundedVectors(Fresh(baskets.Items.Count), _rank);
        _sources = new RoundedVectors(Fresh(_byHistory ? baskets.Items.Count : baskets.Count), _rank);
        _start = new double[_rank];
        Bias = new double[baskets.Items.Count];
        int[] radix = Radix(baskets);
        TowerAt = [.. radix.Select((_, f) => radix.Take(f).Sum())];
        Tower = new double[_byHistory ? radix.Sum() * _rank : 0];
    }

    private PairwiseFactors(Baskets baskets, FactorOptions options, TwoTowerModel model)
    {
        (_baskets, _options, _norm, _rank, _byHistory) = (baskets, options, model.Norm, model.Rank, true);
        _user = new double[_rank];
        _step = new double[_rank];
        FactorCoding coding = model.Coding ?? new FactorCoding();
        _items = new RoundedVectors([.. model.ProductVectors], _rank, coding.Products);
        _sources = model.HistoryVectors is { } own ? new RoundedVectors([.. own], _rank, coding.History) : _items;
        _start = model.Start;
        Bias = [.. model.Products.Select(product => product.Base)];
        int[] radix = Radix(baskets);
        TowerAt = [.. radix.Select((_, f) => radix.Take(f).Sum())];
        Tower = [.. model.Tower];
    }

    /// <summary>[product · rank + element].</summary>
    public double[] Items => _items.Exact;

    /// <summary>[product, or basket · rank + element]: history vectors, or vectors of baskets.</summary>
    public double[] Sources => _sources.Exact;

    /// <summary>[product].</summary>
    public double[] Bias { get; }

    /// <summary>[column · rank + element]; of histories only.</summary>
    public double[] Tower { get; }

    private int[] TowerAt { get; }

    /// <summary>Trains. Errors: E242.</summary>
    public static PairwiseFactors Run(Baskets baskets, FactorOptions options, Func<int, double> norm,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        var factors = new PairwiseFactors(baskets, options, norm);
        factors.Train(progress, cancellation);
        return factors;
    }

    /// <summary>Goes on training a model as its coding rounds it. Errors: E242.</summary>
    /// <param name="model">The model; its schema has the baskets' shopper features.</param>
    /// <param name="baskets">Purchases.</param>
    /// <param name="options">Rounds, first step size, penalty and seed.</param>
    /// <param name="cancellation">Stops between rounds.</param>
    public static TwoTowerModel FineTune(TwoTowerModel model, Baskets baskets, FactorOptions options, CancellationToken cancellation)
    {
        var factors = new PairwiseFactors(baskets, options, model);
        factors.Train(null, cancellation);
        return model with
        {
            Products = [.. model.Products.Select((product, p) => product with { Base = factors.Bias[p] })],
            Tower = factors.Tower,
            ProductVectors = factors.Items,
            HistoryVectors = model.HistoryVectors is null ? null : factors.Sources,
        };
    }

    private static int[] Radix(Baskets baskets) => [.. (baskets.Shoppers?.Features ?? []).Select(feature => feature.BinCount)];

    private void Train(IProgress<double>? progress, CancellationToken cancellation)
    {
        var random = new Sampling(_options.Seed, StepStream);
        (int Basket, int Item)[] purchases = [.. Enumerable.Range(0, _baskets.Count).SelectMany(u => _baskets[u].ToArray().Select(i => (u, i)))];
        ulong next = 0;
        for (int round = 0; round < _options.RoundCount; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            _items.Calibrate();
            _sources.Calibrate();
            for (int k = purchases.Length - 1; k > 0; k--) // Fisher–Yates
            {
                int other = (int)(random.At(next++) % (ulong)(k + 1));
                (purchases[k], purchases[other]) = (purchases[other], purchases[k]);
            }

            // Steps shrink to a tenth, so that the last rounds settle.
            double rate = _options.LearningRate * (1 - 0.9 * round / _options.RoundCount);
            foreach ((int basket, int item) in purchases)
            {
                int other = (int)(random.At(next++) % (ulong)_baskets.Items.Count);
                if (_baskets[basket].BinarySearch(other) < 0) Step(basket, item, other, rate);
            }

            if (!double.IsFinite(Items.Sum() + Sources.Sum())) throw Catalogue.FactorsDiverged(_options.MethodName, round + 1);
            progress?.Report((round + 1.0) / _options.RoundCount);
        }
    }

    private void Step(int basket, int bought, int other, double rate)
    {
        double norm = Gather(basket, bought);
        double difference = Bias[bought] - Bias[other];
        int i = bought * _rank, j = other * _rank;
        double[] used = _items.Used;
        for (int r = 0; r < _rank; r++) difference += _user[r] * (used[i + r] - used[j + r]);
        double pull = 1 / (1 + Math.Exp(difference)), penalty = _options.Penalty;
        Bias[bought] += rate * (pull - penalty * Bias[bought]);
        Bias[other] += rate * (-pull - penalty * Bias[other]);
        for (int r = 0; r < _rank; r++)
        {
            _step[r] = pull * (used[i + r] - used[j + r]);
            _items.Move(bought, r, pull * _user[r], rate, penalty);
            _items.Move(other, r, -pull * _user[r], rate, penalty);
        }

        _items.Round(bought);
        _items.Round(other);

        if (!_byHistory)
        {
            Move(_sources, basket, 1, rate);
            return;
        }

        foreach (int product in _baskets[basket])
            if (product != bought) Move(_sources, product, norm, rate);
        ReadOnlySpan<byte> bins = _baskets.BinsOf(basket);
        for (int f = 0; f < bins.Length; f++) Move(Tower, TowerAt[f] + bins[f], 1, rate);
    }

    // The vector of a basket as it is without the product that is to be guessed; answers the norm of its history.
    private double Gather(int basket, int without)
    {
        if (!_byHistory)
        {
            Array.Copy(Sources, basket * _rank, _user, 0, _rank);
            return 1;
        }

        _start.CopyTo(_user, 0);
        ReadOnlySpan<int> products = _baskets[basket];
        double norm = products.Length < 2 ? 0 : _norm(products.Length - 1);
        foreach (int product in products)
            if (product != without) Add(_sources.Used, product, norm);
        ReadOnlySpan<byte> bins = _baskets.BinsOf(basket);
        for (int f = 0; f < bins.Length; f++) Add(Tower, TowerAt[f] + bins[f], 1);
        return norm;
    }

    private void Add(double[] vectors, int row, double weight)
    {
        for (int r = 0, at = row * _rank; r < _rank; r++) _user[r] += weight * vectors[at++];
    }

    private void Move(RoundedVectors vectors, int row, double weight, double rate)
    {
        for (int r = 0; r < _rank; r++) vectors.Move(row, r, weight * _step[r], rate, _options.Penalty);
        vectors.Round(row);
    }

    private void Move(double[] vectors, int row, double weight, double rate)
    {
        for (int r = 0, at = row * _rank; r < _rank; r++, at++)
            vectors[at] += rate * (weight * _step[r] - _options.Penalty * vectors[at]);
    }
}
