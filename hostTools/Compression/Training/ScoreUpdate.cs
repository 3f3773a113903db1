using Endcap.Compression.Datasets;
using Endcap.Compression.Models;

namespace Endcap.Compression.Training;

/// <summary>Adds a new tree to the scores of all rows.</summary>
internal sealed class ScoreUpdate(WorkSharing work)
{
    private const int ChunkRows = 4096;

    /// <summary>Adds each leaf's value to the rows that ended there: no walk needed for the rows grown on.</summary>
    public void AddLeaves(GrowingNode root, RowPartition rows, double[] scores, Func<GrowingNode, double> leafValue)
    {
        var leaves = new List<GrowingNode>();
        CollectLeaves(root, leaves);
        work.For(leaves.Count, root.RowCount, i =>
        {
            double value = leafValue(leaves[i]);
            foreach (int row in rows.Order.AsSpan(leaves[i].Begin, leaves[i].RowCount)) scores[row] += value;
        });
    }

    /// <summary>Walks the tree for every row, or for those outside <paramref name="done"/>.</summary>
    public void AddByWalking(Tree tree, BinnedDataset data, double[] scores, bool[]? done = null)
    {
        byte[][] columns = data.Columns;
        work.For((data.RowCount + ChunkRows - 1) / ChunkRows, 10L * data.RowCount, chunk =>
        {
            int end = Math.Min((chunk + 1) * ChunkRows, data.RowCount);
            for (int row = chunk * ChunkRows; row < end; row++)
            {
                if (done is not null && done[row]) continue;
                int node = 0;
                for (int f; (f = tree.Feature[node]) >= 0;) node = tree.Left[node].Contains(columns[f][row]) ? node + 1 : tree.Right[node];
                scores[row] += tree.Value[node];
            }
        });
    }

    private static void CollectLeaves(GrowingNode node, List<GrowingNode> leaves)
    {
        if (node.LeftChild is null)
        {
            leaves.Add(node);
            return;
        }

        CollectLeaves(node.LeftChild, leaves);
        CollectLeaves(node.RightChild!, leaves);
    }
}
