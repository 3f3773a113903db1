using System.Globalization;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Pruning.Dense;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Specialisation;
using Endcap.Compression.Tensors.Distillation;
using Endcap.Compression.Tensors.Quantisation;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Dense;

namespace Endcap.Compression.Search.Dense;

/// <summary>A network under compression.</summary>
/// <param name="Model">The network; its file says how shelves are built.</param>
/// <param name="Unrounded">The same before its numbers were rounded: whose means bias correction restores.</param>
public sealed record DenseCandidate(DenseModel Model, DenseModel Unrounded);

/// <summary>Ways to choose the ranges of activations.</summary>
public enum CalibrationMethod
{
    /// <summary>Nothing is clipped.</summary>
    MinMax,

    /// <summary>Keeps a share.</summary>
    Percentile,

    /// <summary>Least squared error.</summary>
    Mse,

    /// <summary>Least loss of information.</summary>
    Entropy,
}

/// <summary>The methods for dense networks, as steps.</summary>
/// <param name="original">The input model: the teacher of every training.</param>
/// <param name="data">Training rows.</param>
/// <param name="seed">Seed of trainings.</param>
/// <param name="cancellation">Stops inside a step.</param>
public sealed class DenseSteps(DenseModel original, BinnedDataset data, int seed, CancellationToken cancellation)
{
    // Of the shelf that a low rank must pay on.
    private const int Products = 10;

    // Of a training that goes on from a trained network.
    private const double TuningRate = 0.0005;

    private static readonly double[] Ranks = [0.5, 0.375, 0.25]; // as shares of the first layer's units

    private readonly Lazy<double[]> _teacher = new(() => ModelScores.Of(original, data, null, cancellation));

    /// <summary>The names for --methods, in the order in which they are applied.</summary>
    public static IReadOnlyList<string> Methods { get; } =
        ["distil", "lowrank", "neurons", "features", "prune", "bits", "calibrate", "finetune", "round", "bias"];

    /// <summary>The axes of the methods for a network.</summary>
    /// <param name="methods">Those allowed.</param>
    /// <param name="model">The network.</param>
    /// <param name="sensitivity">Of it.</param>
    /// <param name="maxLoss">Relative loss that one feature may cost to be tried without.</param>
    public static IReadOnlyList<SearchAxis> Axes(IReadOnlyCollection<string> methods, DenseModel model, DenseSensitivity sensitivity, double maxLoss)
    {
        IReadOnlyList<int> dispensable = sensitivity.Dispensable(model, maxLoss);
        SearchAxis[] all =
        [
            new("distil", [.. Smaller(model, 0.75, 0.5, 0.25).Select(hidden => $"distil hidden={hidden} alpha=0.5 temperature=1 epochs=30")]),
            new("lowrank", [.. RankShares(model).Select(keep => $"lowrank layer=0 keep={keep} epochs=6")]),
            new("neurons", [.. Levels(0.75, 0.5, 0.375, 0.25).Select(keep => $"neurons saliency=hessian keep={keep} sweeps=3 epochs=3")]),
            new("features", [.. dispensable.Select((_, i) => $"drop features={string.Join(',', dispensable.Take(i + 1))} epochs=3")]),
            new("prune", [.. Levels(0.5, 0.35, 0.25, 0.15).Select(keep => $"prune saliency=hessian keep={keep} sweeps=3 epochs=3")]),
            new("bits", [.. sensitivity.Precisions().Select(precision => BitsStep(precision, model.Shape.Hidden))]),
            new("calibrate", ["calibrate method=percentile share=0.999", "calibrate method=entropy share=1", "calibrate method=minmax share=1"]),
            new("finetune", ["finetune epochs=5 alpha=0.5", "finetune epochs=15 alpha=0.5"]),
            new("round", ["round damping=0.01"]),
            new("bias", ["bias"]),
        ];
        return [.. all.Where(axis => axis.Levels.Count > 0 && methods.Contains(axis.Method))];
    }

    /// <summary>Applies a step. Errors: E226, E280.</summary>
    public DenseCandidate Apply(DenseCandidate candidate, CompressionStep step)
    {
        cancellation.ThrowIfCancellationRequested();
        DenseModel model = candidate.Model;
        if (step.Method == "round") return candidate with { Model = DenseRounding.Run(model, data, step.Number("damping", 1e-9, 1e3)) };
        if (step.Method == "bias") return candidate with { Model = DenseBiasCorrection.Run(model, candidate.Unrounded, data) };
        model = Changed(model, step);
        return new DenseCandidate(model, model);
    }

