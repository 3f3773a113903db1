using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Factors;

namespace Endcap.Compression.Training.Factors;

/// <summary>From baskets to a two-tower model. The same baskets, options and seed give the same model on any number of threads.</summary>
public sealed class FactorTrainer
{
    /// <summary>The affinity feature that marks products bought before.</summary>
    public const string Bought = "bought";

    // Of the regression of baskets' vectors on histories: about the weight of ten baskets.
    private const double RegressionPenalty = 10;

    private readonly Baskets _baskets;
    private readonly FactorOptions _options;
    private readonly BasketColumns _columns;
    private readonly int _norms;

    private FactorTrainer(Baskets baskets, FactorOptions options, BasketColumns columns)
    {
        (_baskets, _options, _columns) = (baskets, options, columns);
        _norms = Math.Clamp(baskets.MostItems(), 1, TwoTowerModel.MostNorms);
    }

    /// <summary>Trains. Errors: E201, E237, E239, E242.</summary>
    /// <param name="baskets">Purchases.</param>
    /// <param name="options">Checked here.</param>
    /// <param name="columns">The columns' names, for the model's schema.</param>
    /// <param name="progress">Told the fraction done, or null.</param>
    /// <param name="cancellation">Stops between rounds.</param>
    public static TwoTowerModel Train(Baskets baskets, FactorOptions options, BasketColumns columns,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        var trainer = new FactorTrainer(baskets, options, columns);
        return options.Method switch
        {
            FactorMethod.Als => trainer.ByRegression(AlternatingLeastSquares.Run(baskets, options, progress, cancellation), null),
            FactorMethod.Bpr => trainer.BySteps(false, progress, cancellation),
            FactorMethod.History => trainer.BySteps(true, progress, cancellation),
            _ => trainer.BySimilarity(),
        };
    }

    private double Norm(int count) => Math.Pow(Math.Min(count, _norms), -_options.HistoryExponent);

    private TwoTowerModel BySteps(bool byHistory, IProgress<double>? progress, CancellationToken cancellation)
    {
        PairwiseFactors factors = PairwiseFactors.Run(_baskets, _options, Norm, progress, cancellation);
        return byHistory
            ? Model(factors.Bias, new double[_options.Rank], factors.Tower, factors.Items, factors.Sources)
            : ByRegression((factors.Sources, factors.Items), factors.Bias);
    }

    private TwoTowerModel ByRegression((double[] Users, double[] Items) vectors, double[]? bias)
    {
        int historyLength = _baskets.Items.Count * _options.Rank;
        double[] weights = new HistoryRegression(_baskets, Norm).Solve(vectors.Users, RegressionPenalty, _options);
        return Model(bias ?? new double[_baskets.Items.Count], weights[^_options.Rank..], weights[historyLength..^_options.Rank],
            vectors.Items, weights[..historyLength]);
    }

    private TwoTowerModel BySimilarity()
    {
        if (_baskets.Shoppers is { Features.Count: > 0 }) throw Catalogue.MethodWithoutShoppers(_options.MethodName);
        int products = _baskets.Items.Count;
        double[] similarity = _options.Method switch
        {
            FactorMethod.Cosine => ItemSimilarity.Cosine(_baskets, _options.Penalty),
            FactorMethod.Lift => ItemSimilarity.Lift(_baskets, _options.Penalty),
            _ => ItemSimilarity.Ridge(_baskets, _options.Penalty),
        };
        (double[] history, double[] vectors) = ItemSimilarity.Factor(similarity, products, _options.Rank);
        double weight = _options.PopularityWeight * similarity.Max(value => Math.Abs(value));
        return Model([.. _baskets.CountItems().Select(count => weight * Math.Log(1 + count))], new double[_options.Rank], [], vectors, history);
    }

    private TwoTowerModel Model(double[] scores, double[] start, double[] tower, double[] products, double[] history)
    {
        int[] counts = _baskets.CountItems();
        string name = Bought;
        while (name == _columns.Item || name == _columns.Basket || (_baskets.Shoppers?.Features.Any(f => f.Name == name) ?? false)) name += "_";
        var bought = new Feature(name, FeatureScope.Affinity, FeatureKind.Flag, [0.5], [], hasMissingBin: false);
        return new TwoTowerModel
        {
            Method = _options.MethodName,
            Schema = new Schema(_columns.Item, _columns.Basket, [], [.. _baskets.Shoppers?.Features ?? [], bought]),
            Rank = _options.Rank,
            Products = [.. _baskets.Items.Select((item, p) => new FactorProduct(item.Sku, item.Name, counts[p], scores[p]))],
            Start = start,
            Tower = tower,
            ProductVectors = products,
            HistoryVectors = history,
            HistoryExponent = _options.HistoryExponent,
            Norms = _norms,
        };
    }
}
