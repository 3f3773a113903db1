using Endcap.Compression.Blobs;
using Endcap.Compression.Blobs.Dense;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Pruning.Dense;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Dense;
using Endcap.Kernel;
using Endcap.Tests.HostTools.Compression.Training;

namespace Endcap.Tests.HostTools.Compression.Pruning.Dense;

[TestClass]
public sealed class DensePruningTests
{
    private static readonly BinnedDataset Data = TrainingData.Random(9, 900, 6);
    private static readonly DenseModel Network =
        DenseTrainer.Train(Data, null, new DenseOptions { Hidden = [6, 4], Epochs = 6, LearningRate = 0.01 }).Model;

    [TestMethod]
    [DataRow(DenseSaliency.Magnitude)]
    [DataRow(DenseSaliency.Activation)]
    [DataRow(DenseSaliency.Gradient)]
    [DataRow(DenseSaliency.Hessian)]
    public void A_Unit_That_Is_There_Twice_Goes_Without_A_Trace(DenseSaliency saliency)
    {
        // Each unit of the first layer stands twice, the copies with a hundredth of the weight: half of the units carry everything.
        DenseParts parts = DenseParts.Of(Network);
        parts.Columns = DenseParts.Select(parts.Columns, [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]);
        parts.Bias[0] = [.. parts.Bias[0], .. parts.Bias[0]];
        parts.Weights[0] = DenseParts.Select(parts.Weights[0], [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]);
        for (int row = 0; row < parts.Weights[0].Rows; row++)
            for (int column = 0; column < 12; column++) parts.Weights[0][row, column] *= column < 6 ? 0.99f : 0.01f;
        DenseModel twice = parts.ToModel();
        double scale = Spread(Network);
        Assert.IsLessThan(1e-4 * scale, Distance(Network, twice));
        DenseModel once = NeuronPruning.Shrink(twice, Data, saliency, 0, 6);
        Assert.AreEqual(6, once.Shape.Units);
        Assert.IsLessThan(0.02 * scale, Distance(Network, once));
        // Control: half of those is too few.
        Assert.IsGreaterThan(0.05 * scale, Distance(Network, NeuronPruning.Shrink(twice, Data, saliency, 0, 3)));
    }

    [TestMethod]
    public void Units_Go_In_Sweeps_With_Training_After_Each()
    {
        var widths = new List<string>();
        DenseModel pruned = NeuronPruning.Run(Network, Data, DenseSaliency.Hessian, 0.5, 3, tuned =>
        {
            widths.Add(string.Join(',', tuned.Shape.Widths));
            Assert.IsNotNull(tuned.Ranges);
            return tuned;
        });
        Assert.AreEqual("3,2,1", string.Join(',', pruned.Shape.Widths));
        Assert.HasCount(3, widths);
        CollectionAssert.AreEqual(widths.OrderDescending().ToArray(), widths);
    }

    [TestMethod]
    public void The_Gradient_Is_That_Of_The_Objective()
    {
        BinnedDataset rows = TrainingData.Random(3, 24, binary: true); // one batch
        DenseModel model = DenseTrainer.Train(rows, null, new DenseOptions { Objective = Objective.Logistic, Hidden = [3], Epochs = 1, Activation = Activation.Tanh }).Model;
        float[] gradients = DenseSaliencies.Gradients(model, rows);
        foreach (int i in (int[])[model.Shape.WeightAt[1], model.Shape.WeightAt[1] + 2, model.Shape.BiasAt[0], model.Shape.ColumnAt[2] + rows.Columns[2][0] * 3])
            Assert.AreEqual(Math.Abs((Loss(i, 1e-2f) - Loss(i, -1e-2f)) / 2e-2), gradients[i], 2e-3, $"{i}");

        double Loss(int parameter, float change)
        {
            float[] moved = [.. model.Parameters];
            moved[parameter] += change;
            return BinaryMetrics.LogLoss(ModelScores.Of(model.With(moved, null, null), rows), rows.Labels);
        }
    }

