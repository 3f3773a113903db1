using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Pruning.Factors;
using Endcap.Compression.Quantisation.Factors;
using Endcap.Compression.Training.Factors;

namespace Endcap.Compression.Search.Factors;

/// <summary>How products' vectors are rounded.</summary>
public enum FactorRounding
{
    /// <summary>To the nearest level.</summary>
    Nearest,

    /// <summary>By second moments estimated from how often products are bought.</summary>
    Counts,

    /// <summary>By second moments measured on training baskets; they stand in the model file then.</summary>
    Baskets,
}

/// <summary>How vectors are fine-tuned.</summary>
public enum FactorTuning
{
    /// <summary>Least squares to the model's own scores (<see cref="FactorRefit"/>).</summary>
    Als,

    /// <summary>Steps of pairwise ranking through the rounded vectors (<see cref="PairwiseFactors"/>).</summary>
    Bpr,
}

/// <summary>The methods for two-tower models, as steps. Choices of rounding go into the model's <see cref="TwoTowerModel.Coding"/>.</summary>
/// <param name="train">Baskets that methods may learn from.</param>
/// <param name="seed">Seed of everything random.</param>
/// <param name="cancellation">Stops inside a step.</param>
public sealed class FactorSteps(Baskets train, int seed, CancellationToken cancellation)
{
    // Bits of products and history; then of tied vectors.
    private static readonly string[] Widths = ["8 4", "4 4", "4 2", "2 4", "2 2"], TiedWidths = ["4 4", "2 2"];

    private readonly FactorSample _sample = FactorSample.Of(train, seed);

    /// <summary>The names for --methods, in the order in which they are applied.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["tie", "rank", "prune", "bits", "calibrate", "finetune", "round", "bias"];

    /// <summary>The axes of the methods for a model.</summary>
    public static IReadOnlyList<SearchAxis> Axes(IReadOnlyCollection<string> methods, TwoTowerModel model)
    {
        int[] ranks = [.. Enumerable.Range(1, model.Rank / TwoTowerModel.RankStep - 1).Select(step => model.Rank - step * TwoTowerModel.RankStep)];
        bool tied = model.HistoryVectors is null;
        SearchAxis[] all =
        [
            new("tie", tied ? [] : ["tie"]),
            new("rank", [.. ranks.Select(rank => $"rank keep={rank}")]),
            new("prune", [.. ranks.Take(2).Select((_, i) => $"prune drop={4 * (i + 1)} saliency=hessian")]),
            new("bits", [.. (tied ? TiedWidths : Widths).Select(Bits)]),
            new("calibrate", ["calibrate by=mse", "calibrate by=percentile share=0.99", "calibrate by=entropy"]),
            new("finetune", [.. Enumerable.Repeat("finetune by=als rounds=3", tied ? 0 : 1), "finetune by=bpr rounds=4 rate=0.01", "finetune by=bpr rounds=12 rate=0.03"]),
            new("round", ["round by=baskets"]),
            new("bias", ["bias"]),
        ];
        return [.. all.Where(axis => axis.Levels.Count > 0 && methods.Contains(axis.Method))];
    }

    /// <summary>Applies a step. Errors: E242, E280.</summary>
    public TwoTowerModel Apply(TwoTowerModel model, CompressionStep step)
    {
        cancellation.ThrowIfCancellationRequested();
        FactorCoding coding = model.Coding ?? new FactorCoding();
        return step.Method switch
        {
            "tie" => TiedVectors.Run(model),
            "rank" => RankTruncation.Run(model, Fours(step, "keep"), _sample.Moments(model)),
            "prune" => FactorPruning.Run(model, Fours(step, "drop"), step.Word<FactorSaliency>("saliency"), _sample),
            "bits" => model with { Coding = Bits(coding, step) },
            "calibrate" => model with { Coding = Calibrate(coding, step) },
            "finetune" => FineTune(model, step),
            "round" => model with { Coding = Round(model, coding, step.Word<FactorRounding>("by")) },
            "bias" => FactorBias.Run(model, _sample),
            _ => throw Catalogue.CompressionStepUnclear(step.Text, $"there is no method \"{step.Method}\""),
        };
    }

    private static string Bits(string bits) => $"bits products={bits[0]} history={bits[2]} levels=codebook";

    private static int Fours(CompressionStep step, string name)
    {
        int value = step.Whole(name, TwoTowerModel.RankStep, TwoTowerModel.MostRank);
        return value % TwoTowerModel.RankStep == 0 ? value : throw Catalogue.CompressionStepUnclear(step.Text, $"{name} takes a multiple of {TwoTowerModel.RankStep}");
    }

    private static FactorCoding Bits(FactorCoding coding, CompressionStep step)
    {
        int Width(string side)
        {
            int bits = step.Whole(side, 2, 8);
            return VectorCoding.IsWidth(bits) ? bits : throw Catalogue.CompressionStepUnclear(step.Text, $"{side} takes 8, 4 or 2");
        }

        bool codebook = step.Word<FactorLevels>("levels") == FactorLevels.Codebook;
        return coding with
        {
            Products = coding.Products with { Bits = Width("products"), Codebook = codebook },
            History = coding.History with { Bits = Width("history"), Codebook = codebook },
        };
    }

    private static FactorCoding Calibrate(FactorCoding coding, CompressionStep step)
    {
        FactorRange range = step.Word<FactorRange>("by");
        double share = range == FactorRange.Percentile ? step.Number("share", 0.5, 1) : 1;
        return coding with
        {
            Products = coding.Products with { Range = range, Share = share },
            History = coding.History with { Range = range, Share = share },
        };
    }

    private FactorCoding Round(TwoTowerModel model, FactorCoding coding, FactorRounding rounding) => coding with
    {
        Nearest = rounding == FactorRounding.Nearest,
        Moments = rounding == FactorRounding.Baskets ? _sample.Moments(model) : null,
    };

    private TwoTowerModel FineTune(TwoTowerModel model, CompressionStep step)
    {
        int rounds = step.Whole("rounds", 1, 1000);
        if (step.Word<FactorTuning>("by") == FactorTuning.Als) return FactorRefit.Run(model, _sample, rounds);
        var options = new FactorOptions { Method = FactorMethod.History, Rounds = rounds, LearningRate = step.Number("rate", 1e-6, 1), Seed = seed };
        return PairwiseFactors.FineTune(model, train, options, cancellation);
    }
}

/// <summary>Where levels of 4 and 2 bits lie.</summary>
public enum FactorLevels
{
    /// <summary>Evenly spaced.</summary>
    Linear,

    /// <summary>Clustered from the values.</summary>
    Codebook,
}
