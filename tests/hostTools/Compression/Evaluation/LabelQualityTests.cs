using Endcap.Benchmarks.Training;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Demo;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Training;
using Endcap.Fixtures;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Simulation;

namespace Endcap.Tests.HostTools.Compression.Evaluation;

/// <summary>What the label keeps of a model's quality, in how many bytes and operations, on a real panel where it is at hand.</summary>
[TestClass]
public sealed class LabelQualityTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void On_The_Panel_The_Label_Ranks_As_The_Float_Model_In_A_Kilobyte_And_A_Half()
    {
        (TreeEnsemble model, BinnedDataset test) = Panel();
        double[] scores = ModelScores.Of(model, test);
        RankingReport floats = RankingMetrics.Evaluate(scores, test.Labels, test.GroupStarts);
        LabelReport label = LabelEvaluation.Run(model, test, scores, new ShelfOptions());
        RankingReport ranking = RankingMetrics.Evaluate(label.Scores, test.Labels, test.GroupStarts);
        Assert.IsTrue(ranking.Ndcg5 >= floats.Ndcg5 - 0.002, $"NDCG@5 {ranking.Ndcg5}, float {floats.Ndcg5}");
        Assert.IsTrue(label.Top1Agreement >= 0.995, $"agreement {label.Top1Agreement}");
        Assert.IsTrue(label.BlobBytesMean <= 1500, $"bytes {label.BlobBytesMean}");
        for (int row = 0; row < scores.Length; row++) Assert.AreEqual(scores[row], label.Scores[row], label.WorstErrorMax);
    }

    [TestMethod]
    public void On_The_Panel_Tables_Cost_A_Fortieth_Of_Walking_The_Trees()
    {
        (TreeEnsemble model, BinnedDataset test) = Panel();
        (double tables, double walk) = MeanCosts(model, test, new ShelfOptions(), every: 22);
        Assert.IsTrue(tables <= 3300, $"tables {tables}");
        Assert.IsTrue(walk >= 40 * tables, $"tables {tables}, walk {walk}");
    }

    [TestMethod]
    public void On_The_Panel_Loading_A_Shelf_Costs_Less_Than_Four_Hundred_Thousand()
    {
        (TreeEnsemble model, BinnedDataset test) = Panel();
        using var kernel = new Endcap.Compression.Evaluation.Cost.KernelMeter();
        var ranker = new GroupRanker(model, test, new ShelfOptions());
        for (int group = 0; group < test.GroupCount; group += 88)
            Assert.IsLessThan(400_000, kernel.MeasureRead(ranker.Rank(group).Blob).Weighted);
    }

    /// <summary>By the block rule; with what the label's worker adds for profile and answer.</summary>
    [TestMethod]
    public void On_The_Panel_A_Shelf_That_Is_Ready_Takes_Less_Than_Twelve_Kilobytes_Of_Heap()
    {
        (TreeEnsemble model, BinnedDataset test) = Panel();
        var ranker = new GroupRanker(model, test, new ShelfOptions());
        int most = 0;
        for (int group = 0; group < test.GroupCount; group += 22)
        {
            BlobImage.TryRead(ranker.Rank(group).Blob, out BlobImage? image);
            LoadedShelf shelf = image!.Shelf;
            object[] worker = [new byte[shelf.SharedCount], new byte[ProfilePacket.ListedBytes(shelf)], new byte[GattIds.MaxAttributeBytes]];
            most = Math.Max(most, LoadedHeap.Of(shelf).TotalBytes + ManagedHeap.Of(worker));
        }

        TestContext.WriteLine($"{most} bytes at most");
        Assert.IsLessThanOrEqualTo(12 * 1024, most);
    }

    [TestMethod]
    public void On_A_Generated_Shelf_Of_Twelve_Tables_Cost_A_Fortieth_Of_Walking_The_Trees()
    {
        using var folder = new TemporaryFolder();
        string store = folder["store"];
        new DemoRun(store, seed: 1, households: 150).Run(new Progress<double>(), CancellationToken.None);
        TreeEnsemble model = ModelFile.Read(Path.Combine(store, "model.json"));
        BinnedDataset test = CsvDatasetReader.Read(Path.Combine(store, "test.csv"), model.Schema, needsGroups: true);
        (double tables, double walk) = MeanCosts(model, test, new ShelfOptions { BudgetBytes = 1500 }, every: 10);
        Assert.IsTrue(tables <= 4700, $"tables {tables}");
        Assert.IsTrue(walk >= 40 * tables, $"tables {tables}, walk {walk}");
    }

    /// <summary>The mean cost of ranking all products of a shelf by the kernel and by the plain walk; both must find the same best product.</summary>
    private static (double Tables, double Walk) MeanCosts(TreeEnsemble model, BinnedDataset test, ShelfOptions options, int every)
    {
        using var walks = new WalkMeter(new WalkTables(model, 1000));
        using var kernel = new Endcap.Compression.Evaluation.Cost.KernelMeter();
        var ranker = new GroupRanker(model, test, options);
        double tables = 0, walk = 0;
        int count = 0, agree = 0;
        for (int group = 0; group < test.GroupCount; group += every, count++)
        {
            int start = test.GroupStarts[group], products = test.GroupStarts[group + 1] - start;
            byte[][] rows = [.. Enumerable.Range(start, products).Select(row => test.Columns.Select(column => column[row]).ToArray())];
            WalkResult walked = walks.MeasurePlain(rows, products);
            RankedShelf shelf = ranker.Rank(group);
            kernel.MeasureRead(shelf.Blob);
            tables += kernel.MeasureRank(shelf.Profile.Shared, shelf.Profile.Listed, shelf.Profile.ListedCount, products).Weighted;
            walk += walked.Cost.Weighted;
            if (walked.Top[0] == RankAgreement.Best(shelf.Scores)) agree++;
        }

        // The two rank the same model: without this the comparison of their costs would mean nothing.
        Assert.IsTrue(agree >= 0.95 * count, $"{agree} of {count} agree");
        return (tables / count, walk / count);
    }

    private static (TreeEnsemble Model, BinnedDataset Test) Panel()
    {
        string folder = Path.GetDirectoryName(Path.GetDirectoryName(RealData.Path("margarine", "train.csv")))!;
        (BinnedDataset train, BinnedDataset test) = BenchmarkData.Margarine(folder);
        var options = new TrainerOptions { Objective = Objective.Pairwise, Trees = 100, Depth = 5 };
        return (GradientBoosting.Train(train, null, options).Model, test);
    }
}