    private DenseModel Changed(DenseModel model, CompressionStep step) => step.Method switch
    {
        "distil" => Distil(step),
        "lowrank" => LowRank(model, step),
        "neurons" => NeuronPruning.Run(model, data, step.Word<DenseSaliency>("saliency"), step.Number("keep", 0, 1), step.Whole("sweeps", 1, 100),
            tuned => Tune(tuned, step.Whole("epochs", 0, 10_000), 0.5), cancellation),
        "drop" => Tune(FeatureFolding.Run(model, data, step.Wholes("features", model.Shape.Bins.Length)), step.Whole("epochs", 0, 10_000), 0.5),
        "prune" => WeightPruning.Run(model, data, step.Word<DenseSaliency>("saliency"), step.Number("keep", 0, 1), step.Whole("sweeps", 1, 100),
            tuned => Tune(tuned, step.Whole("epochs", 0, 10_000), 0.5), cancellation),
        "bits" => model.With(model.Parameters, model.Ranges, BitsOf(model, step)),
        "calibrate" => model.With(model.Parameters, DenseRanges.Of(model, data, CalibratorOf(step)), model.Precision),
        "finetune" => Tune(model, step.Whole("epochs", 0, 10_000), step.Number("alpha", 0, 1)),
        _ => throw Catalogue.StepUnknownHere(step.Text, step.Method, Methods.Select(method => method == "features" ? "drop" : method)),
    };

    private DenseModel Distil(CompressionStep step)
    {
        int[] hidden = step.Wholes("hidden", DenseShape.MaxUnits + 1);
        if (hidden.Length > DenseShape.MaxHidden || hidden.Contains(0))
            throw Catalogue.CompressionStepUnclear(step.Text, $"hidden takes 1 to {DenseShape.MaxHidden} widths from 1 to {DenseShape.MaxUnits}");
        var options = new DenseOptions
        {
            Objective = ObjectiveNames.Parse(original.Objective),
            Hidden = hidden,
            Activation = original.Shape.Activations[0],
            Epochs = step.Whole("epochs", 1, 10_000),
            Seed = seed,
        };
        var soft = new SoftTargets(_teacher.Value, new DistillationOptions(step.Number("temperature", 1e-3, 1e3), step.Number("alpha", 0, 1)));
        return DenseTrainer.Train(data, null, options, soft, cancel: cancellation).Model;
    }

    private DenseModel LowRank(DenseModel model, CompressionStep step)
    {
        if (!LowRankLayers.Fits(model.Shape))
            throw Catalogue.CompressionStepUnclear(step.Text, $"the network has {model.Shape.Hidden} hidden layers, as many as a label holds");
        int layer = step.Whole("layer", 0, model.Shape.Hidden);
        int most = Math.Min(model.Shape.Widths[layer], layer == 0 ? model.Shape.Bins.Sum() : model.Shape.Widths[layer - 1]);
        return Tune(LowRankLayers.Run(model, data, layer, RankOf(most, step.Number("keep", 0, 1))), step.Whole("epochs", 0, 10_000), 0.5);
    }

    private DenseModel Tune(DenseModel model, int epochs, double alpha)
    {
        if (epochs == 0) return model;
        var options = new DenseOptions { Objective = ObjectiveNames.Parse(model.Objective), Epochs = epochs, LearningRate = TuningRate, Seed = seed };
        var soft = new SoftTargets(_teacher.Value, new DistillationOptions(1, alpha));
        DenseModel tuned = DenseTrainer.FineTune(model, model.Precision ?? DensePrecision.Full, data, null, options, soft, cancel: cancellation).Model;
        return tuned.With(tuned.Parameters, DenseRanges.Of(tuned, data, Calibrator.SquaredError), tuned.Precision);
    }

    private static DensePrecision BitsOf(DenseModel model, CompressionStep step)
    {
        int[] weights = step.Wholes("weights", 9);
        int columns = step.Whole("columns", 2, 8);
        if (weights.Append(columns).Any(bits => bits is not (8 or 4 or 2))) throw Catalogue.CompressionStepUnclear(step.Text, "bits are 8, 4 or 2");
        return new DensePrecision(columns, weights) { Even = step.Word<WeightLevels>("levels") == WeightLevels.Even, FromZero = model.Precision?.FromZero ?? false };
    }

    private static Calibrator CalibratorOf(CompressionStep step) => step.Word<CalibrationMethod>("method") switch
    {
        CalibrationMethod.MinMax => Calibrator.MinMax,
        CalibrationMethod.Percentile => Calibrator.Percentile(step.Number("share", 0.5, 1)),
        CalibrationMethod.Mse => Calibrator.SquaredError,
        _ => Calibrator.Entropy,
    };

    private static string BitsStep(DensePrecision precision, int layers) =>
        $"bits columns={precision.ColumnBits} weights={string.Join(',', Enumerable.Range(1, layers).Select(precision.Bits))} levels=codebook";

    private static IEnumerable<string> Smaller(DenseModel model, params double[] shares) => shares
        .Select(share => string.Join(',', model.Shape.Widths.SkipLast(1).Select(width => Math.Max(1, (int)Math.Round(share * width))))).Distinct();

    // Ranks that pay.
    private static IEnumerable<string> RankShares(DenseModel model)
    {
        int columns = new RuntimeFeatures(model.Schema).Radix.Sum();
        return !LowRankLayers.Fits(model.Shape) ? []
            : Levels([.. Ranks.Where(share => LowRankLayers.Saved(model.Shape, columns, Products, RankOf(model.Shape.Units, share)) > 0)]);
    }

    private static int RankOf(int most, double keep) => Math.Clamp((int)Math.Round(keep * most), 1, most);

    private static IEnumerable<string> Levels(params double[] values) => values.Select(value => value.ToString(CultureInfo.InvariantCulture));

    private enum WeightLevels
    {
        Codebook,
        Even,
    }
}
