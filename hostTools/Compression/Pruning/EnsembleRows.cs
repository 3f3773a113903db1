using System.Collections.Concurrent;
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
    // Leaf numbers kept at most, 4 bytes each; beyond, trees are walked each time.
    private const long MostKept = 1 << 26;

    private readonly BinnedDataset _data;
    private readonly Loss _loss;
    private readonly IReadOnlyList<Tree> _trees;
    private readonly int[]?[] _leaves; // [tree][row]

    public EnsembleRows(TreeEnsemble model, BinnedDataset data, CancellationToken cancellation = default)
    {
        _data = data;
        _loss = Loss.Create(data, ObjectiveNames.Parse(model.Objective));
        _trees = model.Trees;
        _leaves = new int[_trees.Count][];
        bool keep = (long)_trees.Count * data.RowCount <= MostKept;
        if (keep) ForEachTree(t => _leaves[t] = Walk(_trees[t]), cancellation);
        Scores = keep ? ScoresOfLeaves(model.BaseScore) : ModelScores.Of(model, data, null, cancellation);
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
    public int[] LeavesOf(int tree) => _leaves[tree] ?? Walk(_trees[tree]);

    /// <summary>[node]: what the rows say of a leaf; splits have zeros.</summary>
    public LeafSum[] SumsOf(int number, int[] leaves)
    {
        Tree tree = _trees[number];
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

    /// <summary>[tree][node]: sums of every tree at today's scores.</summary>
    public LeafSum[][] AllSums(CancellationToken cancellation)
    {
        var sums = new LeafSum[_trees.Count][];
        ForEachTree(t => sums[t] = SumsOf(t, LeavesOf(t)), cancellation);
        return sums;
    }

    /// <summary>Adds to the scores of the rows of each leaf. <paramref name="change"/>: [node].</summary>
    public void Move(int[] leaves, double[] change)
    {
        for (int row = 0; row < leaves.Length; row++) Scores[row] += change[leaves[row]];
    }

    private void ForEachTree(Action<int> run, CancellationToken cancellation) =>
        Parallel.For(0, _trees.Count, new ParallelOptions { CancellationToken = cancellation }, run);

    // As the ensemble adds them up: in the order of the trees.
    private double[] ScoresOfLeaves(double baseScore)
    {
        var scores = new double[_data.RowCount];
        Parallel.ForEach(Partitioner.Create(0, scores.Length + 1), range =>
        {
            int end = Math.Min(range.Item2, scores.Length);
            scores.AsSpan(range.Item1, end - range.Item1).Fill(baseScore);
            for (int t = 0; t < _trees.Count; t++)
                for (int row = range.Item1; row < end; row++) scores[row] += _trees[t].Value[_leaves[t]![row]];
        });
        return scores;
    }

    private int[] Walk(Tree tree)
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
}
