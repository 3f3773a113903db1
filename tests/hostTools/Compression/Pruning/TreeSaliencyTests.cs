using Endcap.Compression.Pruning;

namespace Endcap.Tests.HostTools.Compression.Pruning;

[TestClass]
public sealed class TreeSaliencyTests
{
    // Two leaves: 3 rows at value 1, 1 row at value 5.
    private static readonly LeafSum[] Leaves = [new(3, -2, 3, 1), new(1, 4, 1, 5)];

    [TestMethod]
    public void Magnitude_Gradient_And_Activation_As_Worked_By_Hand()
    {
        // mean (3·1 + 1·5) / 4 = 2
        Assert.AreEqual((3 * 1.0 + 1 * 3, 2.0), TreeSaliencies.Collapse(TreeSaliency.Magnitude, Leaves, 1));
        Assert.AreEqual((2 * 1.0 + 4 * 3, 2.0), TreeSaliencies.Collapse(TreeSaliency.Gradient, Leaves, 1));
        Assert.AreEqual((1.0, 2.0), TreeSaliencies.Collapse(TreeSaliency.Activation, Leaves, 1));
    }

    [TestMethod]
    public void SecondOrder_As_Worked_By_Hand()
    {
        // A = 3·1 + 2 = 5 and 1·5 − 4 = 1; λ = 1: ½ (25/4 + 1/2 − 36/5) = −0.225; value (3·1 + 1·5) / 4
        (double cost, double value) = TreeSaliencies.Collapse(TreeSaliency.SecondOrder, Leaves, 1);
        Assert.AreEqual(-0.225, cost, 1e-12);
        Assert.AreEqual(2, value, 1e-12);
    }

    [TestMethod]
    public void SecondOrder_Is_The_Loss_Between_Best_Leaves_And_The_Best_Single_Leaf()
    {
        // Squared error of the labels behind the leaves, found by trying: G = Σ (value − label), H = rows.
        double[][] labels = [[0, 2, 3], [1]];
        LeafSum[] leaves = [new(3, 3 * 1 - 5, 3, 1), new(1, 5 - 1, 1, 5)];
        double apart = labels.Sum(part => Least(part)), joined = Least([.. labels.SelectMany(part => part)]);
        (double cost, _) = TreeSaliencies.Collapse(TreeSaliency.SecondOrder, leaves, 0);
        Assert.AreEqual(joined - apart, cost, 1e-6);

        // Control: without the gradient the criterion would misjudge it.
        (double blind, _) = TreeSaliencies.Collapse(TreeSaliency.SecondOrder, [.. leaves.Select(leaf => leaf with { Gradient = 0 })], 0);
        Assert.IsGreaterThan(0.1, Math.Abs(blind - (joined - apart)));
    }

    [TestMethod]
    public void A_Moved_Leaf_Keeps_Its_Pull()
    {
        LeafSum leaf = new(3, -2, 3, 1);
        Assert.AreEqual(leaf.Pull, leaf.At(7).Pull, 1e-12);
        Assert.AreNotEqual(leaf.Pull, (leaf with { Value = 7 }).Pull);
    }

    private static double Least(double[] labels) =>
        Enumerable.Range(0, 4001).Min(step => labels.Sum(label => (step / 1000.0 - label) * (step / 1000.0 - label) / 2));
}
