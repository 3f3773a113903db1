using Endcap.Compression.Models.Onnx;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Dense;
using Endcap.Compression.Models.Teachers.Graph;
using Endcap.Compression.Models.Teachers.Trees;
using Endcap.Tests.HostTools.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.Onnx;

/// <summary>Models that scikit-learn, XGBoost and PyTorch exported, against the tool's own outputs and ONNX Runtime's.</summary>
[TestClass]
public class OnnxCaseTests
{
    [TestMethod]
    [DataRow("onnx_ml", "sk_gbdt_reg_housing", typeof(TreeTeacher))]
    [DataRow("onnx_ml", "sk_rf_cls_satellite", typeof(TreeTeacher))]
    [DataRow("onnx_ml", "xgb_cls_margarine", typeof(TreeTeacher))]
    [DataRow("onnx_ml", "sk_logreg_margarine", typeof(DenseTeacher))]
    [DataRow("onnx_ml", "sk_mlp_cls_margarine", typeof(GraphTeacher))]
    [DataRow("torch_onnx", "logreg_margarine", typeof(DenseTeacher))]
    [DataRow("torch_onnx", "mlp_binary_margarine", typeof(DenseTeacher))]
    public void A_Model_Predicts_As_The_Tool_That_Trained_It(string tool, string name, Type form)
    {
        ToolCase expected = ToolCase.Shared(tool, name);
        Teacher teacher = Read(expected.Folder);
        Assert.IsInstanceOfType(teacher, form);
        expected.Check(teacher, (want, got) => Math.Abs(want - got) <= 1e-6 * Math.Max(1, Math.Abs(want)));
    }

    [TestMethod]
    [DataRow("onnx_ml", "sk_gbdt_reg_housing", 0.0)]
    [DataRow("onnx_ml", "sk_rf_cls_satellite", 0.0)]
    [DataRow("onnx_ml", "xgb_cls_margarine", 0.0)]
    [DataRow("onnx_ml", "sk_logreg_margarine", 1e-6)]
    [DataRow("onnx_ml", "sk_mlp_cls_margarine", 1e-6)]
    [DataRow("torch_onnx", "logreg_margarine", 1e-6)]
    [DataRow("torch_onnx", "mlp_binary_margarine", 1e-6)]
    public void A_Model_Predicts_As_Onnx_Runtime(string tool, string name, double near) =>
        AssertAsRuntime(ToolCase.Shared(tool, name, "ort.csv"), near);

    [TestMethod]
    [DataRow("xgb_cls_margarine")]
    [DataRow("sk_mlp_cls_margarine")]
    [DataRow("sk_logreg_margarine")]
    [DataRow("torch_mlp_binary_margarine")]
    public void A_Model_In_The_Repository_Predicts_As_Its_Tool(string name)
    {
        ToolCase own = ToolCase.Own("onnx", name);
        own.Check(Read(own.Folder), (want, got) => Math.Abs(want - got) <= 1e-6);
    }

    // The runtime's columns stand in the order of the graph's outputs.
    private static void AssertAsRuntime(ToolCase runtime, double near)
    {
        Teacher teacher = Read(runtime.Folder);
        double[] raw = new double[teacher.RawNames.Count], outputs = new double[teacher.OutputNames.Count];
        TeacherScorer scorer = teacher.NewScorer();
        Assert.HasCount(outputs.Length, runtime.ExpectedNames);
        for (int row = 0; row < runtime.Inputs.Length; row++)
        {
            scorer.Score(runtime.Inputs[row], raw, outputs);
            for (int c = 0; c < outputs.Length; c++)
            {
                double expected = runtime.Expected[row][c];
                Assert.IsTrue((float)expected == (float)outputs[c] || Math.Abs(expected - outputs[c]) <= near, $"row {row}, column {c}: {expected:R}, not {outputs[c]:R}");
            }
        }
    }

    private static Teacher Read(string folder)
    {
        string path = Path.Combine(folder, "model.onnx");
        byte[] file = File.ReadAllBytes(path);
        Assert.IsInstanceOfType<OnnxFormat>(TeacherFile.Recognise(file));
        return TeacherFile.Read(path);
    }
}
