using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Training;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Endcap.Tests.HostTools.Compression.Training;

/// <summary>What a user can get wrong: the code, and that the message names the value.</summary>
[TestClass]
public sealed class TrainingErrorTests
{
    private static readonly TrainerOptions Squared = new() { Objective = Objective.Squared };

    private static BinnedDataset Data(float[] labels, int[]? starts = null, int bins = 4) => new(
        new Schema("bought", "purchase", [], [TrainingData.Numeric("x", 4)]),
        [[.. Enumerable.Range(0, labels.Length).Select(i => (byte)(i % bins))]], labels, starts ?? [0, labels.Length]);

    private static void Expect(string code, string part, Action action)
    {
        UserErrorException error = Assert.ThrowsExactly<UserErrorException>(action);
        Assert.AreEqual(code, error.Code, error.Message);
        StringAssert.Contains(error.Message, part, StringComparison.Ordinal);
        Assert.IsTrue(error.Help.Length > 20, error.Help);
    }

    private static void ExpectTrain(string code, string part, BinnedDataset data, TrainerOptions options, BinnedDataset? validation = null) =>
        Expect(code, part, () => GradientBoosting.Train(data, validation, options));

    [TestMethod]
    public void Options_Outside_Their_Range()
    {
        void Bad(TrainerOptions options, string part) => Expect("E201", part, options.Validate);
        Bad(Squared with { Trees = 0 }, "--trees is 0");
        Bad(Squared with { Depth = 31 }, "--depth is 31");
        Bad(Squared with { Leaves = 1 }, "--leaves is 1");
        Bad(Squared with { LearningRate = 0 }, "--learning-rate is 0");
        Bad(Squared with { LearningRate = double.NaN }, "--learning-rate is NaN");
        Bad(Squared with { Lambda = -1 }, "--lambda is -1");
        Bad(Squared with { Gamma = double.PositiveInfinity }, "--gamma is Infinity");
        Bad(Squared with { MinChildWeight = -0.5 }, "--min-child-weight is -0.5");
        Bad(Squared with { RowSample = 1.01 }, "--row-sample is 1.01");
        Bad(Squared with { ColumnSample = 0 }, "--column-sample is 0");
        Bad(Squared with { Threads = -1 }, "--threads is -1");
        Bad(Squared with { EarlyStoppingRounds = -1 }, "--early-stopping is -1");
        Bad(Squared with { MaxNonItemFeaturesOnPath = -1 }, "--path-limit is -1");
        Bad(Squared with { FeaturePenalty = -1 }, "--feature-penalty is -1");
        Bad(Squared with { ThresholdPenalty = -1 }, "--threshold-penalty is -1");
        Squared.Validate();
    }

    [TestMethod]
    public void Unknown_Objective()
    {
        Expect("E202", "listwise", () => ObjectiveNames.Parse("listwise"));
        foreach (Objective objective in Enum.GetValues<Objective>()) Assert.AreEqual(objective, ObjectiveNames.Parse(objective.Name()));
    }

    [TestMethod]
    public void Labels_That_The_Objective_Cannot_Use()
    {
        ExpectTrain("E203", "Row 2 of the training data has the label 2", Data([0, 2, 1]), Squared with { Objective = Objective.Logistic });
        ExpectTrain("E204", "NaN", Data([0, float.NaN]), Squared);
        ExpectTrain("E205", "-1", Data([0, 1, 0, -1], [0, 2, 4]), Squared with { Objective = Objective.Pairwise });
        ExpectTrain("E205", "32", Data([0, 1, 0, 32], [0, 2, 4]), Squared with { Objective = Objective.LambdaRank });
        ExpectTrain("E210", "is 1", Data([1, 1, 1]), Squared with { Objective = Objective.Logistic });
    }

    [TestMethod]
    public void Groups_That_Give_No_Order()
    {
        ExpectTrain("E206", "1 group", Data([0, 1, 0]), new TrainerOptions());
        ExpectTrain("E207", "2 groups", Data([0, 0, 0, 0], [0, 2, 4]), new TrainerOptions());
        ExpectTrain("E207", "\"bought\"", Data([0, 0, 1, 1], [0, 2, 4]), new TrainerOptions());
    }

    [TestMethod]
    public void Data_Without_Rows_Or_Variation()
    {
        ExpectTrain("E208", "training", Data([]), Squared);
        ExpectTrain("E208", "validation", Data([0, 1]), Squared, Data([]));
        ExpectTrain("E209", "1 feature", Data([0, 1, 0], bins: 1), Squared);
    }

    [TestMethod]
    public void Validation_That_Does_Not_Fit()
    {
        ExpectTrain("E211", "5 rounds", Data([0, 1]), Squared with { EarlyStoppingRounds = 5 });
        ExpectTrain("E212", "8 features instead of 1", Data([0, 1]), Squared, TrainingData.Random(1, 20));
        BinnedDataset other = TrainingData.OneFeature(TrainingData.Numeric("y", 4), [0, 1], [0, 1]);
        ExpectTrain("E212", "\"y\"", Data([0, 1]), Squared, other);
    }

    [TestMethod]
    public void Hold_Out_That_Leaves_A_Side_Empty()
    {
        Expect("E213", "2 groups", () => ValidationSplit.HoldOut(Data([0, 1, 0, 1], [0, 2, 4]), 0.9, 1));
        Expect("E213", "fraction 0", () => ValidationSplit.HoldOut(Data([0, 1]), 0, 1));
        Expect("E213", "1.5", () => ValidationSplit.HoldOut(Data([0, 1]), 1.5, 1));
    }
}
