using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Importing;

/// <summary>
/// Turns a teacher's trees into trees over bins. Splits that the path has already decided are left out, so a tree tests no more
/// features than it must.
/// </summary>
/// <param name="teacher">The teacher.</param>
/// <param name="features">[input]: the feature's number in the schema and its bins, or null where nothing depends on it.</param>
internal sealed class TreeBinner(TreeTeacher teacher, (short Number, FeatureBinning Binning)?[] features)
{
    private readonly BinSet[] _reaching = [.. features.Select(feature =>
        feature is { } known ? BinSet.FirstBins(known.Binning.Acts.Length) : BinSet.Empty)];

    private readonly List<short> _feature = [];
    private readonly List<BinSet> _left = [];
    private readonly List<int> _right = [];
    private readonly List<double> _value = [];

    /// <summary>One tree.</summary>
    public Tree Run(DecisionTree tree, Func<int, double> leafValue)
    {
        _feature.Clear();
        _left.Clear();
        _right.Clear();
        _value.Clear();
        Visit(tree, 0, leafValue);
        return new Tree([.. _feature], [.. _left], [.. _right], [.. _value]);
    }

    private void Visit(DecisionTree tree, int node, Func<int, double> leafValue)
    {
        int input = tree.Feature[node];
        if (input < 0)
        {
            Add(Tree.Leaf, BinSet.Empty, leafValue(node));
            return;
        }

        if (features[input] is not { } feature)
        {
            // The same way for every value; NaN is one of them.
            Visit(tree, Holds(tree, node, double.NaN) ? tree.Yes[node] : tree.No[node], leafValue);
            return;
        }

        BinSet here = _reaching[input], yes = here.And(YesBins(tree, node, feature.Binning.Acts)), no = here.Without(yes);
        if (yes.IsEmpty || no.IsEmpty)
        {
            Visit(tree, no.IsEmpty ? tree.Yes[node] : tree.No[node], leafValue);
            return;
        }

        int split = Add(feature.Number, yes, 0);
        _reaching[input] = yes;
        Visit(tree, tree.Yes[node], leafValue);
        _right[split] = _feature.Count;
        _reaching[input] = no;
        Visit(tree, tree.No[node], leafValue);
        _reaching[input] = here;
    }

    private int Add(short feature, BinSet left, double value)
    {
        _feature.Add(feature);
        _left.Add(left);
        _right.Add(0);
        _value.Add(value);
        return _feature.Count - 1;
    }

    private BinSet YesBins(DecisionTree tree, int node, double[] acts)
    {
        BinSet bins = BinSet.Empty;
        for (int bin = 0; bin < acts.Length; bin++)
            if (Holds(tree, node, acts[bin])) bins = bins.With(bin);
        return bins;
    }

    private bool Holds(DecisionTree tree, int node, double value) =>
        tree.Holds(node, teacher.SinglePrecisionInputs ? (float)value : value, teacher.NegativeCategoryIsUnknown);
}
