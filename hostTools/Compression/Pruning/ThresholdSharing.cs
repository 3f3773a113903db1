using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Pruning;

/// <summary>
/// Lets trees share thresholds. A numeric feature's cut points are clustered by weighted k-means over the share of rows below
/// them, so a cut moves past few rows; each snaps to the cut of its cluster nearest the centre. Fewer cuts mean fewer rows
/// and columns in a label's tables.
/// </summary>
public static class ThresholdSharing
{
    /// <summary>The ensemble with at most so many cut points per run-time feature. Leaves are not refitted: <see cref="LeafRefit"/>.</summary>
    /// <param name="model">The ensemble.</param>
    /// <param name="data">Training rows.</param>
    /// <param name="cuts">Cut points per numeric feature, 1 or more. Item features keep theirs: they cost no byte on a shelf.</param>
    public static TreeEnsemble Run(TreeEnsemble model, BinnedDataset data, int cuts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cuts, 1);
        IReadOnlyList<Feature> features = model.Schema.Features;
        int[]?[] snap = [.. features.Select((feature, f) =>
            feature.Kind == FeatureKind.Numeric && feature.Scope != FeatureScope.Item ? SnapOf(model, data, f, cuts) : null)];
        return Ensembles.Cleaned(model, model.BaseScore, model.Trees.Select(tree => Snapped(tree, features, snap)));
    }

    /// <summary>How many different cut points the splits on a feature have.</summary>
    public static int CutCount(TreeEnsemble model, int feature) =>
        CutUse(model, feature).Count(uses => uses > 0);

    /// <summary>The cut of a split: bins below it are on one side, the other value bins on the other; 0 when the split is no such cut.</summary>
    internal static int CutOf(BinSet left, Feature feature)
    {
        bool first = left.Contains(0);
        int cut = 1;
        while (cut < feature.ValueBins && left.Contains(cut) == first) cut++;
        for (int bin = cut; bin < feature.ValueBins; bin++)
            if (left.Contains(bin) == first) return 0;
        return cut < feature.ValueBins ? cut : 0; // no cut: only the missing bin goes the other way
    }

    private static Tree Snapped(Tree tree, IReadOnlyList<Feature> features, int[]?[] snap)
    {
        var left = (BinSet[])tree.Left.Clone();
        for (int node = 0; node < left.Length; node++)
        {
            int f = tree.Feature[node];
            if (f < 0 || snap[f] is not { } to || CutOf(left[node], features[f]) is not (> 0 and int cut)) continue;
            BinSet below = BinSet.FirstBins(to[cut]), values = BinSet.FirstBins(features[f].ValueBins);
            BinSet side = left[node].Contains(0) ? below : values.Without(below);
            left[node] = features[f].HasMissingBin && left[node].Contains(features[f].AbsentBin) ? side.With(features[f].AbsentBin) : side;
        }

        return TreeEdit.Resplit(tree, left);
    }

    private static int[] CutUse(TreeEnsemble model, int feature)
    {
        var uses = new int[model.Schema.Features[feature].ValueBins];
        foreach (Tree tree in model.Trees)
            for (int node = 0; node < tree.NodeCount; node++)
                if (tree.Feature[node] == feature && CutOf(tree.Left[node], model.Schema.Features[feature]) is > 0 and int cut) uses[cut]++;
        return uses;
    }

    // [cut] the cut it snaps to, or null when there are few enough.
    private static int[]? SnapOf(TreeEnsemble model, BinnedDataset data, int feature, int cuts)
    {
        int[] uses = CutUse(model, feature);
        int[] used = [.. Enumerable.Range(0, uses.Length).Where(cut => uses[cut] > 0)];
        if (used.Length <= cuts) return null;
        double[] below = SharesBelow(data.Columns[feature], uses.Length);
        double[] centres = LineClusters.Centres([.. used.Select(cut => (float)below[cut])], [.. used.Select(cut => (float)uses[cut])], cuts);
        int[] stands = [.. centres.Select(centre => used.MinBy(cut => Math.Abs(below[cut] - centre)))];
        var snap = new int[uses.Length];
        foreach (int cut in used)
        {
            int nearest = 0;
            for (int c = 1; c < centres.Length; c++)
                if (Math.Abs(below[cut] - centres[c]) < Math.Abs(below[cut] - centres[nearest])) nearest = c;
            snap[cut] = stands[nearest];
        }

        return snap;
    }

    // [cut]: share of the rows in bins below it.
    private static double[] SharesBelow(byte[] column, int bins)
    {
        var below = new double[bins];
        foreach (byte bin in column)
            if (bin + 1 < bins) below[bin + 1]++;
        for (int cut = 1; cut < bins; cut++) below[cut] += below[cut - 1];
        for (int cut = 0; cut < bins; cut++) below[cut] /= Math.Max(1, column.Length);
        return below;
    }
}
