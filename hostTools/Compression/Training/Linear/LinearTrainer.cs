using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;

namespace Endcap.Compression.Training.Linear;

/// <summary>
/// Linear models over bins: score = bias + Σ w[feature, bin] + Σ W[bin, bin] over chosen pairs of features (item attributes ×
/// shopper tastes). Block coordinate descent on the penalised loss: rows in different bins of a term share no weight, so each
/// weight of a term takes its own Newton step. Each term becomes one tree, equal to it, so that a shelf is built as from any ensemble.
/// </summary>
public sealed class LinearTrainer
{
    // A pass that moves less than this share of what the first one moved changes nothing any more.
    private const double Converged = 1e-8;

    // Passes over all terms before the next pair is chosen.
    private const int PassesBetween = 3;

    private readonly BinnedDataset _train;
    private readonly LinearOptions _options;
    private readonly WorkSharing _work;
    private readonly Loss _loss;
    private readonly List<LinearTerm> _terms = [];
    private readonly double[] _scores, _gradient, _hessian;
    private readonly double _mostStep;
    private double _bias, _firstPass;

    private LinearTrainer(BinnedDataset train, LinearOptions options, SoftTargets? soft)
    {
        _train = train;
        _options = options;
        _work = new WorkSharing(options.Threads == 0 ? Environment.ProcessorCount : options.Threads);
        _loss = Loss.Create(train, options.Objective, soft);
        _bias = _loss.BaseScore;
        _scores = new double[train.RowCount];
        Array.Fill(_scores, _bias);
        _gradient = new double[train.RowCount];
        _hessian = new double[train.RowCount];
        // The third derivative of the logistic loss is at most its second, so Newton steps of up to 1 always go down;
        // a pair's difference moves by two steps. A squared loss is a parabola: its step is exact.
        _mostStep = options.Objective switch { Objective.Squared => double.PositiveInfinity, Objective.Logistic => 1, _ => 0.5 };
    }

    /// <summary>Trains a linear model. Same data and options give the same model bit for bit.</summary>
    /// <param name="train">What to learn from.</param>
    /// <param name="validation">Held-out data in the same schema, for the metric; or null.</param>
    /// <param name="options">How to train.</param>
    /// <param name="soft">A teacher, or null.</param>
    /// <param name="progress">Told after each pass; or null.</param>
    /// <param name="cancel">Stops between passes with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="UserErrorException">E201 to E212: an option or the data does not allow training.</exception>
    public static TrainingResult Train(BinnedDataset train, BinnedDataset? validation, LinearOptions options,
        SoftTargets? soft = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        options.Validate();
        DatasetChecks.Check(train, validation, options.Objective, earlyStopping: 0);
        return new LinearTrainer(train, options, soft).Run(validation, progress, cancel);
    }

    private TrainingResult Run(BinnedDataset? validation, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        int done = 0, most = PassesBetween * (_options.Pairs + 1) + _options.Passes;
        int[] features = [.. Enumerable.Range(0, _train.Columns.Length).Where(f => _train.Columns[f].AsSpan().ContainsAnyExcept(_train.Columns[f][0]))];
        foreach (int feature in features) _terms.Add(new LinearTerm(_train, feature));
        Passes(PassesBetween);
        var gain = new PairGain(_train, features, _options.PairL2, _work);
        for (int pair = 0; pair < _options.Pairs; pair++)
        {
            Differentiate();
            if (gain.Take(_gradient, _hessian) is not { } best) break;
            _terms.Add(new LinearTerm(_train, best.First, best.Second));
            Passes(PassesBetween);
        }

        Passes(_options.Passes);
        progress?.Report(new TrainingProgress(most, most, null));
        Tree[] trees = [.. _terms.Select(TermTree.Of).OfType<Tree>()];
        var model = new TreeEnsemble(_train.Schema, _options.Objective.Name(), _bias, trees) { BinCounts = _train.CountBins() };
        var metric = new ValidationMetric(_options.Objective);
        double[] metrics = validation is null ? [] : [metric.Of(Evaluation.ModelScores.Of(model, validation, null, cancel), validation)];
        return new TrainingResult(model, metric.Name, metrics, 1, false);

        void Passes(int count)
        {
            for (int pass = 0; pass < count; pass++)
            {
                cancel.ThrowIfCancellationRequested();
                double moved = Pass();
                _firstPass = Math.Max(_firstPass, moved);
                progress?.Report(new TrainingProgress(++done, most, null));
                if (moved <= _firstPass * Converged) return;
            }
        }
    }

    // Moves every weight once; answers how much the quadratic model of the penalised loss fell.
    private double Pass()
    {
        double moved = _options.Objective.IsRanking() ? 0 : MoveBias();
        foreach (LinearTerm term in _terms) moved += Move(term);
        return moved;
    }

    private void Differentiate() =>
        _work.For(_loss.ChunkCount, 5L * _train.RowCount, chunk => _loss.Compute(chunk, _scores, _gradient, _hessian));

    private double MoveBias()
    {
        Differentiate();
        double curve = _hessian.Sum(), step = Math.Clamp(-_gradient.Sum() / curve, -_mostStep, _mostStep);
        _bias += step;
        for (int row = 0; row < _scores.Length; row++) _scores[row] += step;
        return curve * step * step;
    }

    private double Move(LinearTerm term)
    {
        Differentiate();
        double[] weights = term.Weights, change = new double[weights.Length], curves = new double[weights.Length];
        term.Sum(_gradient, _hessian, change, curves);
        double moved = 0, l2 = term.Second < 0 ? _options.L2 : _options.PairL2;
        for (int cell = 0; cell < weights.Length; cell++)
        {
            double curve = curves[cell] + l2;
            double slope = change[cell] + l2 * weights[cell];
            double target = curve > Loss.MinHessian ? Shrink(curve * weights[cell] - slope) / curve : 0;
            change[cell] = Math.Clamp(target - weights[cell], -_mostStep, _mostStep);
            weights[cell] += change[cell];
            moved += curve * change[cell] * change[cell];
        }

        term.AddTo(_scores, change);
        if (_options.L1 == 0) Centre(weights, curves);
        return moved;
    }

    // What all weights of a term have in common costs nothing in the bias; scores stay as they are. (Bins without rows stay 0.)
    private void Centre(double[] weights, double[] curves)
    {
        double sum = 0;
        int seen = 0;
        for (int cell = 0; cell < weights.Length; cell++)
        {
            if (curves[cell] <= 0) continue;
            sum += weights[cell];
            seen++;
        }

        double mean = seen > 0 ? sum / seen : 0;
        for (int cell = 0; cell < weights.Length; cell++)
            if (curves[cell] > 0) weights[cell] -= mean;
        _bias += mean;
    }

    // The L1 penalty: a weight whose slope at 0 is at most the penalty stays 0.
    private double Shrink(double pull) => Math.Sign(pull) * Math.Max(Math.Abs(pull) - _options.L1, 0);
}
