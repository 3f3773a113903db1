using Endcap.Compression.Models;
using Endcap.Compression.Training.Linear;

namespace Endcap.Tests.HostTools.Compression.Training.Linear;

[TestClass]
public sealed class TermTreeTests
{
    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(16, 1)]
    [DataRow(5, 3)]
    [DataRow(16, 256)]
    public void The_Tree_Is_The_Table(int rows, int columns)
    {
        var random = new Random(rows * columns);
        for (int run = 0; run < 20; run++)
        {
            // Few different weights, so that there are runs of equal ones.
            double[] weights = [.. Enumerable.Range(0, rows * columns).Select(_ => random.Next(-1, 2) * 0.1)];
            weights[^1] = 0.7;
            Tree tree = TermTree.Of(2, columns > 1 ? 0 : -1, columns, weights)!;
            for (int cell = 0; cell < weights.Length; cell++)
                Assert.AreEqual(weights[cell], tree.Value[tree.FindLeaf([(byte)(cell % columns), 0, (byte)(cell / columns)])]);
        }
    }

    [TestMethod]
    public void Equal_Neighbours_Share_A_Leaf_And_Zeros_Need_No_Tree()
    {
        Assert.AreEqual(5, TermTree.Of(0, -1, 1, [1, 1, 2, 2, 2, 1])!.NodeCount); // three runs, two splits
        Assert.AreEqual(5, TermTree.Of(0, 1, 2, [1, 1, 2, 3, 2, 3])!.NodeCount); // rows 1 and 2 are alike
        Assert.IsNull(TermTree.Of(0, -1, 1, [0, 0, 0]));
    }
}
