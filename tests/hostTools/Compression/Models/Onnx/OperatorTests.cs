using System.Globalization;
using System.Text.Json;
using Endcap.Compression.Models.Onnx;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Tests.HostTools.Compression.Models.Onnx;

/// <summary>
/// Small graphs of our own, one or a few operators each, against what ONNX Runtime 1.30 answered on one thread (tests/Golden/Models/onnx):
/// every mode and missing rule, every aggregate, transform and label rule, and the dense operators.
/// </summary>
[TestClass]
public class OperatorTests
{
    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void An_Operator_Answers_As_Onnx_Runtime(string family, string name)
    {
        JsonElement one = Family(family).RootElement.GetProperty(name);
        Teacher teacher = new OnnxFormat().Read(one.GetProperty("model").GetBytesFromBase64(), name);
        int ulps = teacher is TreeTeacher { Transform.Name: "NONE" } ? 0 : 2;
        Assert.AreEqual("", Differences(teacher, one, ulps));
    }

    [TestMethod]
    public void A_Wrong_Comparison_Would_Be_Noticed()
    {
        JsonElement less = Family("regressors").RootElement.GetProperty("mode_lt");
        byte[] model = less.GetProperty("model").GetBytesFromBase64();
        ReadOnlySpan<byte> from = "BRANCH_LT"u8;
        for (int at; (at = model.AsSpan().IndexOf(from)) >= 0;) "BRANCH_GT"u8.CopyTo(model.AsSpan(at));
        Assert.AreNotEqual("", Differences(new OnnxFormat().Read(model, "swapped"), less, 0));
    }

    public static IEnumerable<object[]> Cases() =>
        from family in new[] { "regressors", "classifiers", "v5", "dense" }
        from one in Family(family).RootElement.EnumerateObject()
        select new object[] { family, one.Name };

    private static JsonDocument Family(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(OwnModels.Folder("onnx", "operators"), name + ".json")));

    // Rows and columns where the answer is more than some float32 steps, and 1e−6, off.
    private static string Differences(Teacher teacher, JsonElement one, int ulps)
    {
        double[][] inputs = Rows(one.GetProperty("inputs")), expected = Rows(one.GetProperty("outputs"));
        double[] raw = new double[teacher.RawNames.Count], outputs = new double[teacher.OutputNames.Count];
        TeacherScorer scorer = teacher.NewScorer();
        List<string> found = [];
        for (int row = 0; row < inputs.Length; row++)
        {
            scorer.Score(inputs[row], raw, outputs);
            Assert.HasCount(expected[row].Length, outputs);
            for (int c = 0; c < outputs.Length; c++)
                if (!Same(expected[row][c], outputs[c], ulps)) found.Add($"row {row}, column {c}: {expected[row][c]:R}, not {outputs[c]:R}");
        }

        return string.Join("; ", found.Take(3));
    }

    private static bool Same(double expected, double got, int ulps)
    {
        if (expected == got || (double.IsNaN(expected) && double.IsNaN(got))) return true;
        if (ulps == 0) return false;
        long off = Math.Abs((long)BitConverter.SingleToInt32Bits((float)expected) - BitConverter.SingleToInt32Bits((float)got));
        return off <= ulps || Math.Abs(expected - got) <= 1e-6;
    }

    private static double[][] Rows(JsonElement lines) => [.. lines.EnumerateArray().Select(line => line.GetString()!.Split(',').Select(Number).ToArray())];

    private static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);
}
