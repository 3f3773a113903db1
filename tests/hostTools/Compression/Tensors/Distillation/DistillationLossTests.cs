using Endcap.Compression.Tensors.Distillation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Distillation;

[TestClass]
public sealed class DistillationLossTests
{
    [TestMethod]
    public void A_Binary_Loss_Is_The_One_By_Hand()
    {
        // Odds 1 : 1 for the student, 3 : 1 for the teacher at T = 2, label 1: hard ln 2; soft ¾ ln 1.5 + ¼ ln ½, times 4.
        double loss = DistillationLoss.Binary(new DistillationOptions(2, 0.25), 0, 2 * Math.Log(3), 1, out double gradient);
        Assert.AreEqual(0.25 * Math.Log(2) + 0.75 * 4 * (0.75 * Math.Log(1.5) + 0.25 * Math.Log(0.5)), loss, 1e-12);
        Assert.AreEqual(0.25 * -0.5 + 0.75 * 2 * (0.5 - 0.75), gradient, 1e-12);
    }

    [TestMethod]
    public void A_Loss_Of_Classes_Is_The_One_By_Hand()
    {
        // Student ⅓ each; teacher ½, ¼, ¼ at T = 3.
        double[] gradient = new double[3];
        double loss = DistillationLoss.Classes(new DistillationOptions(3, 0.5), [1, 1, 1], [3 * Math.Log(2), 0, 0], 2, gradient);
        Assert.AreEqual(0.5 * Math.Log(3) + 0.5 * 9 * (0.5 * Math.Log(1.5) + 0.5 * Math.Log(0.75)), loss, 1e-12);
        Assert.AreEqual(0.5 / 3 + 0.5 * 3 * (1 / 3.0 - 0.5), gradient[0], 1e-12);
        Assert.AreEqual(0.5 * (1 / 3.0 - 1) + 0.5 * 3 * (1 / 3.0 - 0.25), gradient[2], 1e-12);
    }

    [TestMethod]
    public void A_Loss_Of_A_Group_Is_The_One_By_Hand()
    {
        // Shares ¾ and ¼ of the labels against ⅔ and ⅓ of the student.
        double[] gradient = new double[2];
        double loss = DistillationLoss.Group(new DistillationOptions(1, 1), [Math.Log(2), 0], [5, 0], [3, 1], gradient);
        Assert.AreEqual(0.75 * Math.Log(1.5) + 0.25 * Math.Log(3), loss, 1e-12);
        Assert.AreEqual(2 / 3.0 - 0.75, gradient[0], 1e-12);
        Assert.AreEqual(1 / 3.0 - 0.25, gradient[1], 1e-12);
    }

    [TestMethod]
    public void A_Regression_Loss_Is_The_One_By_Hand()
    {
        Assert.AreEqual((0.25 * 4 + 0.75 * 9) / 2, DistillationLoss.Regression(new DistillationOptions(alpha: 0.25), 5, 2, 3, out double gradient));
        Assert.AreEqual(0.25 * 2 + 0.75 * 3, gradient);
    }

    [TestMethod]
    public void Gradients_Are_Those_Of_Finite_Differences() => Seeds.Check(200, random =>
    {
        var options = new DistillationOptions(0.5 + 4 * random.NextDouble(), random.NextDouble());
        double[] student = Logits(random), teacher = [.. student.Select(_ => 3 * random.NextDouble())];
        double[] labels = [.. student.Select(_ => (double)random.Next(3))];
        int label = random.Next(student.Length);
        AssertGradient(student, (at, gradient) => DistillationLoss.Classes(options, at, teacher, label, gradient));
        AssertGradient(student, (at, gradient) => DistillationLoss.Group(options, at, teacher, labels, gradient));
        AssertGradient(student[..1], (at, gradient) => DistillationLoss.Binary(options, at[0], teacher[0], labels[0] / 2, out gradient[0]));
        AssertGradient(student[..1], (at, gradient) => DistillationLoss.Regression(options, at[0], teacher[0], labels[0], out gradient[0]));
    });

