using System.Globalization;
using System.Text;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Importing;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Dense;
using Endcap.Compression.Models.Teachers.Linear;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Tests.HostTools.Compression.Models.Importing;

[TestClass]
public sealed class AdditiveImporterTests
{
    // Weights are exact in float32.
    private const double Start = 1, AgeWeight = 0.5, MemberWeight = -3, ConstantWeight = 2;

    [TestMethod]
    public void A_Bins_Weight_Is_The_Teachers_At_The_Mean_Of_Its_Values()
    {
        using var folder = new TemporaryFolder();
        // 40 ages, 16 bins: some bins have three values. one is always 4, so it belongs to the bias.
        ImportResult result = ModelImport.Run(Request(Linear(), folder.Write("d.csv", Csv())));
        Assert.AreEqual("squared", result.Model.Objective);
        Assert.IsFalse(result.Ensemble!.IsExact);
        Assert.HasCount(2, result.Model.Trees);
        var age = result.Model.Schema.Features[0];
        Assert.AreEqual(("age", 16), (age.Name, age.BinCount));
        for (int bin = 0; bin < 16; bin++)
        {
            double mean = Enumerable.Range(20, 40).Where(value => age.Bin(value) == bin).Average();
            foreach (byte member in (byte[])[0, 1])
                Assert.AreEqual(Start + AgeWeight * mean + MemberWeight * member + ConstantWeight * 4,
                    result.Model.Score([(byte)bin, member]), 1e-6);
        }
    }

    [TestMethod]
    public void The_Report_Says_What_Binning_Costs()
    {
        using var folder = new TemporaryFolder();
        ImportResult result = ModelImport.Run(Request(Linear(), folder.Write("d.csv", Csv())));
        var age = result.Model.Schema.Features[0];
        double largest = Enumerable.Range(20, 40).Max(value => Math.Abs(AgeWeight *
            (value - Enumerable.Range(20, 40).Where(other => age.Bin(other) == age.Bin(value)).Average())));
        Assert.AreEqual(largest, result.Kept!.MaxDifference, 1e-5);
        Assert.IsGreaterThan(0.1, largest);
    }

    [TestMethod]
    public void Flags_Alone_Are_Exact()
    {
        using var folder = new TemporaryFolder();
        string csv = folder.Write("d.csv", "age,member,one\n0,1,4\n1,0,4\n1,1,4\n0,0,4\n");
        ImportResult result = ModelImport.Run(Request(Linear(), csv));
        Assert.IsTrue(result.Ensemble!.IsExact);
        Assert.AreEqual(0, result.Kept!.MaxDifference, 1e-6);
    }

    [TestMethod]
    public void One_Dense_Layer_Is_Linear_And_An_Activation_Is_Not()
    {
        using var folder = new TemporaryFolder();
        string csv = folder.Write("d.csv", Csv());
        var scale = new Affine([10, 0, 0], [0.5f, 1, 1]);
        var layer = new FullyConnected(3, 1, [1, -3, 2], [1]);
        ImportResult result = ModelImport.Run(Request(Dense(scale, layer), csv));
        ImportResult linear = ModelImport.Run(Request(Linear(), csv));
        // (age − 10) · 0.5 is 5 less than age · 0.5.
        Assert.AreEqual(linear.Model.Score([3, 1]) - 5, result.Model.Score([3, 1]), 1e-5);
        UserErrors.Expect("E268", () => ModelImport.Run(Request(Dense(scale, layer, new Activation(1, ActivationKind.Relu)), csv)), "function of the inputs");
    }

    [TestMethod]
    public void Log_Odds_Stay_Log_Odds()
    {
        using var folder = new TemporaryFolder();
        string csv = folder.Write("d.csv", Csv());
        Assert.AreEqual("logistic", ModelImport.Run(Request(Linear(TeacherTask.Binary, new Sigmoid()), csv)).Model.Objective);
        Assert.AreEqual("pairwise", ModelImport.Run(Request(Linear(TeacherTask.Binary), csv)).Model.Objective);
    }

    [TestMethod]
    public void Without_Data_There_Are_No_Bins() =>
        UserErrors.Expect("E256", () => ModelImport.Run(Request(Linear(), null)), "m.bin");

    [TestMethod]
    public void Missing_Values_That_The_Teacher_Cannot_Take_Are_Refused()
    {
        using var folder = new TemporaryFolder();
        string csv = folder.Write("d.csv", Csv() + ",1,4\n");
        UserErrors.Expect("E268", () => ModelImport.Run(Request(Linear(), csv)), "a missing value of age");
        TreeEnsemble model = ModelImport.Run(Request(Linear(skips: true), csv)).Model;
        var age = model.Schema.Features[0];
        Assert.AreEqual(Start + ConstantWeight * 4, model.Score([age.AbsentBin, 0]), 1e-6);
    }

    private static ImportRequest Request(Teacher teacher, string? data) => new() { Teacher = teacher, File = "m.bin", Data = data };

    private static string Csv()
    {
        var text = new StringBuilder("age,member,one\n");
        for (int age = 20; age < 60; age++) text.Append(CultureInfo.InvariantCulture, $"{age},{age % 2},4\n");
        return text.ToString();
    }

    private static LinearTeacher Linear(TeacherTask task = TeacherTask.Regression, OutputTransform? transform = null, bool skips = false) => new()
    {
        Origin = new TeacherOrigin("Test", "", "linear"),
        Task = task,
        Inputs = [new("age"), new("member"), new("one")],
        RawNames = ["raw"],
        OutputNames = ["prediction"],
        Weights = [[AgeWeight, MemberWeight, ConstantWeight]],
        Start = [Start],
        SkipsMissing = skips,
        Transform = transform ?? new IdentityTransform(),
        Objective = "test",
    };

    private static DenseTeacher Dense(params DenseStep[] steps) => new()
    {
        Origin = new TeacherOrigin("Test", "", "dense"),
        Task = TeacherTask.Regression,
        Inputs = [new("age"), new("member"), new("one")],
        RawNames = ["raw"],
        OutputNames = ["prediction"],
        Steps = steps,
        RawSteps = steps.Length,
    };

    private sealed class Sigmoid : OutputTransform
    {
        public override string Name => "sigmoid";

        public override void Apply(ReadOnlySpan<double> raw, Span<double> outputs) => outputs[0] = BinaryMetrics.Probability(raw[0]);
    }
}
