using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.XGBoost;
using Endcap.Tests.HostTools.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.XGBoost;

/// <summary>Models that XGBoost wrote, with its own margins and predictions.</summary>
[TestClass]
public sealed class XGBoostCasesTests
{
    [TestMethod]
    [DataRow("binary_agaricus")]
    [DataRow("categorical_adult_hist")]
    [DataRow("dart_housing")]
    [DataRow("gblinear_housing")]
    [DataRow("rank_shelf_margarine")]
    [DataRow("regression_housing_missing")]
    [DataRow("softprob_satellite")]
    public void Real_Models_Predict_As_XGBoost_Does(string name)
    {
        ToolCase shared = ToolCase.Shared("xgboost", name);
        Check(shared, "model.json");
        Check(shared, "model.ubj");
    }

    [TestMethod]
    [DataRow("dart_housing", "model.json")]
    [DataRow("gblinear_housing", "model.json")]
    [DataRow("gblinear_housing", "model.ubj")]
    public void Own_Models_Predict_As_XGBoost_Does(string name, string file) => Check(ToolCase.Own("xgboost", name), file);

    [TestMethod]
    public void Real_Models_Reach_The_Leaves_That_XGBoost_Says()
    {
        ToolCase shared = ToolCase.Shared("xgboost", "categorical_adult_hist");
        string[] lines = File.ReadAllLines(RealModels.Path("xgboost", "categorical_adult_hist", "expected_leaf.csv"));
        var teacher = (Endcap.Compression.Models.Teachers.Trees.TreeTeacher)TeacherFile.Read(Path.Combine(shared.Folder, "model.ubj"));
        int first = lines.Length - shared.Inputs.Length;
        for (int row = 0; row < shared.Inputs.Length; row++)
        {
            double[] single = [.. shared.Inputs[row].Select(value => (double)(float)value)];
            Assert.AreEqual(lines[first + row], string.Join(',', teacher.Trees.Select(tree => tree.FindLeaf(single, true))), $"row {row}");
        }
    }

    [TestMethod]
    public void What_A_Model_Says_Of_Itself_Is_Kept()
    {
        Teacher teacher = TeacherFile.Read(Path.Combine(OwnModels.Folder("xgboost", "dart_housing"), "model.json"));
        Assert.AreEqual(new TeacherOrigin("XGBoost", "1.7.4", "dart"), teacher.Origin);
        Assert.AreEqual("longitude", teacher.Inputs[0].Name);
        Assert.AreEqual(TeacherTask.Regression, teacher.Task);
        Assert.IsTrue(teacher.SinglePrecision);
    }

    // Margins to the bit; predictions to one unit in the last place, for expf.
    private static void Check(ToolCase tool, string file)
    {
        string path = Path.Combine(tool.Folder, file);
        Teacher teacher = TeacherFile.Read(path);
        Assert.IsInstanceOfType<XGBoostFormat>(TeacherFile.Recognise(File.ReadAllBytes(path)));
        tool.Check(teacher, ToolCase.WithinUlpSingle);
        var raw = new double[teacher.RawNames.Count];
        TeacherScorer scorer = teacher.NewScorer();
        for (int row = 0; row < tool.Inputs.Length; row++)
        {
            scorer.Score(tool.Inputs[row], raw, new double[teacher.OutputNames.Count]);
            for (int k = 0; k < raw.Length; k++)
                Assert.AreEqual((float)tool.Expected[row][k], (float)raw[k], $"{file}, row {row}, {tool.ExpectedNames[k]}");
        }
    }
}
