using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Training;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Endcap.Tests.HostTools.Compression.Training;

/// <summary>Rules that hold for every ensemble, whatever the data; each with a control that shows the rule is not idle.</summary>
[TestClass]
public sealed class EnsembleRuleTests
{
    private static readonly TrainerOptions Small = new() { Trees = 8, Depth = 5, MinChildWeight = 1, Threads = 1, LearningRate = 0.3 };

    private static int MostNonItemFeatures(TreeEnsemble model) => model.Trees.SelectMany(tree => TrainingData.Paths(tree))
        .Max(path => path.Count(feature => model.Schema.Features[feature].Scope != FeatureScope.Item));

    [TestMethod]
    public void No_Path_Has_More_Non_Item_Features_Than_Allowed() => Prop.ForAll(
        Gen.Choose(0, 10_000).Zip(Gen.Choose(0, 3)).Zip(Gen.Elements(0, 12)).ToArbitrary(),
        input =>
        {
            ((int seed, int limit), int leaves) = input;
            BinnedDataset data = TrainingData.Random(seed, 400, groupSize: 5);
            TrainerOptions options = Small with { MaxNonItemFeaturesOnPath = limit, Leaves = leaves };
            return MostNonItemFeatures(GradientBoosting.Train(data, null, options).Model) <= limit;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [TestMethod]
    public void Without_A_Limit_Some_Path_Has_More()
    {
        BinnedDataset data = TrainingData.Random(1, 400, groupSize: 5);
        TrainerOptions options = Small with { MaxNonItemFeaturesOnPath = TrainerOptions.NoPathLimit };
        Assert.IsTrue(MostNonItemFeatures(GradientBoosting.Train(data, null, options).Model) > 2);
    }

    [TestMethod]
    public void Paths_May_Use_Different_Pairs()
    {
        TreeEnsemble model = GradientBoosting.Train(TrainingData.Random(1, 2000, groupSize: 5), null, Small).Model;
        int pairs = model.Trees.SelectMany(tree => TrainingData.Paths(tree))
            .Select(path => string.Join(' ', path.Where(f => model.Schema.Features[f].Scope != FeatureScope.Item).Order())).Distinct().Count();
        Assert.IsTrue(pairs > 3, $"{pairs} sets of non-item features");
    }

    [TestMethod]
    public void A_Monotone_Feature_Never_Lowers_The_Score() => Prop.ForAll(
        Gen.Choose(0, 10_000).Zip(Gen.Elements(-1, 1)).ToArbitrary(),
        input => LargestStepAgainst(input.Item1, input.Item2, constrained: true) <= 1e-12).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [TestMethod]
    public void Without_The_Constraint_Some_Step_Goes_Against() =>
        Assert.IsTrue(LargestStepAgainst(3, 1, constrained: false) > 0.01);

    [TestMethod]
    public void Depth_And_Leaves_Are_Limits() => Prop.ForAll(
        Gen.Choose(0, 10_000).Zip(Gen.Choose(1, 6)).Zip(Gen.Choose(2, 20)).ToArbitrary(),
        input =>
        {
            ((int seed, int depth), int leaves) = input;
            BinnedDataset data = TrainingData.Random(seed, 300);
            TrainerOptions options = Small with { Objective = Objective.Squared, Depth = depth, Leaves = leaves, Trees = 3 };
            TreeEnsemble model = GradientBoosting.Train(data, null, options).Model;
            return model.Trees.All(tree => tree.Feature.Count(f => f < 0) <= leaves && DepthOf(tree, 0) <= depth);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [TestMethod]
    public void Threshold_Penalty_Leaves_Fewer_Distinct_Thresholds()
    {
        BinnedDataset data = TrainingData.Random(5, 2000);
        TrainerOptions options = Small with { Objective = Objective.Squared, Trees = 30 };
        int free = DistinctSplits(GradientBoosting.Train(data, null, options).Model);
        int penalised = DistinctSplits(GradientBoosting.Train(data, null, options with { ThresholdPenalty = 20 }).Model);
        Assert.IsTrue(penalised * 2 < free, $"{penalised} against {free}");
    }

    [TestMethod]
    public void Feature_Penalty_Leaves_Fewer_Features()
    {
        BinnedDataset data = TrainingData.Random(5, 2000);
        TrainerOptions options = Small with { Objective = Objective.Squared, Trees = 30 };
        int free = DistinctFeatures(GradientBoosting.Train(data, null, options).Model);
        int penalised = DistinctFeatures(GradientBoosting.Train(data, null, options with { FeaturePenalty = 400 }).Model);
        Assert.IsTrue(penalised < free && penalised > 0, $"{penalised} against {free}");
    }

    private static double LargestStepAgainst(int seed, int direction, bool constrained)
    {
        // The label falls with the price (feature 1), so +1 goes against the data and −1 with it.
        BinnedDataset data = TrainingData.Random(seed, 500, monotone: constrained ? direction : 0);
        TreeEnsemble model = GradientBoosting.Train(data, null, Small with { Objective = Objective.Squared }).Model;
        double worst = 0;
        var bins = new byte[data.Columns.Length];
        for (int row = 0; row < 60; row++)
        {
            for (int f = 0; f < bins.Length; f++) bins[f] = data.Columns[f][row];
            double last = double.NaN;
            for (int price = 0; price < data.Schema.Features[1].ValueBins; price++)
            {
                bins[1] = (byte)price;
                double score = model.Score(bins);
                if (price > 0) worst = Math.Max(worst, (last - score) * direction);
                last = score;
            }
        }

        return worst;
    }

    private static int DepthOf(Tree tree, int node) =>
        tree.Feature[node] < 0 ? 0 : 1 + Math.Max(DepthOf(tree, node + 1), DepthOf(tree, tree.Right[node]));

    private static int DistinctSplits(TreeEnsemble model) =>
        model.Trees.SelectMany(tree => tree.Feature.Zip(tree.Left)).Where(pair => pair.First >= 0).Distinct().Count();

    private static int DistinctFeatures(TreeEnsemble model) =>
        model.Trees.SelectMany(tree => tree.Feature).Where(f => f >= 0).Distinct().Count();
}
