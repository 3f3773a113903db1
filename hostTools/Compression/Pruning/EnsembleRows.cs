using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Training;

namespace Endcap.Compression.Pruning;

/// <summary>
/// An ensemble on the rows it is refitted on: scores, derivatives of its training objective, and which leaf each row reaches.
/// Sums run in row order, so results do not depend on threads.
/// </summary>
internal sealed class EnsembleRows
{
    private readonly BinnedDataset _data;
    private readonly Loss _loss;

    public EnsembleRows(TreeEnsemble model, BinnedDataset data, CancellationToken cancellation = default)
    {
        _data = data;
        _loss = Loss.Create(data, ObjectiveNames.Parse(model.Objective));
        Scores = ModelScores.Of(model, data, null, cancellation);
        Gradient = new double[data.RowCount];
        Hessian = new double[data.RowCount];
        Derive();
    }

    /// <summary>[row]: raw scores; whoever changes a leaf changes these too, by <see cref="Move"/>.</summary>
    public double[] Scores { get; }

    /// <summary>[row]: first derivatives as of the last <see cref="Derive"/>.</summary>
    public double[] Gradient { get; }

    /// <summary>[row]: second derivatives, or an upper bound of them.</summary>
    public double[] Hessian { get; }

    /// <summary>Computes the derivatives at today's scores.</summary>
    public void Derive() => Parallel.For(0, _loss.ChunkCount, chunk => _loss.Compute(chunk, Scores, Gradient, Hessian));

    /// <summary>[row]: the node number of the leaf reached.</summary>
    public int[] LeavesOf(Tree tree)
    {
        var leaves = new int[_data.RowCount];
        byte[][] columns = _data.Columns;
        for (int row = 0; row < leaves.Length; row++)
        {
            int node = 0;
            for (int f; (f = tree.Feature[node]) >= 0;) node = tree.Left[node].Contains(columns[f][row]) ? node + 1 : tree.Right[node];
            leaves[row] = node;
        }

        return leaves;
    }

    /// <summary>[node]: what the rows say of a leaf; splits have zeros.</summary>
    public LeafSum[] SumsOf(Tree tree, int[] leaves)
    {
        int nodes = tree.NodeCount;
        double[] rows = new double[nodes], gradient = new double[nodes], hessian = new double[nodes];
        for (int row = 0; row < leaves.Length; row++)
        {
            int leaf = leaves[row];
            rows[leaf]++;
            gradient[leaf] += Gradient[row];
            hessian[leaf] += Hessian[row];
        }

        return [.. Enumerable.Range(0, nodes).Select(n => new LeafSum(rows[n], gradient[n], hessian[n], tree.Value[n]))];
    }

    /// <summary>[node] sums of every tree at today's scores.</summary>
    public LeafSum[][] AllSums(IReadOnlyList<Tree> trees, CancellationToken cancellation)
    {
        var sums = new LeafSum[trees.Count][];
        Parallel.For(0, sums.Length, new ParallelOptions { CancellationToken = cancellation },
            t => sums[t] = SumsOf(trees[t], LeavesOf(trees[t])));
        return sums;
    }

    /// <summary>Adds to the scores of the rows of each leaf. <paramref name="change"/>: [node].</summary>
    public void Move(int[] leaves, double[] change)
    {
        for (int row = 0; row < leaves.Length; row++) Scores[row] += change[leaves[row]];
    }
}
