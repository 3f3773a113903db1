using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Tensors.Distillation;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Dense;
using Endcap.Compression.Training.Linear;

namespace Endcap.Tests.HostTools.Compression.Training;

/// <summary>Any family learns from a teacher's scores, as far as alpha says.</summary>
[TestClass]
public sealed class TaughtStudentTests
{
    [TestMethod]
    [DataRow("trees")]
    [DataRow("linear")]
    [DataRow("dense")]
    public void A_Ranker_Follows_Its_Teacher_As_Far_As_Alpha_Says(string family)
    {
        BinnedDataset data = TrainingData.Random(4, 900, 6);
        // A teacher that knows nothing of the labels: it prefers product 3.
        double[] teacher = [.. data.Columns[0].Select(product => product == 3 ? 3.0 : 0)];
        double Agreement(double alpha)
        {
            double[] scores = Scores(family, Objective.Pairwise, data, new SoftTargets(teacher, new DistillationOptions(temperature: 2, alpha)));
            return Enumerable.Range(0, data.GroupCount).Average(g => RankAgreement.KendallTau(
                scores.AsSpan(data.GroupStarts[g]..data.GroupStarts[g + 1]), teacher.AsSpan(data.GroupStarts[g]..data.GroupStarts[g + 1])));
        }

        double follows = Agreement(0), between = Agreement(0.5), ignores = Agreement(1);
        Assert.IsGreaterThan(0.25, follows - ignores, $"{follows} at α = 0, {ignores} at α = 1");
        Assert.IsTrue(between > ignores, $"{between} at α = 0.5, {ignores} at α = 1");
    }

    [TestMethod]
    [DataRow("trees", Objective.Logistic)]
    [DataRow("linear", Objective.Logistic)]
    [DataRow("trees", Objective.Squared)]
    [DataRow("linear", Objective.Squared)]
    public void Without_Labels_A_Student_Says_What_Its_Teacher_Says(string family, Objective objective)
    {
        BinnedDataset data = TrainingData.Random(5, 800, binary: true);
        // Of one feature, so that both students can say it; the labels are far from it.
        double[] teacher = [.. data.Columns[1].Select(price => price / 10.0 - 2)];
        double Error(double alpha) => Scores(family, objective, data, new SoftTargets(teacher, new DistillationOptions(1, alpha)))
            .Zip(teacher, (own, wanted) => Math.Abs(own - wanted)).Average();
        Assert.IsLessThan(0.2, Error(0));
        Assert.IsGreaterThan(0.5, Error(1), "the control: labels alone say something else");
    }

    [TestMethod]
    public void The_Same_Teacher_Gives_The_Same_Student_Whatever_The_Threads()
    {
        BinnedDataset data = TrainingData.Random(6, 9000, 6);
        var soft = new SoftTargets([.. data.Columns[1].Select(price => price * 0.1)], new DistillationOptions());
        string Trees(int threads) => TrainingData.Fingerprint(GradientBoosting.Train(data, null, new TrainerOptions { Trees = 5, Threads = threads }, soft).Model);
        string Linear(int threads) => TrainingData.Fingerprint(LinearTrainer.Train(data, null, new LinearOptions { Pairs = 2, Passes = 3, Threads = threads }, soft).Model);
        Assert.AreEqual(Trees(1), Trees(3));
        Assert.AreEqual(Linear(1), Linear(3));
        Assert.ThrowsExactly<ArgumentException>(() => Loss.Create(data, Objective.Pairwise, new SoftTargets([1], new DistillationOptions())));
    }

    private static double[] Scores(string family, Objective objective, BinnedDataset data, SoftTargets soft)
    {
        BinModel model = family switch
        {
            "trees" => GradientBoosting.Train(data, null, new TrainerOptions { Objective = objective, Trees = 60, MinChildWeight = 1 }, soft).Model,
            "linear" => LinearTrainer.Train(data, null, new LinearOptions { Objective = objective, Pairs = 0, L2 = 0.1 }, soft).Model,
            _ => DenseTrainer.Train(data, null, new DenseOptions { Objective = objective, Epochs = 12, Hidden = [8], LearningRate = 0.01 }, soft).Model,
        };
        return ModelScores.Of(model, data);
    }
}
