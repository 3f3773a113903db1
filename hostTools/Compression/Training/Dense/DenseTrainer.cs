using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Training.Dense;

/// <summary>
/// Trains dense networks with mini-batches. Fine-tuning rounds columns, weights and activations in the forward pass as the
/// label will (Jacob et al. 2018) while the float parameters learn to live with it.
/// </summary>
public sealed class DenseTrainer
{
    // The learning rate's last share.
    private const double LastRate = 0.1;

    private readonly BinnedDataset _train;
    private readonly BinnedDataset? _validation;
    private readonly DenseOptions _options;
    private readonly DenseShape _shape;
    private readonly WorkSharing _work;
    private readonly DenseLoss _loss;
    private readonly BatchGradient _gradient;
    private readonly FeatureMatch? _match;
    private readonly Adam _adam;
    private readonly DenseFineTuning? _fineTuning;
    private readonly float[] _parameters;

    private DenseTrainer(BinnedDataset train, BinnedDataset? validation, DenseOptions options, SoftTargets? soft, FeatureTargets? features,
        DenseFineTuning? fineTuning)
    {
        (_train, _validation, _options, _fineTuning) = (train, validation, options, fineTuning);
        _shape = fineTuning?.Start.Shape ?? new DenseShape(train.Schema, options.Hidden, [.. options.Hidden.Select(_ => options.Activation)]);
        _work = new WorkSharing(options.EffectiveThreads);
        _loss = new DenseLoss(train, options.Objective, soft);
        _match = features is null ? null : new FeatureMatch(_shape, train, features);
        _gradient = new BatchGradient(_shape, train, _loss, _work, _match);
        _adam = new Adam(DenseStart.Weights(_shape), options.WeightDecay);
        _parameters = fineTuning is null ? DenseStart.Parameters(_shape, options.Seed, _loss.BaseScore) : [.. fineTuning.Start.Parameters];
    }

    /// <summary>Trains a network. Same data, options and seed give the same network bit for bit, whatever the thread count.</summary>
    /// <param name="train">What to learn from.</param>
    /// <param name="validation">Held-out data in the same schema, for the metric of each epoch and early stopping; or null.</param>
    /// <param name="options">How to train.</param>
    /// <param name="soft">A teacher, or null.</param>
    /// <param name="features">What the last hidden layer should tell beside the scores, or null.</param>
    /// <param name="progress">Told after each epoch; or null.</param>
    /// <param name="cancel">Stops between epochs with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="UserErrorException">E201 to E220: an option or the data does not allow training.</exception>
    public static DenseTrainingResult Train(BinnedDataset train, BinnedDataset? validation, DenseOptions options, SoftTargets? soft = null,
        FeatureTargets? features = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        Check(train, validation, options);
        return InScale(train, validation, options, soft, (_, rows, held, taught) => new DenseTrainer(rows, held, options, taught, features, null).Run(progress, cancel));
    }

    /// <summary>Trains a network further, rounding its numbers as a shelf of this precision will. Weights of 0 stay 0: pruned ones stay pruned.</summary>
    /// <param name="start">The network; its hidden layers and activations stay.</param>
    /// <param name="precision">What to prepare for; steps are chosen anew. The model gets it.</param>
    /// <param name="train">What to learn from.</param>
    /// <param name="validation">As in training; its metric is the rounded network's.</param>
    /// <param name="options">How; a tenth of the learning rate and a few epochs are usual.</param>
    /// <param name="soft">A teacher, or null.</param>
    /// <param name="progress">Told after each epoch; or null.</param>
    /// <param name="cancel">Stops between epochs.</param>
    public static DenseTrainingResult FineTune(DenseModel start, DensePrecision precision, BinnedDataset train, BinnedDataset? validation,
        DenseOptions options, SoftTargets? soft = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        Check(train, validation, options);
        return InScale(train, validation, options, soft, (scale, rows, held, taught) =>
        {
            DenseModel from = scale?.Scaled(start) ?? start;
            return new DenseTrainer(rows, held, options, taught, null, new DenseFineTuning(from, precision, rows)).Run(progress, cancel);
        });
    }

