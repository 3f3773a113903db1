using Endcap.Compression.Errors;
using Endcap.Compression.Models.Safetensors;
using Endcap.Compression.Models.Teachers;
using Endcap.Tests.HostTools.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.Safetensors;

/// <summary>Layers files, over small safetensors files that the tests write.</summary>
[TestClass]
public sealed class LayersTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("layers").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow("logreg_margarine")]
    [DataRow("mlp_binary_margarine")]
    public void Safetensors_Predict_As_Torch(string name)
    {
        ToolCase own = ToolCase.Own("torch", name);
        own.Check(TeacherFile.Read(Path.Combine(own.Folder, "model.safetensors")), (expected, got) => Math.Abs(expected - got) <= 1e-6);
    }

    [TestMethod]
    [DataRow("logreg_margarine", "model.safetensors")]
    [DataRow("mlp_binary_margarine", "model.safetensors")]
    [DataRow("logreg_margarine", "state_dict.pt")]
    [DataRow("mlp_binary_margarine", "state_dict.pt")]
    public void All_Rows_Predict_As_Torch(string name, string file)
    {
        ToolCase all = ToolCase.Shared("torch_onnx", name);
        string copy = Path.Combine(_folder, file);
        File.Copy(Path.Combine(all.Folder, file), copy);
        File.Copy(Path.Combine(OwnModels.Folder("torch", name), "model.layers.json"), Path.ChangeExtension(copy, ".layers.json"));
        all.Check(TeacherFile.Read(copy), (expected, got) => Math.Abs(expected - got) <= 1e-6);
    }

    [TestMethod]
    public void Without_A_Layers_File_The_Help_Holds_One_That_Works()
    {
        string copy = Path.Combine(_folder, "m.safetensors");
        ToolCase own = ToolCase.Own("torch", "mlp_binary_margarine");
        File.Copy(Path.Combine(own.Folder, "model.safetensors"), copy);
        UserErrorException e = Assert.ThrowsExactly<UserErrorException>(() => TeacherFile.Read(copy));
        Assert.AreEqual("E262", e.Code);
        StringAssert.Contains(e.Message, "m.layers.json");
        File.WriteAllText(Path.Combine(_folder, "m.layers.json"), e.Help[e.Help.IndexOf('{')..]);
        own.Check(TeacherFile.Read(copy), (expected, got) => Math.Abs(expected - got) <= 1e-6);
    }

    [TestMethod]
    public void Every_Float_Type_And_A_Transposed_Weight_Are_Read()
    {
        byte[] data = [.. BitConverter.GetBytes(0.5), .. BitConverter.GetBytes(-2.0), .. BitConverter.GetBytes((Half)0.25), 0x40, 0xC0];
        Write("""{"w":{"dtype":"F64","shape":[2,1],"data_offsets":[0,16]},"b":{"dtype":"F16","shape":[1],"data_offsets":[16,18]},"m":{"dtype":"BF16","shape":[1],"data_offsets":[18,20]}}""",
            data, """{"inputs":["x","y"],"layers":[{"type":"linear","weight":"w","bias":"b","transposed":true,"activation":"leakyRelu","alpha":0.5},{"type":"scale","multiply":"m"}]}""");
        Teacher teacher = Read();
        double[] outputs = new double[1];
        teacher.NewScorer().Score([4, 2], [], outputs);
        Assert.AreEqual(0.5 * (0.5 * 4 - 2.0 * 2 + 0.25) * -3, outputs[0]); // 0xC040 is −3 in bfloat16
        Assert.AreEqual("y", teacher.Inputs[1].Name);
    }

    [TestMethod]
    [DataRow("""{"w":{"dtype":"F32","shape":[1,1],"data_offsets":[4,8]}}""", "E261", "a hole")]
    [DataRow("""{"w":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}""", "E261", "bytes left over")]
    [DataRow("""{"w":{"dtype":"F32","shape":[1,1],"data_offsets":[0,8]}}""", "E261", "two elements for one")]
    [DataRow("""{"w":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", "E261", "twice")]
    [DataRow("""{"w":{"dtype":"F32","shape":[-2,-1],"data_offsets":[0,8]}}""", "E261", "negative")]
    [DataRow("""{"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}""", "E261", "overflow")]
    [DataRow("""{"w":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}""", "E262", "an unknown type")]
    [DataRow("""{"w":{"dtype":"F32","shape":[[[[[[[[[[2]]]]]]]]]],"data_offsets":[0,8]}}""", "E261", "nested")]
    [DataRow("""{"w":7}""", "E261", "no object")]
    public void Headers_That_Break_The_Rules_Are_Refused(string header, string code, string why)
    {
        Write(header, new byte[8], """{"layers":[{"type":"linear","weight":"w"}]}""");
        Assert.AreEqual(code, Assert.ThrowsExactly<UserErrorException>(Read).Code, why);
    }

    [TestMethod]
    [DataRow("""{"layers":[]}""", "E262")]
    [DataRow("""{"layers":[{"type":"linear","weight":"nosuch"}]}""", "E262")]
    [DataRow("""{"layers":[{"type":"linear","weight":"w"},{"type":"linear","weight":"w"}]}""", "E262")]
    [DataRow("""{"layers":[{"type":"conv","weight":"w"}]}""", "E426")]
    [DataRow("""{"layers":[{"type":"linear","weigth":"w"}]}""", "E422")]
    [DataRow("""{"inputs":["a"],"layers":[{"type":"linear","weight":"w"}]}""", "E262")]
    [DataRow("""{"layers":[{"type":"activation","activation":"relu"}]}""", "E262")]
    [DataRow("{", "E420")]
    public void Layers_That_Do_Not_Fit_Are_Refused(string layers, string code)
    {
        Write("""{"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", new byte[8], layers);
        Assert.AreEqual(code, Assert.ThrowsExactly<UserErrorException>(Read).Code);
    }

    [TestMethod]
    public void A_File_Cut_Anywhere_Is_Malformed()
    {
        string path = Path.Combine(OwnModels.Folder("torch", "logreg_margarine"), "model.safetensors");
        byte[] file = File.ReadAllBytes(path);
        for (int length = 0; length < file.Length; length++)
            Assert.AreEqual("E261", Assert.ThrowsExactly<UserErrorException>(() => new SafetensorsFormat().Read(file[..length], path)).Code);
    }

    [TestMethod]
    public void Damaged_Files_Give_Errors_Or_Models()
    {
        string path = Path.Combine(OwnModels.Folder("torch", "logreg_margarine"), "model.safetensors");
        int count = Environment.GetEnvironmentVariable("ENDCAP_FUZZ") == "1" ? 100_000 : 2_000;
        int models = MutationFuzz.Run(new BesideFormat(new SafetensorsFormat(), path), File.ReadAllBytes(path), count, seed: 42);
        Assert.IsGreaterThan(0, models, "some mutations only change numbers");
    }

    private void Write(string header, byte[] data, string layers)
    {
        File.WriteAllBytes(Path.Combine(_folder, "m.safetensors"), [.. BitConverter.GetBytes((long)header.Length), .. header.Select(c => (byte)c), .. data]);
        File.WriteAllText(Path.Combine(_folder, "m.layers.json"), layers);
    }

    private Teacher Read() => TeacherFile.Read(Path.Combine(_folder, "m.safetensors"));
}
