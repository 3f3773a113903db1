using System.Numerics;
using Endcap.Compression.Models;

namespace Endcap.Compression.Specialisation;

/// <summary>
/// Partial evaluation: fixes a product's item features and sums every leaf into the table of the (at most two)
/// run-time features that decide whether it is reached. Exact: a leaf adds its value exactly when its path's
/// conditions hold, and each condition is a set of bins. Reusable, not thread-safe.
/// </summary>
public sealed class Collapse
{
    private readonly TreeEnsemble _model;
    private readonly RuntimeFeatures _features;
    private readonly int[] _fullMask;
    private readonly int[] _slotOfKey;
    private readonly bool[] _alwaysFits;
    private readonly List<PairTable> _tables = [];
    private byte[] _itemBins = [];
    private double _constant;

    /// <summary>Prepares for an ensemble.</summary>
    public Collapse(TreeEnsemble model, RuntimeFeatures features)
    {
        _model = model;
        _features = features;
        _fullMask = [.. features.Radix.Select(radix => (1 << radix) - 1)];
        _alwaysFits = [.. model.Trees.Select(tree => !PathCheck.NeedsThree(tree, features.NumberOf))];
        _slotOfKey = new int[(features.Radix.Length + 1) * (features.Radix.Length + 1)];
    }

    /// <summary>Collapses the ensemble for one product.</summary>
    /// <param name="itemBins">[schema feature]: bins of the item features; other entries are not read.</param>
    /// <param name="skip">[tree]: trees to leave out (they go into the blob whole), or null.</param>
    public CollapsedProduct Run(byte[] itemBins, bool[]? skip = null)
    {
        _itemBins = itemBins;
        _constant = _model.BaseScore;
        _tables.Clear();
        Array.Fill(_slotOfKey, -1);
        List<Tree> residual = [];
        for (int t = 0; t < _model.Trees.Count; t++)
        {
            if (skip is not null && skip[t]) continue;
            Tree tree = _model.Trees[t];
            if (_alwaysFits[t])
            {
                Add(tree, 0, -1, 0, -1, 0);
                continue;
            }

            Tree own = SpecialisedTree.Of(tree, itemBins, _features);
            if (PathCheck.NeedsThree(own, null)) residual.Add(own);
            else Add(tree, 0, -1, 0, -1, 0);
        }

        return new CollapsedProduct(_constant, [.. _tables], residual);
    }

    private int ItemChild(Tree tree, int node, int feature) =>
        tree.Left[node].Contains(_itemBins[feature]) ? node + 1 : tree.Right[node];

    // first, second: run-time features met on the path; masks: their bins that still reach this node.
    private void Add(Tree tree, int node, int first, int firstMask, int second, int secondMask)
    {
        int feature = tree.Feature[node];
        if (feature < 0)
        {
            AddLeaf(tree.Value[node], first, firstMask, second, secondMask);
            return;
        }

        int number = _features.NumberOf[feature];
        if (number < 0)
        {
            Add(tree, ItemChild(tree, node, feature), first, firstMask, second, secondMask);
            return;
        }

        int mask = number == first ? firstMask : number == second ? secondMask : _fullMask[number];
        int left = mask & tree.Left[node].LowNibbleMask;
        int right = mask & ~left;
        if (left != 0) AddChild(tree, node + 1, number, left, mask, first, firstMask, second, secondMask);
        if (right != 0) AddChild(tree, tree.Right[node], number, right, mask, first, firstMask, second, secondMask);
    }

    private void AddChild(Tree tree, int child, int number, int part, int mask, int first, int firstMask, int second, int secondMask)
    {
        // A split that all remaining bins pass is no condition.
        if (part == mask) Add(tree, child, first, firstMask, second, secondMask);
        else if (number == first || first < 0) Add(tree, child, number, part, second, secondMask);
        else Add(tree, child, first, firstMask, number, part);
    }

    private void AddLeaf(double value, int first, int firstMask, int second, int secondMask)
    {
        if (first < 0)
        {
            _constant += value;
            return;
        }

        if (second >= 0 && !_features.InOrder(first, second))
            (first, firstMask, second, secondMask) = (second, secondMask, first, firstMask);
        PairTable table = TableOf(first, second);
        double[] cells = table.Cells;
        if (second < 0) secondMask = 1;
        for (int rows = firstMask; rows != 0; rows &= rows - 1)
        {
            int row = BitOperations.TrailingZeroCount(rows) * table.Columns;
            for (int columns = secondMask; columns != 0; columns &= columns - 1)
                cells[row + BitOperations.TrailingZeroCount(columns)] += value;
        }
    }

    private PairTable TableOf(int first, int second)
    {
        int key = (first + 1) * (_features.Radix.Length + 1) + second + 1;
        int slot = _slotOfKey[key];
        if (slot >= 0) return _tables[slot];
        int rows = _features.Radix[first];
        int columns = second < 0 ? 1 : _features.Radix[second];
        var table = new PairTable(first, second, rows, columns, new double[rows * columns]);
        _slotOfKey[key] = _tables.Count;
        _tables.Add(table);
        return table;
    }
}
