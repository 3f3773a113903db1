namespace Endcap.Fixtures;

/// <summary>The arrays of <see cref="PackedWalk"/> and <see cref="UnrolledWalk"/>, made from those of <see cref="PreorderWalk"/>.</summary>
public static class WalkVariants
{
    /// <summary>One int per node, for <see cref="PackedWalk"/>.</summary>
    public static int[] Pack(WalkTables tables)
    {
        var nodes = new int[tables.Feature.Length];
        for (int n = 0; n < nodes.Length; n++)
        {
            nodes[n] = tables.Feature[n] == PreorderWalk.Leaf
                ? tables.Leaf[n] - PackedWalk.LeafBias
                : tables.Right[n] << 16 | tables.Threshold[n] << 8 | tables.Feature[n];
        }

        return nodes;
    }

    /// <summary>Complete trees of depth 5, for <see cref="UnrolledWalk"/>; null when a tree is deeper.</summary>
    public static int[]? Complete(WalkTables tables)
    {
        var nodes = new int[tables.TreeStart.Length * UnrolledWalk.NodesPerTree];
        for (int t = 0; t < tables.TreeStart.Length; t++)
        {
            if (!Place(tables, tables.TreeStart[t], nodes.AsSpan(t * UnrolledWalk.NodesPerTree, UnrolledWalk.NodesPerTree), 0)) return null;
        }

        return nodes;
    }

    // A leaf above the last level is repeated below both sides of a split that changes nothing.
    private static bool Place(WalkTables tables, int node, Span<int> complete, int at)
    {
        bool isLeaf = tables.Feature[node] == PreorderWalk.Leaf;
        if (2 * at + 2 >= complete.Length)
        {
            complete[at] = tables.Leaf[node];
            return isLeaf;
        }

        complete[at] = isLeaf ? 0 : tables.Threshold[node] << 8 | tables.Feature[node];
        return Place(tables, isLeaf ? node : node + 1, complete, 2 * at + 1)
            && Place(tables, isLeaf ? node : tables.Right[node], complete, 2 * at + 2);
    }
}
