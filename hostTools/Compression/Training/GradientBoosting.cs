using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;

namespace Endcap.Compression.Training;

/// <summary>
/// Histogram gradient boosting on uint8 bins, second order, after XGBoost (Chen and Guestrin 2016) and LightGBM
/// (Ke et al. 2017): each round fits one tree to the first and second derivatives of the loss.
/// </summary>
public sealed class GradientBoosting
{
    private readonly BinnedDataset _train;
    private readonly BinnedDataset? _validation;
    private readonly TrainerOptions _options;
    private readonly WorkSharing _work;
    private readonly Loss _loss;
    private readonly GradientSums _sums;
    private readonly TreeGrower _grower;
    private readonly ScoreUpdate _update;
    private readonly double[] _scores, _validationScores, _gradient, _hessian;
    private readonly bool[]? _inSample;
    private readonly List<Tree> _trees = [];

    private GradientBoosting(BinnedDataset train, BinnedDataset? validation, TrainerOptions options, SoftTargets? soft)
    {
        _train = train;
        _validation = validation;
        _options = options;
        _work = new WorkSharing(options.EffectiveThreads);
        _loss = Loss.Create(train, options.Objective, soft);
        _sums = new GradientSums(train.RowCount);
        _grower = new TreeGrower(train, options, _sums, _work);
        _update = new ScoreUpdate(_work);
        _scores = NewScores(train.RowCount);
        _validationScores = NewScores(validation?.RowCount ?? 0);
        _gradient = new double[train.RowCount];
        _hessian = new double[train.RowCount];
        _inSample = options.RowSample < 1 ? new bool[train.RowCount] : null;
    }

    /// <summary>Trains an ensemble. Same data, options and seed give the same model bit for bit, whatever the thread count.</summary>
    /// <param name="train">What to learn from.</param>
    /// <param name="validation">Held-out data in the same schema, for the metric of each round and early stopping; or null.</param>
    /// <param name="options">How to train.</param>
    /// <param name="soft">A teacher, or null.</param>
    /// <param name="progress">Told after each round; or null.</param>
    /// <param name="cancel">Stops between rounds with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="UserErrorException">E201 to E212: an option or the data does not allow training.</exception>
    public static TrainingResult Train(BinnedDataset train, BinnedDataset? validation, TrainerOptions options,
        SoftTargets? soft = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        options.Validate();
        DatasetChecks.Check(train, validation, options.Objective, options.EarlyStoppingRounds);
        return new GradientBoosting(train, validation, options, soft).Run(progress, cancel);
    }

    private TrainingResult Run(IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var metric = new ValidationMetric(_options.Objective);
        var metrics = new List<double>();
        int best = 0; // round index
        bool stopped = false;
        for (int round = 0; round < _options.Trees && !stopped; round++)
        {
            cancel.ThrowIfCancellationRequested();
            AddTree(round);
            if (_validation is null)
            {
                best = round;
            }
            else
            {
                metrics.Add(metric.Of(_validationScores, _validation));
                if (round == 0 || metric.IsBetter(metrics[round], metrics[best])) best = round;
                stopped = _options.EarlyStoppingRounds > 0 && round - best >= _options.EarlyStoppingRounds;
            }

            progress?.Report(new TrainingProgress(round + 1, _options.Trees, _validation is null ? null : metrics[round]));
        }

        if (_options.EarlyStoppingRounds > 0) _trees.RemoveRange(best + 1, _trees.Count - best - 1);
        var model = new TreeEnsemble(_train.Schema, _options.Objective.Name(), _loss.BaseScore, _trees) { BinCounts = _train.CountBins() };
        return new TrainingResult(model, metric.Name, metrics, best + 1, stopped);
    }

    private void AddTree(int round)
    {
        _work.For(_loss.ChunkCount, 5L * _train.RowCount, chunk => _loss.Compute(chunk, _scores, _gradient, _hessian));
        _sums.SetScales(_gradient, _hessian);
        _work.For(_sums.ChunkCount, _train.RowCount, chunk => _sums.Convert(_gradient, _hessian, chunk));

        int rowCount = ChooseRows(round);
        GrowingNode root = _grower.Grow(rowCount, ChooseColumns(round));
        Tree tree = TreeWriter.Write(root, LeafScore);
        _trees.Add(tree);
        _update.AddLeaves(root, _grower.Rows, _scores, LeafScore);
        if (_inSample is not null) _update.AddByWalking(tree, _train, _scores, _inSample);
        if (_validation is not null) _update.AddByWalking(tree, _validation, _validationScores);
    }

    private double LeafScore(GrowingNode leaf) => _options.LearningRate * _grower.ValueOf(leaf);

    private int ChooseRows(int round)
    {
        int[] order = _grower.Rows.Order;
        if (_inSample is null)
        {
            for (int row = 0; row < order.Length; row++) order[row] = row;
            return order.Length;
        }

        int taken = new Sampling(_options.Seed, stream: 2 * round).SampleRows(order.Length, _options.RowSample, order);
        Array.Clear(_inSample);
        foreach (int row in order.AsSpan(0, taken)) _inSample[row] = true;
        return taken;
    }

    private int[] ChooseColumns(int round)
    {
        int count = _train.Schema.Features.Count;
        if (_options.ColumnSample >= 1) return [.. Enumerable.Range(0, count)];
        int take = Math.Max(1, (int)Math.Ceiling(_options.ColumnSample * count));
        return Sampling.Choose(count, take, new Sampling(_options.Seed, stream: 2 * round + 1));
    }

    private double[] NewScores(int rows)
    {
        var scores = new double[rows];
        Array.Fill(scores, _loss.BaseScore);
        return scores;
    }
}
