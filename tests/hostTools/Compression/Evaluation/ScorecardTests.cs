using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Linear;

namespace Endcap.Tests.HostTools.Compression.Evaluation;

/// <summary>Models that score single rows: risks and prices, from CSV to the kernel's integers and back.</summary>
[TestClass]
public sealed class ScorecardTests
{
    [TestMethod]
    [DataRow(Objective.Logistic)]
    [DataRow(Objective.Squared)]
    public void The_Labels_Scores_Stay_Within_The_Proven_Error(Objective objective)
    {
        BinnedDataset data = Rows(objective, 3000);
        TreeEnsemble model = LinearTrainer.Train(data, null, new() { Objective = objective, Pairs = 3 }).Model;
        double[] floats = ModelScores.Of(model, data);
        ScorecardReport report = ScorecardEvaluation.Run(model, data, floats, new ShelfOptions());
        Assert.IsLessThanOrEqualTo(report.Built.Numbers.WorstError, report.LargestError);
        Assert.AreEqual(report.LargestError, floats.Zip(report.Scores, (a, b) => Math.Abs(a - b)).Max(), 1e-12);
        Assert.IsLessThan(0.02 * (floats.Max() - floats.Min()), report.LargestError);
        Assert.IsGreaterThan(0, report.IlCostMean);
        // Scores without the blob's numbers would be far off.
        Assert.IsGreaterThan(1, floats.Zip(report.Scores, (a, b) => Math.Abs(a - b / report.Built.Numbers.Step)).Max());
    }

    [TestMethod]
    public void Rows_Of_Products_Are_Not_Scored_Without_Them()
    {
        Assert.IsFalse(ScorecardEvaluation.Fits(Training.TrainingData.Random(1, 10).Schema));
        Assert.IsTrue(ScorecardEvaluation.Fits(Rows(Objective.Squared, 10).Schema));
    }

    [TestMethod]
    public void A_Single_Scores_Step_Is_Chosen_By_Its_Error()
    {
        // Nothing is simplified, so only rounding is left, and a finer step rounds less.
        BinnedDataset data = Rows(Objective.Squared, 2000);
        TreeEnsemble model = LinearTrainer.Train(data, null, new() { Objective = Objective.Squared, Pairs = 0 }).Model;
        BuiltShelf built = new ShelfBuilder(model, new ShelfOptions { Tolerance = 0 }).Build([new byte[data.Columns.Length]], null);
        double coarsest = built.Products[0].Tables.Max(table => table.Cells.Max() - table.Cells.Min()) / 254;
        Assert.IsLessThan(0.9 * coarsest, built.Numbers.Step);
    }

    [TestMethod]
    [DataRow("linear")]
    [DataRow("trees")]
    public void Credit_Risk_Keeps_Its_Auc_On_The_Label(string family)
    {
        (BinnedDataset train, BinnedDataset test) = Split(RealData.Path("credit_default", "UCI_Credit_Card.csv"), "default.payment.next.month", ["ID"]);
        TreeEnsemble model = family == "linear"
            ? LinearTrainer.Train(train, null, new() { Objective = Objective.Logistic }).Model
            : GradientBoosting.Train(train, null, new() { Objective = Objective.Logistic, Depth = 4, LearningRate = 0.06 }).Model;
        double[] floats = ModelScores.Of(model, test);
        ScorecardReport label = ScorecardEvaluation.Run(model, test, floats, new ShelfOptions());
        double auc = BinaryMetrics.Auc(floats, test.Labels);
        Assert.IsGreaterThan(0.77, auc);
        Assert.IsGreaterThan(auc - 0.002, BinaryMetrics.Auc(label.Scores, test.Labels));
        Assert.IsLessThan(3000, label.Built.Blob.Length);
    }

    [TestMethod]
    [DataRow("linear", 3000)]
    [DataRow("trees", 5000)]
    public void House_Prices_Keep_Their_Error_On_The_Label(string family, int most)
    {
        (BinnedDataset train, BinnedDataset test) = Split(RealData.Path("california_housing", "housing.csv"), "median_house_value", []);
        TreeEnsemble model = family == "linear"
            ? LinearTrainer.Train(train, null, new() { Objective = Objective.Squared }).Model
            : GradientBoosting.Train(train, null, new() { Objective = Objective.Squared, Trees = 300 }).Model;
        double[] floats = ModelScores.Of(model, test);
        ScorecardReport label = ScorecardEvaluation.Run(model, test, floats, new ShelfOptions());
        double rmse = RegressionMetrics.Rmse(floats, test.Labels);
        Assert.IsLessThan(60_000, rmse);
        Assert.IsLessThan(1.01 * rmse, RegressionMetrics.Rmse(label.Scores, test.Labels));
        Assert.IsLessThan(most, label.Built.Blob.Length);
    }

    private static (BinnedDataset Train, BinnedDataset Test) Split(string path, string label, string[] ignore)
    {
        Schema schema = SchemaInference.Propose(path, new InferenceOptions { Label = label, Ignore = ignore }).Schema;
        return ValidationSplit.HoldOut(CsvDatasetReader.Read(path, schema), 0.2, 1);
    }

    private static BinnedDataset Rows(Objective objective, int rows)
    {
        var random = new Random(4);
        Feature[] features = [.. Enumerable.Range(0, 5).Select(f =>
            Training.TrainingData.Numeric($"f{f}", 3 + 3 * f, f == 4 ? FeatureScope.Context : FeatureScope.Shopper, missing: f == 1))];
        byte[][] columns = [.. features.Select(feature => Enumerable.Range(0, rows).Select(_ => (byte)random.Next(feature.BinCount)).ToArray())];
        double Value(int row) => 100 + 3 * columns[2][row] - 0.5 * columns[3][row] + 4 * (columns[0][row] ^ (columns[4][row] & 1))
            + 0.2 * columns[1][row] + 2 * random.NextDouble();
        float[] labels = [.. Enumerable.Range(0, rows).Select(row => (float)Value(row))];
        if (objective == Objective.Logistic) labels = [.. labels.Select(value => value > 110 ? 1f : 0f)];
        return new BinnedDataset(new Schema("y", null, [], features), columns, labels, [0, rows]);
    }
}
