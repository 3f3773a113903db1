using Endcap.Compression.Pruning;
using Endcap.Compression.Search;

namespace Endcap.Tests.HostTools.Compression.Search;

[TestClass]
public sealed class CompressionStepTests
{
    [TestMethod]
    public void Reads_What_It_Writes()
    {
        CompressionStep step = CompressionStep.Parse("  prune unit=subtrees  saliency=secondorder keep=0.25 features=3,1");
        Assert.AreEqual("prune unit=subtrees saliency=secondorder keep=0.25 features=3,1", step.Text);
        Assert.AreEqual(step.Text, CompressionStep.Parse(step.Text).Text);
        Assert.AreEqual((PruneUnit.Subtrees, TreeSaliency.SecondOrder), (step.Word<PruneUnit>("unit"), step.Word<TreeSaliency>("saliency")));
        Assert.AreEqual(0.25, step.Number("keep", 0, 1));
        CollectionAssert.AreEqual(new[] { 3, 1 }, step.Wholes("features", 4));
    }

    [TestMethod]
    public void Says_What_Is_Wrong()
    {
        UserErrors.Expect("E280", () => CompressionStep.Parse(" "), "empty");
        UserErrors.Expect("E280", () => CompressionStep.Parse("share 4"), "\"4\" is not name=value");
        CompressionStep step = CompressionStep.Parse("prune keep=2 cuts=1.5 unit=twigs features=0,9");
        UserErrors.Expect("E280", () => step.Number("keep", 0, 1), "from 0 to 1, not \"2\"");
        UserErrors.Expect("E280", () => step.Whole("cuts", 1, 9), "whole number");
        UserErrors.Expect("E280", () => step.Whole("sweeps", 1, 9), "sweeps= is missing");
        UserErrors.Expect("E280", () => step.Word<PruneUnit>("unit"), "leaves, subtrees, trees");
        UserErrors.Expect("E280", () => step.Wholes("features", 9), "0 to 8");
    }
}
