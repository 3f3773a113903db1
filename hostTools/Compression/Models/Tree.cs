namespace Endcap.Compression.Models;

/// <summary>
/// One regression tree over bins, as parallel arrays in preorder: the left child of node n is n + 1.
/// </summary>
public sealed class Tree
{
    /// <summary>Marks a leaf in <see cref="Feature"/>.</summary>
    public const short Leaf = -1;

    /// <summary>Creates a tree; arrays of equal length, kept, not copied.</summary>
    public Tree(short[] feature, BinSet[] left, int[] right, double[] value)
    {
        Feature = feature;
        Left = left;
        Right = right;
        Value = value;
    }

    /// <summary>[node]: feature number of the schema, or <see cref="Leaf"/>.</summary>
    public short[] Feature { get; }

    /// <summary>[node]: the bins that go to the left child (node + 1); the others go right. Unused at leaves.</summary>
    public BinSet[] Left { get; }

    /// <summary>[node]: index of the right child. Unused at leaves.</summary>
    public int[] Right { get; }

    /// <summary>[node]: score of a leaf, shrinkage included. Unused at splits.</summary>
    public double[] Value { get; }

    /// <summary>Number of nodes, leaves included.</summary>
    public int NodeCount => Feature.Length;

    /// <summary>The leaf that a row of bins reaches. <paramref name="bins"/>: [feature].</summary>
    public int FindLeaf(ReadOnlySpan<byte> bins)
    {
        int node = 0;
        while (Feature[node] >= 0) node = Left[node].Contains(bins[Feature[node]]) ? node + 1 : Right[node];
        return node;
    }
}
