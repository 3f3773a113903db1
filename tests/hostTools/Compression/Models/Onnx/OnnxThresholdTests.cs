using Endcap.Compression.Models.Onnx;
using Endcap.Compression.Models.Onnx.Proto;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Tests.HostTools.Compression.Models.Onnx;

/// <summary>Rows on every threshold of real models and one step beside them, against a walk over the file's own node lists.</summary>
[TestClass]
public class OnnxThresholdTests
{
    [TestMethod]
    public void Every_Threshold_Of_A_Model_In_The_Repository_Is_Met() =>
        AssertAllThresholds(Path.Combine(OwnModels.Folder("onnx", "xgb_cls_margarine"), "model.onnx"));

    [TestMethod]
    [DataRow("sk_gbdt_reg_housing")]
    [DataRow("sk_rf_cls_satellite")]
    public void Every_Threshold_Of_A_Real_Model_Is_Met(string name) => AssertAllThresholds(RealModels.Path("onnx_ml", name, "model.onnx"));

    private static void AssertAllThresholds(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        var plain = new PlainTrees(OnnxModel.Parser.ParseFrom(file).Graph.Node[0]);
        var teacher = (TreeTeacher)new OnnxFormat().Read(file, path);
        double[] raw = new double[teacher.RawNames.Count], outputs = new double[teacher.OutputNames.Count];
        TeacherScorer scorer = teacher.NewScorer();
        int rows = 0;
        foreach (double[] row in Rows(plain, teacher.Inputs.Count))
        {
            scorer.Score(row, raw, outputs);
            float[] expected = plain.Sums(row, raw.Length);
            for (int k = 0; k < raw.Length; k++)
                if (expected[k] != (float)raw[k]) Assert.Fail($"score {k} is {raw[k]:R}, not {expected[k]:R}, for the row {string.Join(", ", row)}");
            rows++;
        }

        Assert.IsGreaterThan(3 * plain.Splits.Count, rows);
    }

    // Each row has one column at a split's edge; the others hold other edges, so that many nodes are reached.
    private static IEnumerable<double[]> Rows(PlainTrees plain, int columns)
    {
        var random = new Random(17);
        double[] odd = [double.NaN, 0.0, -0.0, double.PositiveInfinity, double.NegativeInfinity, float.Epsilon, -1, 1e30];
        foreach ((int column, float threshold) in plain.Splits)
        {
            foreach (double value in (double[])[threshold, MathF.BitIncrement(threshold), MathF.BitDecrement(threshold), odd[random.Next(odd.Length)]])
            {
                double[] row = [.. Enumerable.Range(0, columns).Select(_ => (double)plain.Splits[random.Next(plain.Splits.Count)].Threshold)];
                row[column] = value;
                if (random.Next(4) == 0) row[random.Next(columns)] = odd[random.Next(odd.Length)];
                yield return row;
            }
        }
    }
}
