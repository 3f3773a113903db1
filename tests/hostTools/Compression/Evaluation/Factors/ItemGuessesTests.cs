using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation.Factors;

namespace Endcap.Tests.HostTools.Compression.Evaluation.Factors;

[TestClass]
public class ItemGuessesTests
{
    [TestMethod]
    public void Metrics_By_Hand()
    {
        int[] order = [.. Enumerable.Range(0, 30)];
        // Ranks after leaving out the history: 2 (3 − 1), 10, 15 and none at all.
        HeldOutItem[] tests = [new([], [0], 2), new([], [], 9), new([], [0, 1], 16), new([], [], 40)];
        ItemGuesses guesses = ItemGuesses.Of(tests, 40, [order, order, order, order]);
        Assert.AreEqual(4, guesses.Tests);
        Assert.AreEqual(2 / 4.0, guesses.Recall10);
        Assert.AreEqual(3 / 4.0, guesses.Recall20);
        Assert.AreEqual(1 / Math.Log2(3) / 4, guesses.Ndcg5, 1e-12);
        Assert.AreEqual((1 / Math.Log2(3) + 1 / Math.Log2(11)) / 4, guesses.Ndcg10, 1e-12);
        Assert.AreEqual((1 / 2.0 + 1 / 10.0 + 1 / 15.0) / 4, guesses.Mrr, 1e-12);
        Assert.AreEqual(12 / 40.0, guesses.Coverage10); // 0 … 9 and, behind a history of two, 10 and 11
    }
}
