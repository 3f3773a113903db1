using Endcap.Compression.Models.LightGbm;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;
using Endcap.Tests.HostTools.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.LightGbm;

/// <summary>Models that LightGBM wrote, against what LightGBM itself predicted with them.</summary>
[TestClass]
public sealed class LightGbmCaseTests
{
    [TestMethod]
    [DataRow("binary_example")]
    [DataRow("lambdarank_shelf_margarine")]
    [DataRow("linear_tree_example")]
    [DataRow("multiclass_example")]
    [DataRow("regression_housing_missing_cat")]
    [DataRow("rf_example")]
    public void Every_Shared_Case_Is_Predicted_Exactly(string name) => Check(ToolCase.Shared("lightgbm", name));

    [TestMethod]
    public void The_Repository_S_Own_Case_Is_Predicted_Exactly() => Check(ToolCase.Own("lightgbm", "housing_25_trees"));

    [TestMethod]
    public void The_Own_Case_Is_Described()
    {
        var teacher = (TreeTeacher)TeacherFile.Read(Path.Combine(OwnModels.Folder("lightgbm", "housing_25_trees"), "model.txt"));
        Assert.AreEqual(new TeacherOrigin("LightGBM", "v4", "gbdt"), teacher.Origin);
        Assert.AreEqual(TeacherTask.Regression, teacher.Task);
        Assert.HasCount(25, teacher.Trees);
        Assert.IsTrue(teacher.Inputs[8].IsCategory);
        Assert.AreEqual(1, teacher.Inputs.Count(input => input.IsCategory));
        Assert.IsTrue(teacher.Inputs.All(input => input.Name is null), "Column_0 … are LightGBM's names for columns without");
    }

    // Raw scores bit for bit; predictions within one unit in the last place, because exp is the platform's.
    private static void Check(ToolCase tool)
    {
        Teacher teacher = TeacherFile.Read(Path.Combine(tool.Folder, "model.txt"));
        tool.Check(teacher, ToolCase.WithinUlp, sameRaw: (expected, got) => expected.Equals(got));
    }
}
