using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Importing;

/// <summary>One split of a teacher.</summary>
/// <param name="Tree">Its tree.</param>
/// <param name="Node">Its node.</param>
/// <param name="Step">How far it moves the score: difference of its children's mean leaves × the share 2^−depth that reaches it.</param>
internal readonly record struct TeacherSplit(DecisionTree Tree, int Node, double Step)
{
    /// <summary>The splits of one tree, by input.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="leafValue">A leaf's value.</param>
    /// <param name="into">[input]: gets the splits.</param>
    /// <returns>The longest path in splits.</returns>
    public static int Collect(DecisionTree tree, Func<int, double> leafValue, List<TeacherSplit>[] into)
    {
        List<(int Node, int Depth)> order = [(0, 0)]; // parents before children
        for (int i = 0; i < order.Count; i++)
        {
            (int node, int depth) = order[i];
            if (tree.Feature[node] < 0) continue;
            order.Add((tree.Yes[node], depth + 1));
            order.Add((tree.No[node], depth + 1));
        }

        double[] mean = new double[tree.NodeCount];
        int deepest = 0;
        for (int i = order.Count - 1; i >= 0; i--)
        {
            (int node, int depth) = order[i];
            deepest = Math.Max(deepest, depth);
            if (tree.Feature[node] < 0)
            {
                mean[node] = leafValue(node);
                continue;
            }

            (double yes, double no) = (mean[tree.Yes[node]], mean[tree.No[node]]);
            mean[node] = (yes + no) / 2;
            into[tree.Feature[node]].Add(new TeacherSplit(tree, node, Math.Abs(yes - no) * Math.ScaleB(1, -depth)));
        }

        return deepest;
    }
}
