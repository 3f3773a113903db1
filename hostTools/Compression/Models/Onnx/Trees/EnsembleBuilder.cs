using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Onnx.Trees;

/// <summary>Makes an ensemble of drafts; shared by the operators of all versions.</summary>
internal sealed class EnsembleBuilder(OnnxNodeView node)
{
    private const int MostDepth = 1000; // as ONNX Runtime's
    private const int MostColumns = 1 << 16;

    public List<TreeDraft> Trees { get; } = [];
    public List<TargetWeight> Weights { get; } = [];

    /// <summary>Number of targets or classes.</summary>
    public required int Targets { get; init; }

    public required bool IsSingle { get; init; }

    /// <summary>A column's number, checked.</summary>
    public int Feature(long id) => id is >= 0 and < MostColumns ? (int)id : throw node.Malformed($"column number {id}");

    /// <summary>A weight's target, checked.</summary>
    public TargetWeight Weight(long target, double value) =>
        target >= 0 && target < Targets ? new TargetWeight((int)target, value) : throw node.Malformed($"target or class {target} of {Targets}");

    /// <summary>The depth of a child, checked.</summary>
    public int Deeper(int depth) =>
        depth < MostDepth ? depth + 1 : throw Catalogue.ModelLimit(node.File, $"{node.Title}: depth of a tree", depth + 1, MostDepth);

    /// <summary>Builds the trees; each adds to one target where that is enough.</summary>
    /// <param name="aggregate">AVERAGE, SUM, MIN or MAX.</param>
    /// <param name="baseValues">Added at the end; none or one per score.</param>
    /// <param name="scores">Number of scores: targets, or 1 in the binary case.</param>
    /// <param name="transform">The outputs.</param>
    public OnnxEnsemble Build(string aggregate, double[] baseValues, int scores, OnnxTreeTransform transform)
    {
        if (Trees.Count == 0) throw node.Malformed("no trees");
        CheckOnceEach();
        int?[] single = [.. Trees.Select(tree => SingleTarget(tree, scores))];
        bool narrow = Array.TrueForAll(single, target => target is not null);
        int width = narrow ? 1 : scores;
        if (!narrow && aggregate is ("MIN" or "MAX")) CheckDense(aggregate);
        long numbers = Trees.Sum(tree => (long)tree.Nodes.Count) * width, most = node.Node.CalculateSize() + 65536L;
        if (numbers > most) throw Catalogue.ModelLimit(node.File, $"{node.Title}: nodes times targets", numbers, most);
        return new OnnxEnsemble
        {
            Trees = [.. Trees.Select((tree, t) => tree.Build(Weights, narrow ? single[t]!.Value : 0, width))],
            Target = [.. single.Select(target => narrow ? target!.Value : 0)],
            Width = width,
            Scores = scores,
            Aggregate = aggregate switch { "MIN" => TreeAggregate.Min, "MAX" => TreeAggregate.Max, "SUM" or "AVERAGE" => TreeAggregate.Sum, _ => throw node.Malformed($"aggregate_function is {OnnxNodeView.Short(aggregate)}") },
            Divisor = aggregate == "AVERAGE" ? Trees.Count : 1,
            Base = baseValues.Length == 0 ? null : baseValues,
            IsSingle = IsSingle,
            Transform = transform,
            Kind = node.Node.OpType,
        };
    }

    // The one target that all leaves of a tree give to, or null.
    private int? SingleTarget(TreeDraft tree, int scores)
    {
        int found = -1;
        foreach (DraftNode leaf in tree.Nodes.Where(leaf => leaf.IsLeaf))
        {
            if (leaf.WeightCount != 1 || (found >= 0 && found != Weights[leaf.WeightStart].Target)) return null;
            found = Weights[leaf.WeightStart].Target;
        }

        return found < scores ? found : null;
    }

    private void CheckDense(string aggregate)
    {
        if (Trees.TrueForAll(tree => tree.Nodes.TrueForAll(leaf => !leaf.IsLeaf || leaf.WeightCount == Targets))) return;
        throw node.Unsupported($"aggregate_function {aggregate} over leaves that have not all {Targets} targets", "Give every leaf a weight for every target before the export.");
    }

    private void CheckOnceEach()
    {
        var seen = new HashSet<int>();
        foreach (DraftNode leaf in Trees.SelectMany(tree => tree.Nodes).Where(leaf => leaf.IsLeaf))
        {
            seen.Clear();
            for (int w = 0; w < leaf.WeightCount; w++)
                if (!seen.Add(Weights[leaf.WeightStart + w].Target)) throw node.Malformed("a leaf has two weights for one target");
            if (leaf.WeightCount == 0) throw node.Malformed("a leaf has no weight");
        }
    }
}
