using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.TfLite;
using Endcap.Tests.HostTools.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.TfLite;

/// <summary>Models written by TensorFlow's converter.</summary>
[TestClass]
public sealed class TfLiteCaseTests
{
    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void A_Float_Network_Predicts_As_Its_Tool() =>
        ToolCase.Shared("tflite", "sine_float").Check(Model("sine_float"), (expected, got) => Math.Abs(expected - got) <= 1e-6);

    [TestMethod]
    public void An_Int8_Network_Predicts_Within_One_Unit()
    {
        int equal = 0, rows = 0;
        ToolCase.Shared("tflite", "hello_world_int8").Check(Model("hello_world_int8"), (expected, got) =>
        {
            rows++;
            if (expected == got) equal++;
            return Math.Abs(expected - got) <= 1;
        });
        TestContext.WriteLine($"{equal} of {rows} equal");
        Assert.AreEqual(rows, equal, "Arm NN, which wrote the expectation, rounds once too; rounding twice moves 23 rows, by up to 3");
    }

    private static Teacher Model(string name) => TeacherFile.Read(RealModels.Path("tflite", name, "model.tflite"));
}
