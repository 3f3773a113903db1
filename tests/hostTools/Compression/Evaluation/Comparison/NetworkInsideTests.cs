using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation.Comparison;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Tensors.Quantisation;
using Endcap.Tests.HostTools.Compression.Training;

namespace Endcap.Tests.HostTools.Compression.Evaluation.Comparison;

[TestClass]
public sealed class NetworkInsideTests
{
    // One unit that is always above 0: the score is 2 · (10 + f(income) + town / 2) with f = 0, 1, 3.
    private static readonly Schema Schema = new("y", "g", [],
        [TrainingData.Numeric("income", 3, FeatureScope.Shopper), TrainingData.Numeric("town", 2, FeatureScope.Context)]);

    private static readonly BinnedDataset Data = new(Schema, [[0, 0, 1, 2], [0, 1, 0, 1]], [1, 0, 1, 0], [0, 2, 4]);

    [TestMethod]
    public void Partial_Effects_By_Hand()
    {
        IReadOnlyList<FeatureCurve> curves = PartialEffects.Of(Network(), Data);
        Assert.HasCount(2, curves);
        FeatureCurve town = curves.Single(curve => curve.Feature == 1), income = curves.Single(curve => curve.Feature == 0);
        // 0, 1, 3 twice (2 · …), less the mean of the rows' bins 0, 0, 1, 2: 2 · (0 + 0 + 1 + 3) / 4 = 2.
        foreach ((double expected, double found) in new double[] { -2, 0, 4 }.Zip(income.FloatMean)) Assert.AreEqual(expected, found, 1e-5);
        foreach ((double expected, double found) in new double[] { -0.5, 0.5 }.Zip(town.FloatMean)) Assert.AreEqual(expected, found, 1e-5);
        // What the label's integers stand for is near, and rows of a sum without interactions do not differ (but for rounding).
        for (int bin = 0; bin < 3; bin++) Assert.AreEqual(income.FloatMean[bin], income.Mean[bin], 0.1);
        Assert.IsLessThan(0.2, income.Deviation.Max());
    }

    [TestMethod]
    public void Tensors_Show_Ranges_And_What_Is_Clipped()
    {
        DenseModel model = Network();
        IReadOnlyList<TensorUse> uses = TensorUse.Of(model, Data);
        Assert.AreEqual("columns of the first layer|outputs above 0 of layer 1|weights of layer 2", string.Join('|', uses.Select(use => use.Name)));
        Assert.HasCount(5, uses[0].Values);
        Assert.AreEqual(1.5, uses[0].High, 1e-6); // ± the half of 0 … 3
        Assert.AreEqual(0, uses[1].Clipped);
        TensorUse narrow = TensorUse.Of(model.With(model.Parameters, [new ClippingRange(0, 11)], null), Data)[1];
        Assert.AreEqual(11, narrow.High, 1e-5);
        Assert.AreEqual(0.25, narrow.Clipped); // of 10, 10.5, 11 and 13.5 the last
        Assert.IsLessThan(uses[1].SignalToNoise, narrow.SignalToNoise);
        TensorUse coarse = TensorUse.Of(model.With(model.Parameters, model.Ranges, new DensePrecision(2, 8)), Data)[0];
        Assert.AreEqual(2, coarse.Bits);
        Assert.IsLessThanOrEqualTo(4, coarse.Levels);
    }

    private static DenseModel Network()
    {
        var shape = new DenseShape(Schema, [1], [Activation.Relu]);
        // Columns of income, of town; bias; bias and weight of the output.
        return new DenseModel(Schema, "pairwise", shape, [0, 1, 3, 0, 0.5f, 10, 0, 2]) { BinCounts = Data.CountBins(), Ranges = [new ClippingRange(0, 14)] };
    }
}