    [TestMethod]
    public void Pruned_Weights_Stay_Pruned_And_Make_The_Blob_Smaller()
    {
        DenseModel same = WeightPruning.FromFrequent(Network, Data);
        Assert.IsLessThan(1e-3 * Spread(Network), Distance(Network, same));
        var options = new DenseOptions { Epochs = 2, LearningRate = 0.005 };
        DenseModel pruned = WeightPruning.Run(Network, Data, DenseSaliency.Hessian, 0.3, 2,
            tuned => DenseTrainer.FineTune(tuned, tuned.Precision!, Data, null, options).Model);
        int zeros = Zeros(pruned), columns = Data.Schema.Features.Where(f => f.Scope != FeatureScope.Item).Sum(f => f.BinCount) * 6;
        Assert.IsInRange(0.68 * columns, columns, zeros);
        DenseModel longer = DenseTrainer.FineTune(pruned, pruned.Precision!, Data, null, options with { LearningRate = 0.05 }).Model;
        Assert.AreEqual(zeros, Zeros(longer));
        CollectionAssert.AreNotEqual(pruned.Parameters, longer.Parameters);
        DenseShelf before = Build(Network), after = Build(pruned);
        Assert.AreEqual(WeightBlock.Sparse, after.Content.Dense!.Columns.Coding);
        Assert.IsLessThan(before.Blob.Length, after.Blob.Length);

        static int Zeros(DenseModel model) => model.Parameters[..model.Shape.BiasAt[0]].Count(value => value == 0);
    }

    [TestMethod]
    public void A_Folded_Feature_Has_No_Say_And_No_Bytes_And_Means_Stay()
    {
        const int Income = 4;
        DenseModel folded = FeatureFolding.Run(Network, Data, [Income]);
        var random = new Random(1);
        for (int i = 0; i < 100; i++)
        {
            byte[] bins = [.. Data.Columns.Select(column => column[random.Next(Data.RowCount)])];
            double score = folded.Score(bins), full = Network.Score(bins);
            bins[Income] = (byte)((bins[Income] + 1) % 10);
            Assert.AreEqual(score, folded.Score(bins));
            if (i == 0) Assert.AreNotEqual(full, Network.Score(bins)); // control
        }

        float[] before = Means(Network), after = Means(folded);
        for (int unit = 0; unit < before.Length; unit++) Assert.AreEqual(before[unit], after[unit], 1e-3f);
        DenseShelf shelf = Build(folded);
        int number = Array.IndexOf(shelf.Features.SchemaIndex, Income);
        CollectionAssert.DoesNotContain(shelf.Content.Dense!.Used, (byte)number);
        CollectionAssert.Contains(Build(Network).Content.Dense!.Used, (byte)number);

        static float[] Means(DenseModel model) => Endcap.Compression.Tensors.Quantisation.BiasCorrection.ColumnMeans(DenseSamples.OfFloat(model, Data).Sums(0));
    }

    [TestMethod]
    [DataRow(0, 6)]
    [DataRow(1, 4)]
    public void A_Split_At_Full_Rank_Scores_The_Same_And_At_Rank_One_It_Does_Not(int layer, int rank)
    {
        double scale = Spread(Network);
        DenseModel split = LowRankLayers.Run(Network, Data, layer, rank);
        Assert.AreEqual(3, split.Shape.Hidden);
        Assert.AreEqual(Activation.Relu, split.Shape.Activations[layer]);
        Assert.AreEqual(rank, split.Shape.Widths[layer]);
        Assert.IsLessThan(1e-3 * scale, Distance(Network, split));
        Assert.IsGreaterThan(0.02 * scale, Distance(Network, LowRankLayers.Run(Network, Data, layer, 1)));
        Assert.ThrowsExactly<ArgumentException>(() => LowRankLayers.Run(split, Data, 0, 2));
    }

    private static DenseShelf Build(DenseModel model) => new DenseShelfBuilder(model, new ShelfOptions { FeatureTexts = false })
        .Build([.. Enumerable.Range(0, 6).Select(row => Data.Columns.Select(column => column[row]).ToArray())], null);

    private static double Spread(DenseModel model)
    {
        double[] scores = ModelScores.Of(model, Data);
        double mean = scores.Average();
        return Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
    }

    // Root mean square.
    private static double Distance(DenseModel one, DenseModel other) =>
        Math.Sqrt(ModelScores.Of(one, Data).Zip(ModelScores.Of(other, Data), (a, b) => (a - b) * (a - b)).Average());
}
