using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Importing;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Tests.HostTools.Compression.Models.Importing;

/// <summary>Tree teachers with every kind of split, from a seed. All leaves of a teacher have different values.</summary>
internal static class RandomTeacher
{
    // What comparisons go wrong on; infinite and largest numbers only where rounding to float32 gives them an edge.
    private static readonly double[] Odd = [0, -0.0, 1e-35f, -1e-35f, float.Epsilon, 1, 1 / 3f, 0.1f, -1, 3, 16777216, float.NaN];
    private static readonly double[] OddSingle = [float.MaxValue, -float.MaxValue, float.PositiveInfinity, float.NegativeInfinity];

    public static TreeTeacher Make(Random random, int inputs = 4, bool? float32Inputs = null)
    {
        bool float32 = float32Inputs ?? random.Next(2) == 0;
        int leaves = 0;
        DecisionTree[] trees = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => MakeTree(random, inputs, float32, ref leaves))];
        return Of(trees, inputs, float32, random.Next(2) == 0);
    }

    public static TreeTeacher Of(DecisionTree[] trees, int inputs, bool float32, bool negativeIsUnknown) => new()
    {
        Origin = new TeacherOrigin("Test", "1", "trees"),
        Task = TeacherTask.Regression,
        Inputs = [.. Enumerable.Range(0, inputs).Select(i => new TeacherInput($"x{i}"))],
        RawNames = ["raw"],
        OutputNames = ["prediction"],
        Trees = trees,
        Target = new int[trees.Length],
        Start = [0.5],
        SinglePrecisionInputs = float32,
        SinglePrecision = float32,
        NegativeCategoryIsUnknown = negativeIsUnknown,
        Transform = new IdentityTransform(),
        Objective = "test",
    };

    /// <summary>Values on, beside and far from every threshold of an input; missing and infinite ones.</summary>
    public static double[] Values(TreeTeacher teacher, int input)
    {
        List<double> values = [double.NaN, 0, -0.0, double.PositiveInfinity, double.NegativeInfinity, -1, -0.5, 0.5, 2.5, 1e9, -1e9, 5e-36, 2e-35];
        foreach (DecisionTree tree in teacher.Trees)
        {
            for (int node = 0; node < tree.NodeCount; node++)
            {
                if (tree.Feature[node] != input) continue;
                double at = tree.Threshold[node];
                values.AddRange([at, Math.BitIncrement(at), Math.BitDecrement(at), MathF.BitIncrement((float)at), MathF.BitDecrement((float)at)]);
                // Half way to the neighbouring floats, where rounding turns.
                foreach (float side in (float[])[MathF.BitIncrement((float)at), MathF.BitDecrement((float)at)])
                {
                    double middle = ((double)(float)at + side) / 2;
                    values.AddRange([middle, Math.BitIncrement(middle), Math.BitDecrement(middle)]);
                }

                for (int code = 0; tree.Test[node] is NodeTest.InCategories or NodeTest.Member && code < 70; code++) values.AddRange([code, code + 0.5]);
            }
        }

        return [.. values];
    }

    public static ImportColumn[] ItemColumns(TreeTeacher teacher, FeatureScope scope = FeatureScope.Item) =>
        [.. teacher.Inputs.Select((input, i) => new ImportColumn(i, input.Name!, scope, FeatureKind.Numeric))];

    private static DecisionTree MakeTree(Random random, int inputs, bool float32, ref int leaves)
    {
        int splits = random.Next(0, 12), count = 2 * splits + 1;
        var tree = new DecisionTree
        {
            Feature = new int[count],
            Test = new NodeTest[count],
            Threshold = new double[count],
            Missing = new MissingRule[count],
            Yes = new int[count],
            No = new int[count],
            Categories = new CategorySet?[count],
            Value = new double[count],
        };
        List<int> open = [0];
        for (int next = 1; open.Count > 0;)
        {
            int node = open[random.Next(open.Count)];
            open.Remove(node);
            if (next == count)
            {
                tree.Feature[node] = DecisionTree.Leaf;
                tree.Value[node] = ++leaves / 64.0;
                continue;
            }

            Split(random, tree, node, inputs, float32);
            (tree.Yes[node], tree.No[node]) = random.Next(2) == 0 ? (next, next + 1) : (next + 1, next);
            open.AddRange([next++, next++]);
        }

        return tree;
    }

    private static void Split(Random random, DecisionTree tree, int node, int inputs, bool float32)
    {
        tree.Feature[node] = random.Next(inputs);
        tree.Test[node] = (NodeTest)random.Next(8);
        tree.Missing[node] = (MissingRule)random.Next(5);
        double[] pool = float32 ? [.. Odd, .. OddSingle] : Odd;
        double threshold = random.Next(2) == 0 ? pool[random.Next(pool.Length)] : random.NextDouble() * 4 - 1;
        tree.Threshold[node] = float32 ? (float)threshold : threshold;
        if (tree.Test[node] is NodeTest.InCategories or NodeTest.Member)
            tree.Categories![node] = CategorySet.Of([.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(70))]);
    }
}
