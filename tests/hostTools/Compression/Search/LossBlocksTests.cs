using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Search;

namespace Endcap.Tests.HostTools.Compression.Search;

/// <summary>How sure a loss is, against hand-worked numbers and a control by chance.</summary>
[TestClass]
public sealed class LossBlocksTests
{
    private static readonly QualityMetric Rmse = new("rmse", (scores, rows) => RegressionMetrics.Rmse(scores, rows.Labels), false);

    // 2, 4, 4, 6: mean 4, squares 4 + 0 + 0 + 4 = 8, / 3 / 4 = 2/3.
    [TestMethod]
    public void The_Standard_Error_Is_The_Textbooks()
    {
        Assert.AreEqual(Math.Sqrt(2.0 / 3), LossBlocks.StandardError([2, 4, 4, 6]), 1e-15);
        Assert.AreEqual(0, LossBlocks.StandardError([5, 5, 5]));
        Assert.AreEqual(0, LossBlocks.StandardError([5]));
        Assert.AreEqual(0, LossBlocks.StandardError([]));
    }

    // Two blocks of 8 rows. The input model errs by 1 everywhere: rmse 1. The candidate errs by 1.1 in one block, by 1.3 in the
    // other: paired losses 0.1 and 0.3, standard error 0.1.
    [TestMethod]
    public void Blocks_Are_Compared_With_The_Input_Models_Own_Blocks()
    {
        BinnedDataset data = Rows(16);
        var blocks = new LossBlocks(data, Rmse, [.. data.Labels.Select(label => label + 1.0)]);
        double[] candidate = [.. data.Labels.Select((label, row) => label + (row < 8 ? 1.1 : 1.3))];
        Assert.AreEqual(0.1, blocks.ErrorOf(candidate), 1e-12);
        Assert.AreEqual(0, blocks.ErrorOf([.. data.Labels.Select(label => label + 1.5)]), 1e-12, "a loss that is the same everywhere is sure");
    }

    [TestMethod]
    public void Too_Few_Groups_Say_Nothing() =>
        Assert.AreEqual(0, new LossBlocks(Rows(15), Rmse, new double[15]).ErrorOf([.. Enumerable.Range(0, 15).Select(i => (double)i)]));

    // 400 candidates that are as good as the input model but for noise: by the loss alone half of them keep a floor of 0, by the loss
    // and the margin of standard errors of the right size the share of a normal distribution below −1.645, 5 %.
    [TestMethod]
    public void Noise_Passes_A_Floor_As_Seldom_As_The_Margin_Says()
    {
        BinnedDataset data = Rows(2000);
        var blocks = new LossBlocks(data, Rmse, [.. data.Labels.Select((label, row) => label + (row % 2 == 0 ? 1.0 : -1.0))]); // rmse 1
        var random = new Random(5);
        int sure = 0, unsure = 0;
        for (int i = 0; i < 400; i++)
        {
            double[] scores = [.. data.Labels.Select(label => label + Normal(random))];
            double loss = Rmse.Loss(Rmse.Of(scores, data), 1);
            if (new Measurement(1, 1, 1, loss, null) { LossError = blocks.ErrorOf(scores) }.SureLoss <= 0) sure++;
            if (loss <= 0) unsure++;
        }

        Assert.IsTrue(unsure is > 160 and < 240, $"{unsure}");
        Assert.IsTrue(sure is > 6 and < 36, $"{sure}");
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // Each row a group of its own.
    private static BinnedDataset Rows(int count) => new(new Schema("y", null, [], []), [],
        [.. Enumerable.Range(0, count).Select(i => (float)(i % 7))], [.. Enumerable.Range(0, count + 1)]);
}
