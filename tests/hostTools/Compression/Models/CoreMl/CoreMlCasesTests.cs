using Endcap.Compression.Models.CoreMl;
using Endcap.Compression.Models.Teachers;
using Endcap.Tests.HostTools.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.CoreMl;

/// <summary>
/// Models that coremltools wrote. What they are compared with comes from the source libraries, which Core ML only approximates: XGBoost and
/// scikit-learn's linear model add in float32 where Core ML adds doubles (the converter rounds weights to float32, too), hence 1e−5;
/// the forest is double throughout, hence the 9 digits of the file.
/// </summary>
[TestClass]
public sealed class CoreMlCasesTests
{
    [TestMethod]
    [DataRow("sk_linear_housing", 1e-5)]
    [DataRow("sk_rf_cls_satellite", 1e-8)]
    [DataRow("xgb_reg_housing", 1e-5)]
    public void Real_Models_Predict_As_Their_Source_Does(string name, double tolerance) => Check(ToolCase.Shared("coreml", name), tolerance);

    [TestMethod]
    [DataRow("sk_linear_housing")]
    [DataRow("xgb_reg_housing")]
    public void Own_Models_Predict_As_Their_Source_Does(string name) => Check(ToolCase.Own("coreml", name), 1e-5);

    private static void Check(ToolCase tool, double tolerance)
    {
        string path = Path.Combine(tool.Folder, "model.mlmodel");
        Assert.IsInstanceOfType<CoreMlFormat>(TeacherFile.Recognise(File.ReadAllBytes(path)));
        Teacher teacher = TeacherFile.Read(path);
        CollectionAssert.AreEqual(tool.InputNames, teacher.Inputs.Select(input => input.Name).ToArray());
        tool.Check(teacher, (expected, got) => Math.Abs(expected - got) <= tolerance * Math.Max(1, Math.Abs(expected)));
    }
}
