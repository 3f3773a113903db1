using Endcap.Compression.Models;
using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>
/// Writes a tree as nodes with a threshold each. A split on an arbitrary set of bins becomes a chain of threshold
/// tests; "always" jumps are tests against threshold 0, which no bin is below.
/// </summary>
public sealed class TreeEncoder
{
    private readonly List<BlobNode> _nodes = [];
    private readonly Func<int, int> _numberOf;
    private readonly Func<int, int> _binsOf;
    private readonly Tree _tree;
    private readonly double _step;
    private double _unit;
    private long _centre;

    private TreeEncoder(Tree tree, double step, Func<int, int> numberOf, Func<int, int> binsOf)
    {
        _tree = tree;
        _step = step;
        _numberOf = numberOf;
        _binsOf = binsOf;
    }

    /// <summary>Encodes a tree; null when its leaves do not fit 8 bits and the largest shift, or a jump 16 bits.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="product">The product that it belongs to, or −1.</param>
    /// <param name="step">Value of an integer step.</param>
    /// <param name="numberOf">A feature's number in the blob.</param>
    /// <param name="binsOf">A feature's number of bins.</param>
    /// <param name="centre">Receives the steps to add to the base score.</param>
    /// <param name="error">Receives the largest rounding error of a leaf.</param>
    public static BlobTree? Encode(Tree tree, int product, double step, Func<int, int> numberOf, Func<int, int> binsOf,
        out long centre, out double error)
    {
        var encoder = new TreeEncoder(tree, step, numberOf, binsOf);
        int shift = encoder.ChooseScale();
        centre = encoder._centre;
        error = encoder._unit / 2;
        if (shift > BlobLayout.MaxTreeShift) return null;
        encoder.Emit(0);
        return encoder._nodes.Count > ushort.MaxValue ? null : new BlobTree(product, shift, [.. encoder._nodes]);
    }

    private int ChooseScale()
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int n = 0; n < _tree.NodeCount; n++)
        {
            if (_tree.Feature[n] >= 0) continue;
            low = Math.Min(low, _tree.Value[n]);
            high = Math.Max(high, _tree.Value[n]);
        }

        _centre = (long)Math.Round((low + high) / 2 / _step);
        int shift = 0;
        while (Math.Max(high - _centre * _step, _centre * _step - low) > 127.499 * _step * (1 << shift) && shift <= BlobLayout.MaxTreeShift) shift++;
        _unit = _step * (1 << shift);
        return shift;
    }

    private void Emit(int node)
    {
        int feature = _tree.Feature[node];
        if (feature < 0)
        {
            int value = (int)Math.Clamp(Math.Round((_tree.Value[node] - _centre * _step) / _unit), -128, 127);
            _nodes.Add(new BlobNode(-1, value, 0));
            return;
        }

        BinSet left = _tree.Left[node];
        int number = _numberOf(feature);
        List<int> changes = left.Changes(_binsOf(feature));
        bool firstGoesLeft = left.Contains(0);
        int child = firstGoesLeft ? node + 1 : _tree.Right[node];
        int other = firstGoesLeft ? _tree.Right[node] : node + 1;
        if (changes.Count == 0) Emit(child);
        else if (changes.Count == 1) EmitTest(number, changes[0], child, other);
        else EmitChain(number, changes, child, other);
    }

    private void EmitTest(int number, int threshold, int below, int above)
    {
        int at = _nodes.Count;
        _nodes.Add(default);
        Emit(below);
        _nodes[at] = new BlobNode(number, threshold, _nodes.Count - at);
        Emit(above);
    }

    // test b1 → jump to "even" subtree; test b2 → jump to "odd" …; the last interval jumps too. Then both subtrees.
    private void EmitChain(int number, List<int> changes, int even, int odd)
    {
        List<int> toEven = [], toOdd = [];
        for (int i = 0; i < changes.Count; i++)
        {
            _nodes.Add(new BlobNode(number, changes[i], 2));
            (i % 2 == 0 ? toEven : toOdd).Add(_nodes.Count);
            _nodes.Add(new BlobNode(number, 0, 0));
        }

        (changes.Count % 2 == 0 ? toEven : toOdd).Add(_nodes.Count);
        _nodes.Add(new BlobNode(number, 0, 0));
        Land(toEven);
        Emit(even);
        Land(toOdd);
        Emit(odd);
    }

    private void Land(List<int> jumps)
    {
        foreach (int at in jumps) _nodes[at] = _nodes[at] with { Jump = _nodes.Count - at };
    }
}