    // Values of any unit are learned as LabelScale says; the other objectives have none.
    private static DenseTrainingResult InScale(BinnedDataset train, BinnedDataset? validation, DenseOptions options, SoftTargets? soft,
        Func<LabelScale?, BinnedDataset, BinnedDataset?, SoftTargets?, DenseTrainingResult> run)
    {
        LabelScale? scale = options.Objective == Objective.Squared ? LabelScale.Of(train.Labels) : null;
        if (scale is null) return run(null, train, validation, soft);
        return scale.Restored(run(scale, scale.Scaled(train), validation is null ? null : scale.Scaled(validation), soft is null ? null : scale.Scaled(soft)), options.LearningRate);
    }

    private static void Check(BinnedDataset train, BinnedDataset? validation, DenseOptions options)
    {
        options.Validate();
        DatasetChecks.Check(train, validation, options.Objective, options.EarlyStoppingEpochs);
    }

    private DenseTrainingResult Run(IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var metric = new ValidationMetric(_options.Objective);
        var metrics = new List<double>();
        float[] kept = [.. _parameters];
        int best = 0;
        bool stopped = false;
        for (int epoch = 0; epoch < _options.Epochs && !stopped; epoch++)
        {
            cancel.ThrowIfCancellationRequested();
            RunEpoch(epoch);
            if (Array.Exists(_parameters, value => !float.IsFinite(value))) throw Catalogue.TrainingDiverged(epoch + 1, _options.LearningRate);
            if (_validation is not null)
            {
                metrics.Add(metric.Of(Scores(_validation), _validation));
                stopped = _options.EarlyStoppingEpochs > 0 && epoch - best >= _options.EarlyStoppingEpochs;
            }

            if (_validation is null || epoch == 0 || metric.IsBetter(metrics[epoch], metrics[best]))
            {
                (best, stopped) = (epoch, false);
                _parameters.CopyTo(kept, 0);
            }

            progress?.Report(new TrainingProgress(epoch + 1, _options.Epochs, _validation is null ? null : metrics[epoch]));
        }

        return new DenseTrainingResult(Finished(kept), metric.Name, metrics, best + 1, stopped);
    }

    private void RunEpoch(int epoch)
    {
        int[] order = Shuffled(_loss.Units, epoch);
        _match?.Project(_parameters);
        double steps = Math.Ceiling(order.Length / (double)_options.Batch);
        for (int first = 0, step = 0; first < order.Length; first += _options.Batch, step++)
        {
            var batch = new ArraySegment<int>(order, first, Math.Min(_options.Batch, order.Length - first));
            float[] at = _fineTuning?.Round(_parameters) ?? _parameters;
            float[] gradient = _gradient.Of(batch, at, _fineTuning?.Grids);
            _fineTuning?.Mask(gradient);
            double done = (epoch + step / steps) / _options.Epochs;
            double rate = _options.LearningRate * (LastRate + (1 - LastRate) * (1 + Math.Cos(Math.PI * done)) / 2);
            _adam.Step(_parameters, gradient, rate);
        }
    }

    private double[] Scores(BinnedDataset data)
    {
        float[] parameters = _fineTuning?.Round(_parameters) ?? _parameters;
        double[] scores = new double[data.RowCount];
        const int Rows = 1024;
        _work.For((scores.Length + Rows - 1) / Rows, (long)scores.Length * _shape.Count, block =>
        {
            var pass = new DensePass(_shape, _fineTuning?.Grids);
            byte[] bins = new byte[data.Columns.Length];
            for (int row = block * Rows; row < Math.Min(scores.Length, (block + 1) * Rows); row++)
            {
                for (int f = 0; f < bins.Length; f++) bins[f] = data.Columns[f][row];
                scores[row] = pass.Forward(parameters, bins);
            }
        });
        return scores;
    }

    private DenseModel Finished(float[] parameters)
    {
        string objective = _options.Objective.Name();
        var plain = new DenseModel(_train.Schema, objective, _shape, parameters);
        return new DenseModel(_train.Schema, objective, _shape, parameters)
        {
            BinCounts = _fineTuning?.Start.BinCounts ?? _train.CountBins(),
            Precision = _fineTuning?.Start.Precision,
            Ranges = _fineTuning?.Start.Ranges ?? DenseRanges.Of(plain, _train, Calibrator.SquaredError),
        };
    }

    private int[] Shuffled(int count, int epoch)
    {
        var random = new Sampling(_options.Seed, epoch);
        int[] order = [.. Enumerable.Range(0, count)];
        ulong[] keys = [.. order.Select(unit => random.At((ulong)unit))];
        Array.Sort(keys, order);
        return order;
    }
}
