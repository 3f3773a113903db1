using System.Globalization;
using System.Security.Cryptography;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;
using Endcap.Compression.Pruning;

namespace Endcap.Compression.Search;

/// <summary>A tree ensemble under compression.</summary>
/// <param name="Model">The ensemble.</param>
/// <param name="Tolerance">How shelves of it are to be built: <see cref="ShelfOptions.Tolerance"/>.</param>
public sealed record TreeCandidate(TreeEnsemble Model, double Tolerance);

/// <summary>The methods for tree ensembles, as steps.</summary>
/// <param name="data">Training rows, for saliencies, students and refits.</param>
/// <param name="seed">Seed of students.</param>
/// <param name="cancellation">Stops inside a step.</param>
public sealed class TreeSteps(BinnedDataset data, int seed, CancellationToken cancellation)
{
    private readonly Dictionary<string, TreeEnsemble> _known = new(StringComparer.Ordinal);

    /// <summary>The names for --methods, in the order in which they are applied.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["distil", "prune", "share", "refit", "simplify"];

    /// <summary>The axes of the methods. <paramref name="dispensable"/>: features whose removal costs little, the least first.</summary>
    public static IReadOnlyList<SearchAxis> Axes(IReadOnlyCollection<string> methods, IReadOnlyList<int> dispensable)
    {
        SearchAxis[] all =
        [
            new("distil", ["distil trees=150 depth=5", "distil trees=100 depth=5", "distil trees=60 depth=4", "distil trees=40 depth=3"]),
            new("prune", [.. dispensable.Select((_, i) => $"drop features={string.Join(',', dispensable.Take(i + 1))}")]),
            new("prune", [.. Levels(0.75, 0.5, 0.35, 0.25, 0.15, 0.1).Select(keep => $"tables saliency=secondorder keep={keep} sweeps=3")]),
            new("prune", [.. Levels(0.7, 0.5, 0.35, 0.25, 0.15, 0.1).Select(keep => $"prune unit=subtrees saliency=secondorder keep={keep} sweeps=3")]),
            new("prune", [.. Levels(2, 8, 32).Select(price => $"select l1={price} passes=2")]),
            new("share", [.. Levels(8, 6, 5, 4, 3, 2).Select(cuts => $"share cuts={cuts} refit=2")]),
            new("refit", ["refit passes=2 anchor=20 l1=0", "refit passes=2 anchor=20 l1=1", "refit passes=2 anchor=20 l1=4"]),
            new("simplify", [.. Levels(0.01, 0.015, 0.02, 0.03, 0.04, 0.06).Select(tolerance => $"simplify tolerance={tolerance}")]),
        ];
        return [.. all.Where(axis => axis.Levels.Count > 0 && methods.Contains(axis.Method))];
    }

    /// <summary>Applies a step. Errors: E280.</summary>
    public TreeCandidate Apply(TreeCandidate candidate, CompressionStep step)
    {
        cancellation.ThrowIfCancellationRequested();
        TreeEnsemble model = candidate.Model;
        Known(model);
        if (step.Method == "simplify") return candidate with { Tolerance = step.Number("tolerance", 0, 1) };
        return candidate with
        {
            Model = Known(step.Method switch
            {
                "distil" => TreeStudent.Learn(model, data, step.Whole("trees", 1, 100_000), step.Whole("depth", 1, 30), seed, cancellation),
                "drop" => FeatureRemoval.Run(model, data, step.Wholes("features", model.Schema.Features.Count)),
                "tables" => GradualPruning.Tables(model, data, step.Word<TreeSaliency>("saliency"), step.Number("keep", 0, 1),
                    step.Whole("sweeps", 1, 100), new RefitOptions(), cancellation),
                "prune" => GradualPruning.Run(model, data, step.Word<TreeSaliency>("saliency"), step.Word<PruneUnit>("unit"),
                    step.Number("keep", 0, 1), step.Whole("sweeps", 1, 100), new RefitOptions(), cancellation),
                "select" => TreeSelection.Run(model, data, step.Number("l1", 0, 1e9), step.Whole("passes", 1, 100), cancellation),
                "share" => Refit(ThresholdSharing.Run(model, data, step.Whole("cuts", 1, 255)), step.Whole("refit", 0, 100), 20, 0),
                "refit" => Refit(model, step.Whole("passes", 1, 100), step.Number("anchor", 0, 1e9), step.Number("l1", 0, 1e9)),
                _ => throw Catalogue.CompressionStepUnclear(step.Text, $"there is no method \"{step.Method}\""),
            }),
        };
    }

    // The ensemble itself, or an equal one that is known: a step that changes nothing must not be measured again.
    private TreeEnsemble Known(TreeEnsemble model)
    {
        using var text = new MemoryStream();
        ModelFile.Write(text, model);
        string key = Convert.ToHexString(SHA256.HashData(text.ToArray()));
        return _known.TryGetValue(key, out TreeEnsemble? known) ? known : _known[key] = model;
    }

    private TreeEnsemble Refit(TreeEnsemble model, int passes, double anchor, double l1) => passes == 0 ? model
        : LeafRefit.Run(model, data, new RefitOptions { Passes = passes, Anchor = anchor, L1 = l1 }, cancellation);

    private static IEnumerable<string> Levels(params double[] values) => values.Select(value => value.ToString(CultureInfo.InvariantCulture));
}
