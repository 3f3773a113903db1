using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Distillation;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Dense;

namespace Endcap.Tests.HostTools.Compression.Training.Dense;

[TestClass]
public sealed class FeatureMatchTests
{
    private static readonly BinnedDataset Data = TrainingData.Random(21, 900, 6);
    private static readonly DenseModel Teacher = DenseTrainer.Train(Data, null,
        new DenseOptions { Hidden = [12, 5], Epochs = 8, LearningRate = 0.01, Activation = Activation.Tanh, Seed = 3 }).Model;

    [TestMethod]
    public void A_Students_Hidden_Layer_Says_More_Of_The_Teachers_When_It_Must()
    {
        double plain = Unexplained(0), matched = Unexplained(1), more = Unexplained(4);
        Assert.IsLessThan(0.9 * plain, matched, $"{matched} against {plain} without");
        Assert.IsLessThan(matched, more);
    }

    [TestMethod]
    public void The_Gradient_Is_That_Of_The_Loss()
    {
        var shape = new DenseShape(Data.Schema, [3], [Activation.Tanh]);
        DenseModel student = DenseTrainer.Train(Data, null, new DenseOptions { Hidden = [3], Epochs = 1, Activation = Activation.Tanh }).Model;
        Matrix wanted = HiddenValues.Of(Teacher, Data);
        var match = new FeatureMatch(shape, Data, new FeatureTargets(wanted, 2));
        match.Project(student.Parameters);
        Matrix own = HiddenValues.Of(student, Data), rows = new(6, 3, [.. own.Data.Take(18)]);
        Matrix gradient = match.Gradient(0, rows);
        // Twice the weight, twice the gradient; a step against it comes nearer to the teacher.
        var heavier = new FeatureMatch(shape, Data, new FeatureTargets(wanted, 4));
        heavier.Project(student.Parameters);
        Matrix twice = heavier.Gradient(0, rows);
        for (int i = 0; i < 18; i++) Assert.AreEqual(2 * gradient.Data[i], twice.Data[i], 1e-6f);
        var moved = new Matrix(6, 3, [.. rows.Data.Select((value, i) => value - 0.05f * gradient.Data[i])]);
        Assert.IsLessThan(gradient.SquaredNorm(), match.Gradient(0, moved).SquaredNorm());
        Assert.IsGreaterThan(0, gradient.SquaredNorm());
    }

    // Share of the teacher's last hidden layer that the best projection of the student's leaves unexplained.
    private static double Unexplained(double weight)
    {
        Matrix wanted = HiddenValues.Of(Teacher, Data);
        var soft = new SoftTargets(ModelScores.Of(Teacher, Data), new DistillationOptions(1, 0.5));
        FeatureTargets? features = weight == 0 ? null : new FeatureTargets(wanted, weight);
        var options = new DenseOptions { Hidden = [4], Epochs = 10, LearningRate = 0.01, Activation = Activation.Tanh };
        DenseModel student = DenseTrainer.Train(Data, null, options, soft, features).Model;
        Matrix own = HiddenValues.Of(student, Data);
        Matrix projected = own.Times(FeatureMatching.BestProjection(own, wanted));
        return projected.SquaredDistance(wanted) / wanted.SquaredNorm();
    }
}
