using Endcap.Compression.Models;

namespace Endcap.Fixtures;

/// <summary>
/// An ensemble as the arrays that <see cref="PreorderWalk"/> reads. A split on a set of bins that is no range from bin 0
/// (categories, missing values) becomes a split on a flag of its own, worked out before the walk at no cost: in the walk's favour.
/// </summary>
public sealed class WalkTables
{
    private readonly int _features;
    private readonly List<(short Feature, BinSet Left)> _flags = [];

    /// <summary>Converts an ensemble. <paramref name="scale"/>: leaf units per score, so that leaves fit int16.</summary>
    /// <exception cref="ArgumentException">More nodes than a ushort reaches, or more than 254 features and flags.</exception>
    public WalkTables(TreeEnsemble ensemble, double scale)
    {
        _features = ensemble.Schema.Features.Count;
        int count = ensemble.NodeCount;
        if (count > 1 << 15) throw new ArgumentException($"{count} nodes; the walks take at most 32,768", nameof(ensemble));
        (Feature, Threshold, Right, Leaf) = (new byte[count], new byte[count], new ushort[count], new short[count]);
        TreeStart = new int[ensemble.Trees.Count];
        int start = 0;
        for (int t = 0; t < TreeStart.Length; t++)
        {
            TreeStart[t] = start;
            AddTree(ensemble.Trees[t], start, scale);
            start += ensemble.Trees[t].NodeCount;
        }

        if (Columns > PreorderWalk.Leaf) throw new ArgumentException($"{Columns} features and flags; at most 254", nameof(ensemble));
    }

    /// <summary>[node]: column of the inputs, or <see cref="PreorderWalk.Leaf"/>.</summary>
    public byte[] Feature { get; }

    /// <summary>[node]: a bin up to this one goes left.</summary>
    public byte[] Threshold { get; }

    /// <summary>[node]: index of the right child.</summary>
    public ushort[] Right { get; }

    /// <summary>[node]: value of a leaf.</summary>
    public short[] Leaf { get; }

    /// <summary>[tree]: index of its root.</summary>
    public int[] TreeStart { get; }

    /// <summary>Number of input columns: features, then flags.</summary>
    public int Columns => _features + _flags.Count;

    /// <summary>The walk's inputs for some rows of bins. <paramref name="rows"/>: [product][feature].</summary>
    /// <returns>[product × columns + column].</returns>
    public byte[] Inputs(IReadOnlyList<byte[]> rows)
    {
        var inputs = new byte[rows.Count * Columns];
        for (int r = 0; r < rows.Count; r++)
        {
            rows[r].AsSpan(0, _features).CopyTo(inputs.AsSpan(r * Columns));
            for (int f = 0; f < _flags.Count; f++)
                inputs[r * Columns + _features + f] = (byte)(_flags[f].Left.Contains(rows[r][_flags[f].Feature]) ? 0 : 1);
        }

        return inputs;
    }

    private void AddTree(Tree tree, int start, double scale)
    {
        for (int n = 0; n < tree.NodeCount; n++)
        {
            int node = start + n;
            if (tree.Feature[n] == Tree.Leaf)
            {
                Feature[node] = PreorderWalk.Leaf;
                Leaf[node] = (short)Math.Clamp(Math.Round(tree.Value[n] * scale), short.MinValue, short.MaxValue);
                continue;
            }

            int bins = LeadingBins(tree.Left[n]);
            bool isRange = bins > 0 && tree.Left[n] == BinSet.FirstBins(bins);
            Feature[node] = (byte)(isRange ? tree.Feature[n] : FlagColumn(tree.Feature[n], tree.Left[n]));
            Threshold[node] = (byte)(isRange ? bins - 1 : 0);
            Right[node] = (ushort)(start + tree.Right[n]);
        }
    }

    private int FlagColumn(short feature, BinSet left)
    {
        int flag = _flags.IndexOf((feature, left));
        if (flag < 0)
        {
            flag = _flags.Count;
            _flags.Add((feature, left));
        }

        return _features + flag;
    }

    private static int LeadingBins(BinSet set)
    {
        int bins = 0;
        while (bins < 256 && set.Contains(bins)) bins++;
        return bins;
    }
}
