using Endcap.Compression.Models;

namespace Endcap.Compression.Training.Linear;

/// <summary>A table of weights as a tree with a leaf for each run of equal weights: the same function, in the form that the shelf build takes.</summary>
internal sealed class TermTree
{
    private readonly List<short> _feature = [];
    private readonly List<BinSet> _left = [];
    private readonly List<int> _right = [];
    private readonly List<double> _value = [];

    /// <summary>The tree; null where every weight is 0.</summary>
    public static Tree? Of(LinearTerm term) => Of(term.First, term.Second, term.Columns, term.Weights);

    /// <summary>The tree of a table; null where every weight is 0.</summary>
    /// <param name="first">Feature number of the rows.</param>
    /// <param name="second">Feature number of the columns, or −1.</param>
    /// <param name="columns">Bins of the second feature, or 1.</param>
    /// <param name="weights">[row · columns + column]: weight.</param>
    public static Tree? Of(int first, int second, int columns, double[] weights)
    {
        if (!weights.AsSpan().ContainsAnyExcept(0.0)) return null;
        var tree = new TermTree();
        int[] rows = Runs(weights.Length / columns, row => !Row(row).SequenceEqual(Row(row - 1)));
        tree.Split(first, rows, 0, rows.Length - 1, row =>
        {
            int at = row * columns;
            int[] runs = Runs(columns, column => weights[at + column] != weights[at + column - 1]);
            tree.Split(second, runs, 0, runs.Length - 1, column => tree.Add(Tree.Leaf, BinSet.Empty, weights[at + column]));
        });
        return new Tree([.. tree._feature], [.. tree._left], [.. tree._right], [.. tree._value]);

        ReadOnlySpan<double> Row(int row) => weights.AsSpan(row * columns, columns);
    }

    // First bins of runs, and the number of bins.
    private static int[] Runs(int bins, Func<int, bool> begins) =>
        [0, .. Enumerable.Range(1, bins - 1).Where(begins), bins];

    // Halves the runs from..to (borders) until one is left.
    private void Split(int feature, int[] runs, int from, int to, Action<int> one)
    {
        if (to - from == 1)
        {
            one(runs[from]);
            return;
        }

        int middle = (from + to) / 2, node = _feature.Count;
        Add((short)feature, BinSet.FirstBins(runs[middle]), 0);
        Split(feature, runs, from, middle, one);
        _right[node] = _feature.Count;
        Split(feature, runs, middle, to, one);
    }

    private void Add(short feature, BinSet left, double value)
    {
        _feature.Add(feature);
        _left.Add(left);
        _right.Add(0);
        _value.Add(value);
    }
}
