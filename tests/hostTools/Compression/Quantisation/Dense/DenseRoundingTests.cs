using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Tensors.Quantisation;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Dense;
using Endcap.Tests.HostTools.Compression.Training;

namespace Endcap.Tests.HostTools.Compression.Quantisation.Dense;

[TestClass]
public sealed class DenseRoundingTests
{
    private static readonly BinnedDataset Data = TrainingData.Random(8, 900, 6);
    private static readonly DenseModel Network = DenseTrainer.Train(Data, null,
        new DenseOptions { Hidden = [8, 6], Epochs = 8, LearningRate = 0.01, Activation = Activation.Tanh }).Model;

    [TestMethod]
    [DataRow(2, 2)]
    [DataRow(4, 2)]
    [DataRow(4, 4)]
    public void Sums_Come_Nearer_To_The_Float_Network_And_Numbers_Stay_Where_They_Were_Put(int columns, int weights)
    {
        var precision = new DensePrecision(columns, weights);
        DenseModel plain = Network.With(Network.Parameters, Network.Ranges, precision), rounded = DenseRounding.Run(plain, Data);
        Assert.IsNotNull(rounded.Precision!.Steps);
        Assert.IsLessThan(SumError(plain), SumError(rounded));
        float[] again = new float[rounded.Parameters.Length];
        DenseSamples.GridsOf(rounded, rounded.Precision).Round(rounded.Parameters, again, new bool[again.Length]);
        for (int i = 0; i < again.Length; i++)
            if (i < rounded.Shape.BiasAt[0] || i >= rounded.Shape.WeightAt[1]) Assert.AreEqual(rounded.Parameters[i], again[i], 1e-5f, $"{i}");
        // Control: without its steps the build would choose others.
        Assert.AreNotEqual(rounded.Precision.Steps.First, DenseSamples.GridsOf(rounded, rounded.Precision with { Steps = null }).FirstStep);
    }

    [TestMethod]
    public void Columns_That_Count_From_Zero_Score_The_Same()
    {
        DenseModel moved = DenseRounding.WithColumnsFromZero(Network);
        Assert.IsTrue(moved.Precision!.FromZero);
        double[] before = DenseSamples.OfFloat(Network, Data).Scores(), after = DenseSamples.OfFloat(moved, Data).Scores();
        for (int row = 0; row < before.Length; row++) Assert.AreEqual(before[row], after[row], 1e-4);
        CollectionAssert.AreNotEqual(Network.Parameters, moved.Parameters);
    }

    [TestMethod]
    public void Bias_Correction_Restores_The_Mean_Of_Every_Later_Sum()
    {
        DenseModel plain = Network.With(Network.Parameters, Network.Ranges, new DensePrecision(4, 2));
        DenseModel corrected = DenseBiasCorrection.Run(plain, Network, Data);
        for (int layer = 1; layer < Network.Shape.Widths.Length; layer++)
        {
            float[] wanted = BiasCorrection.ColumnMeans(DenseSamples.OfFloat(Network, Data).Sums(layer));
            float[] before = Means(plain, layer), after = Means(corrected, layer);
            double wrong = wanted.Zip(before, (a, b) => Math.Abs(a - b)).Max();
            Assert.IsGreaterThan(0.01, wrong, "nothing to correct");
            // What is added may choose other steps for the weights, so the means are near, not equal.
            Assert.IsLessThan(wrong / 4, wanted.Zip(after, (a, b) => Math.Abs(a - b)).Max(), $"layer {layer}");
        }
    }

    [TestMethod]
    public void Even_Levels_Are_Multiples_Of_One_Spacing()
    {
        float[] values = [.. Enumerable.Range(-127, 255).Select(value => (float)value)];
        CodeLevels four = CodeLevels.For(values, new float[values.Length], 16, even: true), two = CodeLevels.For(values, new float[values.Length], 4, even: true);
        sbyte[] levels = [.. values.Select(value => four.Nearest(value)).Distinct().Order()];
        Assert.HasCount(15, levels);
        Assert.AreEqual(levels[1] - levels[0], levels[14] - levels[13]);
        Assert.AreEqual(-levels[0], levels[14]);
        Assert.HasCount(3, values.Select(value => two.Nearest(value)).Distinct().ToArray());
        Assert.HasCount(16, values.Select(value => CodeLevels.For(values, new float[values.Length], 16).Nearest(value)).Distinct().ToArray());
    }

    private static float[] Means(DenseModel model, int layer) =>
        BiasCorrection.ColumnMeans(DenseSamples.OfLabel(model, Data, model.Precision!).Sums(layer));

    // Of the first layer's sums, less each unit's mean.
    private static double SumError(DenseModel model)
    {
        Endcap.Compression.Tensors.Matrix error = DenseSamples.OfLabel(model, Data, model.Precision!).Sums(0).Minus(DenseSamples.OfFloat(Network, Data).Sums(0));
        float[] means = BiasCorrection.ColumnMeans(error);
        return error.Data.Select((value, i) => Math.Pow(value - means[i % means.Length], 2)).Sum();
    }
}