    [TestMethod]
    public void A_Student_Like_Its_Teacher_Has_No_Soft_Loss_And_Any_Other_Has_Some() => Seeds.Check(100, random =>
    {
        var options = new DistillationOptions(1 + random.NextDouble(), alpha: 0);
        double[] teacher = Logits(random), gradient = new double[teacher.Length];
        double[] shifted = [.. teacher.Select(logit => logit + 5)], other = [.. teacher];
        Assert.AreEqual(0, DistillationLoss.Classes(options, shifted, teacher, 0, gradient), 1e-9);
        foreach (double slope in gradient) Assert.AreEqual(0, slope, 1e-9);
        other[0] += 1;
        Assert.IsGreaterThan(1e-6, DistillationLoss.Classes(options, other, teacher, 0, gradient));
    });

    [TestMethod]
    public void Two_Classes_Are_A_Binary_Loss() => Seeds.Check(100, random =>
    {
        var options = new DistillationOptions(1 + random.NextDouble(), random.NextDouble());
        double student = 6 * random.NextDouble() - 3, teacher = 6 * random.NextDouble() - 3;
        int label = random.Next(2);
        double[] gradient = new double[2];
        double classes = DistillationLoss.Classes(options, [0, student], [0, teacher], label, gradient);
        Assert.AreEqual(classes, DistillationLoss.Binary(options, student, teacher, label, out double slope), 1e-9);
        Assert.AreEqual(gradient[1], slope, 1e-9);
    });

    [TestMethod]
    public void At_A_High_Temperature_It_Matches_Logits()
    {
        // Hinton et al. 2015, section 2.1: T² KL tends to ½ Σ (s − t)² / n for centred logits.
        double[] student = [1, -1, 0], teacher = [-0.5, -0.5, 1], gradient = new double[3];
        double loss = DistillationLoss.Classes(new DistillationOptions(1000, 0), student, teacher, 0, gradient);
        Assert.AreEqual((1.5 * 1.5 + 0.5 * 0.5 + 1) / 6, loss, 1e-3);
        Assert.AreEqual(1.5 / 3, gradient[0], 1e-3);
    }

    [TestMethod]
    public void Without_The_Square_Of_T_The_Soft_Part_Would_Vanish()
    {
        // The control for T²: from T = 2 to T = 20 the gradient stays of one size instead of falling a hundredfold.
        DistillationLoss.Binary(new DistillationOptions(2, 0), 1, 0, 0, out double cool);
        DistillationLoss.Binary(new DistillationOptions(20, 0), 1, 0, 0, out double hot);
        Assert.IsTrue(hot / cool is > 0.9 and < 1.2, $"{hot / cool}");
    }

    [TestMethod]
    public void A_Group_Without_Relevant_Rows_Learns_From_The_Teacher_Only()
    {
        double[] gradient = new double[2];
        Assert.AreEqual(0, DistillationLoss.Group(new DistillationOptions(1, 1), [1, 2], [2, 1], [0, 0], gradient));
        CollectionAssert.AreEqual(new double[2], gradient);
        Assert.IsGreaterThan(0, DistillationLoss.Group(new DistillationOptions(1, 0.5), [1, 2], [2, 1], [0, 0], gradient));
        Assert.IsLessThan(0, gradient[0], "the teacher's first is pushed up");
    }

    [TestMethod]
    public void Extreme_Logits_Stay_Finite()
    {
        var options = new DistillationOptions(1, 0.5);
        double[] gradient = new double[2];
        Assert.IsTrue(double.IsFinite(DistillationLoss.Binary(options, 1e4, -1e4, 0, out double slope)) && double.IsFinite(slope));
        Assert.IsTrue(double.IsFinite(DistillationLoss.Classes(options, [1e4, -1e4], [-1e4, 1e4], 1, gradient)));
        Assert.IsTrue(gradient.All(double.IsFinite));
        Assert.ThrowsExactly<ArgumentException>(() => DistillationLoss.Classes(options, [1, 2], [1], 0, gradient));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new DistillationOptions(0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new DistillationOptions(1, 1.1));
    }

    private static double[] Logits(Random random) => [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => 6 * random.NextDouble() - 3)];

    private static void AssertGradient(double[] at, Func<double[], double[], double> loss)
    {
        const double Step = 1e-5;
        double[] gradient = new double[at.Length], other = new double[at.Length];
        loss(at, gradient);
        for (int i = 0; i < at.Length; i++)
        {
            double[] above = [.. at], below = [.. at];
            above[i] += Step;
            below[i] -= Step;
            Assert.AreEqual((loss(above, other) - loss(below, other)) / (2 * Step), gradient[i], 1e-6);
        }
    }
}
