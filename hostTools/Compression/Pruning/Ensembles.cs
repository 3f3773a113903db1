using Endcap.Compression.Models;

namespace Endcap.Compression.Pruning;

/// <summary>Ensembles made of another's parts.</summary>
internal static class Ensembles
{
    /// <summary>The ensemble with other trees: each without useless splits, and those of one leaf added to the base score.</summary>
    public static TreeEnsemble Cleaned(TreeEnsemble model, double baseScore, IEnumerable<Tree> trees)
    {
        var kept = new List<Tree>();
        foreach (Tree tree in trees)
        {
            Tree clean = TreeEdit.Clean(tree, model.Schema);
            if (clean.NodeCount == 1) baseScore += clean.Value[0];
            else kept.Add(clean);
        }

        return new TreeEnsemble(model.Schema, model.Objective, baseScore, kept) { BinCounts = model.BinCounts };
    }

    /// <summary>Number of splits in all trees.</summary>
    public static int SplitCount(TreeEnsemble model) => (model.NodeCount - model.Trees.Count) / 2;
}
