using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Onnx.Trees;

/// <summary>
/// Finds which scores a classifier has. ONNX Runtime decides by whether a class got a weight on a row's way; that is the same for every
/// row if each class has one in all leaves of some tree, or in none at all. Other files are refused where it could matter.
/// </summary>
internal sealed class ClassifierShape(OnnxNodeView node, EnsembleBuilder builder, double[] labels, string[]? texts)
{
    public OnnxEnsemble Build(double[] bases)
    {
        bool[] used = new bool[labels.Length];
        bool positive = true;
        foreach (TargetWeight weight in builder.Weights)
        {
            used[weight.Target] = true;
            positive &= weight.Value >= 0;
        }

        CheckEveryRow(used);
        return labels.Length == 2 ? Two(used, positive, bases) : Many(bases);
    }

    private OnnxEnsemble Many(double[] bases)
    {
        if (bases.Length != 0 && bases.Length != labels.Length) throw node.Malformed($"{bases.Length} base values for {labels.Length} classes");
        return builder.Build("SUM", bases, labels.Length, Transform(false, false));
    }

    private OnnxEnsemble Two(bool[] used, bool positive, double[] bases)
    {
        if (bases.Length > 2) throw node.Malformed($"{bases.Length} base values for two classes");
        bool binary = used[0] != used[1];
        if (!used[1] && bases.Length < 2)
        {
            OnnxTreeTransform one = Transform(binary, positive);
            if (one.Post == PostTransform.Probit) throw node.Unsupported("PROBIT for a single score of two classes", "Export with raw scores.");
            return builder.Build("SUM", bases, 1, one);
        }

        double mirror = used[1] && bases.Length == 2 ? bases[1] : double.NaN;
        double[] ends = !double.IsNaN(mirror) || bases.Length == 0 ? [] : [bases[0], bases.Length == 2 ? bases[1] : 0];
        return builder.Build("SUM", ends, 2, Transform(binary, positive, mirror, used));
    }

    private OnnxTreeTransform Transform(bool binary, bool positive, double mirror = double.NaN, bool[]? used = null) => new()
    {
        Post = node.Transform(), Labels = labels, Texts = texts, IsBinaryCase = binary, IsPositive = positive, Mirror = mirror, HasWeights = used is null || used[0] == used[1] ? null : used,
    };

    private void CheckEveryRow(bool[] used)
    {
        var always = new bool[used.Length];
        foreach (TreeDraft tree in builder.Trees)
        {
            var leaves = new Dictionary<int, int>();
            int count = 0;
            foreach (DraftNode leaf in tree.Nodes.Where(leaf => leaf.IsLeaf))
            {
                count++;
                for (int w = 0; w < leaf.WeightCount; w++)
                {
                    int target = builder.Weights[leaf.WeightStart + w].Target;
                    leaves[target] = leaves.GetValueOrDefault(target) + 1;
                }
            }

            foreach ((int target, int times) in leaves) always[target] |= times == count;
        }

        for (int k = 0; k < used.Length; k++)
        {
            if (used[k] != always[k] && (used.Length == 2 || builder.Weights.Exists(weight => weight.Value <= 0)))
                throw node.Unsupported($"class {labels[k]} has weights in some leaves only", "Give every leaf a weight for every class before the export.");
        }
    }
}
