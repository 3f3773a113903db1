using System.Text.Json;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Onnx;
using Endcap.Compression.Models.Onnx.Proto;
using Endcap.Compression.Models.Teachers;
using Endcap.Tests.HostTools.Compression.Models.Teachers;
using Google.Protobuf;

namespace Endcap.Tests.HostTools.Compression.Models.Onnx;

/// <summary>Damaged and hostile files end in an entry of the catalogue.</summary>
[TestClass]
public class OnnxHostileTests
{
    // All families together: ENDCAP_FUZZ=1 makes it more than 100,000.
    [TestMethod]
    [DataRow("regressors", "mixed_modes", 300)]
    [DataRow("regressors", "double_as_tensor", 200)]
    [DataRow("classifiers", "bin2_base2_logistic", 250)]
    [DataRow("classifiers", "multi_softmax", 250)]
    [DataRow("v5", "v5_three", 250)]
    [DataRow("dense", "gemm_chain", 250)]
    [DataRow("dense", "shapes", 300)]
    [DataRow("dense", "reduce", 200)]
    [DataRow("dense", "embedding_matmul", 200)]
    [DataRow("dense", "label_chain", 200)]
    public void Mutations_Are_Models_Or_Errors(string family, string name, int count)
    {
        const int seed = 20;
        int runs = Environment.GetEnvironmentVariable("ENDCAP_FUZZ") == "1" ? count * 45 : count;
        int models = MutationFuzz.Run(new OnnxFormat(), Model(family, name), runs, seed);
        Console.WriteLine($"seed {seed}: {models} of {runs} mutations were still models");
        Assert.IsLessThan(runs, models);
    }

    [TestMethod]
    public void Every_Cut_Is_An_Error()
    {
        byte[] file = Model("classifiers", "multi_softmax");
        int whole = 0;
        for (int length = 0; length < file.Length; length++) if (Refusal(file[..length]).Code is not ("E261" or "E262")) whole++;
        Assert.AreEqual(0, whole);
    }

    [TestMethod]
    public void Children_That_Form_A_Circle_Are_Refused() =>
        AssertRefused("E261", "two parents", node => node.Set("nodes_truenodeids", 1, 0));

    [TestMethod]
    public void A_Child_Of_Two_Nodes_Is_Refused() =>
        AssertRefused("E261", "two parents", node => node.Set("nodes_truenodeids", 1, node.Get("nodes_falsenodeids", 1)));

    [TestMethod]
    public void A_Child_That_Is_Not_There_Is_Refused() =>
        AssertRefused("E261", "which is not there", node => node.Set("nodes_falsenodeids", 0, 1L << 40));

    [TestMethod]
    public void A_Column_Beyond_The_Input_Is_Refused() =>
        AssertRefused("E261", "looks at column 4", node => node.Set("nodes_featureids", 0, 4));

    [TestMethod]
    public void A_Weight_For_No_Target_Is_Refused() =>
        AssertRefused("E261", "target or class -1", node => node.Set("target_ids", 0, -1));

    [TestMethod]
    public void An_Unknown_Operator_Is_Refused_By_Name_With_The_Way_On()
    {
        OnnxModel model = OnnxModel.Parser.ParseFrom(Model("dense", "batchnorm"));
        model.Graph.Node[2].OpType = "GRU";
        UserErrorException e = Refusal(model.ToByteArray());
        Assert.AreEqual("E262", e.Code);
        Assert.Contains("GRU", e.Message);
        Assert.Contains("Export", e.Help);
    }

    [TestMethod]
    public void A_Node_Before_What_It_Needs_Is_Refused()
    {
        OnnxModel model = OnnxModel.Parser.ParseFrom(Model("dense", "batchnorm"));
        (model.Graph.Node[0], model.Graph.Node[1]) = (model.Graph.Node[1].Clone(), model.Graph.Node[0].Clone());
        Assert.Contains("not computed before it", Refusal(model.ToByteArray()).Message);
    }

    [TestMethod]
    public void A_Tensor_Of_Impossible_Size_Is_Refused()
    {
        OnnxModel model = OnnxModel.Parser.ParseFrom(Model("dense", "batchnorm"));
        foreach (long size in (long[])[-1, 1L << 40, int.MaxValue])
        {
            model.Graph.Initializer[0].Dims[0] = size;
            Assert.AreEqual("E261", Refusal(model.ToByteArray()).Code);
        }
    }

    [TestMethod]
    public void Growing_Shapes_Are_Refused_Before_They_Are_Allocated()
    {
        OnnxModel model = OnnxModel.Parser.ParseFrom(Model("dense", "clip_dropout"));
        string last = "c";
        for (int i = 0; i < 40; i++)
        {
            var grow = new OnnxNode { OpType = "Concat", Output = { $"g{i}" }, Input = { last, last }, Attribute = { new OnnxAttribute { Name = "axis", I = 1 } } };
            model.Graph.Node.Insert(3 + i, grow);
            last = $"g{i}";
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("numbers", Refusal(model.ToByteArray()).Message);
        Assert.IsLessThan(128L << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void An_Identifier_That_The_Model_Does_Not_Know_Is_An_Error_And_No_Crash()
    {
        Teacher teacher = new OnnxFormat().Read(Model("dense", "embedding_dot"), "model");
        CollectionAssert.AreEqual(new[] { "user", "item" }, teacher.Inputs.Select(input => input.Name).ToArray());
        foreach (double id in (double[])[7, 0.5, double.NaN, 1e18])
            Assert.AreEqual("E262", Assert.ThrowsExactly<UserErrorException>(() => teacher.NewScorer().Score([id, 0], [], new double[1])).Code);
    }

    [TestMethod]
    public void Other_Files_Are_Not_Taken_For_Onnx()
    {
        foreach (byte[] other in (byte[][])[[], "{\"learner\": {}}"u8.ToArray(), "tree\nversion=v4\n"u8.ToArray(), [0x08, 0x04, 0x12, 0x00, 0xE2, 0x12, 0x00], [0x3A, 0x01, 0, 0, 0, 0, 0, 0, 0x7B, 0x22], new byte[64]])
            Assert.IsFalse(new OnnxFormat().Matches(other));
    }

    private static void AssertRefused(string code, string part, Action<OnnxNode> change)
    {
        OnnxModel model = OnnxModel.Parser.ParseFrom(Model("regressors", "mixed_modes"));
        change(model.Graph.Node[0]);
        UserErrorException e = Refusal(model.ToByteArray());
        Assert.AreEqual(code, e.Code, e.Message);
        Assert.Contains(part, e.Message);
    }

    private static UserErrorException Refusal(byte[] file) => Assert.ThrowsExactly<UserErrorException>(() => new OnnxFormat().Read(file, "model"));

    private static byte[] Model(string family, string name)
    {
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(OwnModels.Folder("onnx", "operators"), family + ".json")));
        return cases.RootElement.GetProperty(name).GetProperty("model").GetBytesFromBase64();
    }
}
