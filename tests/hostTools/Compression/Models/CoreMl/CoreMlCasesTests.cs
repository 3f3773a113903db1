using Endcap.Compression.Models.CoreMl;
using Endcap.Compression.Models.Teachers;
using Endcap.Tests.HostTools.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.CoreMl;

/// <summary>
/// Models that coremltools wrote, compared with the source library's predictions. XGBoost's is float32 in both: the same to the bit.
/// scikit-learn's forest is double in both: the 9 digits of the file. Its linear model was fitted and predicts in float32, with terms
/// of some 50, where Core ML adds doubles: 1e−5.
/// </summary>
[TestClass]
public sealed class CoreMlCasesTests
{
    [TestMethod]
    [DataRow("sk_linear_housing", 1e-5)]
    [DataRow("sk_rf_cls_satellite", 1e-8)]
    [DataRow("xgb_reg_housing", 0)]
    public void Real_Models_Predict_As_Their_Source_Does(string name, double tolerance) => Check(ToolCase.Shared("coreml", name), tolerance);

    [TestMethod]
    [DataRow("sk_linear_housing", 1e-5)]
    [DataRow("xgb_reg_housing", 0)]
    public void Own_Models_Predict_As_Their_Source_Does(string name, double tolerance) => Check(ToolCase.Own("coreml", name), tolerance);

    private static void Check(ToolCase tool, double tolerance)
    {
        string path = Path.Combine(tool.Folder, "model.mlmodel");
        Assert.IsInstanceOfType<CoreMlFormat>(TeacherFile.Recognise(File.ReadAllBytes(path)));
        Teacher teacher = TeacherFile.Read(path);
        CollectionAssert.AreEqual(tool.InputNames, teacher.Inputs.Select(input => input.Name).ToArray());
        tool.Check(teacher, (expected, got) => tolerance == 0 ? ToolCase.SameSingle(expected, got) : Math.Abs(expected - got) <= tolerance * Math.Max(1, Math.Abs(expected)));
    }
}
