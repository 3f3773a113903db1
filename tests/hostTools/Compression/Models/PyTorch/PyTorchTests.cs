using System.IO.Compression;
using System.Text;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.PyTorch;
using Endcap.Compression.Models.Teachers;
using Endcap.Tests.HostTools.Compression.Models.Safetensors;
using Endcap.Tests.HostTools.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.PyTorch;

[TestClass]
public sealed class PyTorchTests
{
    // A dictionary {"w": the storage's six numbers, offset 1, as a matrix [2, 2] with strides (1, 2)}, by hand.
    private const string Transposed = "\u0080\u0002}X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\n"
        + "X\u0001\0\0\0" + "0X\u0003\0\0\0cpuK\u0006tQK\u0001K\u0002K\u0002\u0086K\u0001K\u0002\u0086\u0089ccollections\nOrderedDict\n)RtRs.";

    private readonly string _folder = Directory.CreateTempSubdirectory("torch").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow("logreg_margarine")]
    [DataRow("mlp_binary_margarine")]
    public void A_State_Dict_Predicts_As_Torch(string name)
    {
        ToolCase own = ToolCase.Own("torch", name);
        own.Check(TeacherFile.Read(Path.Combine(own.Folder, "state_dict.pt")), (expected, got) => Math.Abs(expected - got) <= 1e-6);
    }

    [TestMethod]
    public void Strides_And_Offsets_Are_Followed()
    {
        Teacher teacher = Read(Zip(Transposed));
        double[] outputs = new double[2];
        teacher.NewScorer().Score([1, 10], [], outputs);
        CollectionAssert.AreEqual(new double[] { 1 + 30, 2 + 40 }, outputs); // rows (1, 3) and (2, 4) of 0 … 5
    }

    [TestMethod]
    [DataRow("\u0080\u0002cposix\nsystem\nX\u0002\0\0\0ls\u0085R.", "posix.system")]
    [DataRow("\u0080\u0002c__main__\nNet\n)\u0081.", "__main__.Net")]
    [DataRow("\u0080\u0004\u008c\u0008builtins\u008c\u0004" + "eval\u0093.", "builtins.eval")]
    [DataRow("(ios\nsystem\n.", "0x69")]
    [DataRow("\u0080\u0002}X\u0005\0\0\0modelK\u0001s.", "no tensors")]
    public void Other_Pickles_Are_Refused_By_Name(string pickle, string name)
    {
        UserErrorException e = Error("E262", Zip(pickle));
        StringAssert.Contains(e.Message, name);
        StringAssert.Contains(e.Help, "safetensors");
    }

    [TestMethod]
    public void A_Checkpoint_Is_Refused_With_The_Line_That_Unpacks_It()
    {
        string nested = "\u0080\u0002}X\u0005\0\0\0model" + Transposed[2..^1] + "s.";
        StringAssert.Contains(Error("E262", Zip(nested)).Help, "[\"model\"]");
    }

    [TestMethod]
    public void A_Tensor_Outside_Its_Storage_Is_Malformed() =>
        Error("E261", Zip(Transposed.Replace("K\u0002K\u0002\u0086K\u0001K\u0002", "K\u0002K\u0002\u0086K\u0001K\u0005", StringComparison.Ordinal)));

    [TestMethod]
    public void Torch_Script_And_Old_Pickles_Are_Refused()
    {
        StringAssert.Contains(Error("E262", Zip(Transposed, ("m/constants.pkl", [1]))).Message, "TorchScript");
        byte[] old = [0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];
        StringAssert.Contains(Error("E262", old).Message, "1.6");
    }

    [TestMethod]
    public void A_Zip_Bomb_Is_A_Limit()
    {
        byte[] bomb = Zip(Transposed.Replace("X\u0001\0\0\0" + "0", "X\u0001\0\0\0" + "9", StringComparison.Ordinal), ("m/data/9", new byte[64 << 20]));
        Assert.IsLessThan(1 << 20, bomb.Length);
        Error("E263", bomb);
    }

    [TestMethod]
    public void A_Damaged_Weight_Fails_The_Checksum()
    {
        byte[] file = Zip(Transposed);
        int at = file.AsSpan().IndexOf(BitConverter.GetBytes(3f));
        file[at] ^= 1;
        StringAssert.Contains(Error("E261", file).Message, "checksum");
    }

    [TestMethod]
    public void A_File_Cut_Anywhere_Is_Malformed()
    {
        string path = Path.Combine(OwnModels.Folder("torch", "logreg_margarine"), "state_dict.pt");
        byte[] file = File.ReadAllBytes(path);
        for (int length = 0; length < file.Length; length++)
            Assert.AreEqual("E261", Assert.ThrowsExactly<UserErrorException>(() => new PyTorchFormat().Read(file[..length], path)).Code, $"{length} bytes");
    }

    [TestMethod]
    public void Damaged_Files_Give_Errors_Or_Models()
    {
        string path = Path.Combine(OwnModels.Folder("torch", "logreg_margarine"), "state_dict.pt");
        int count = Environment.GetEnvironmentVariable("ENDCAP_FUZZ") == "1" ? 100_000 : 2_000;
        int models = MutationFuzz.Run(new BesideFormat(new PyTorchFormat(), path), File.ReadAllBytes(path), count, seed: 43);
        Assert.IsGreaterThan(0, models, "some mutations only change padding");
    }

    // Checksums of the zip hide the pickle from blind damage, so here the damage is done before they are made.
    [TestMethod]
    public void Damaged_Pickles_Give_Errors_Or_Models()
    {
        int count = Environment.GetEnvironmentVariable("ENDCAP_FUZZ") == "1" ? 100_000 : 2_000;
        byte[] pickle = Encoding.Latin1.GetBytes(Transposed);
        string path = Path.Combine(_folder, "m.pt");
        WriteLayers();
        int models = MutationFuzz.Run(new BesideFormat(new PickleFormat(), path), pickle, count, seed: 44);
        Assert.IsGreaterThan(0, models, "some mutations only change numbers");
    }

    private UserErrorException Error(string code, byte[] file)
    {
        UserErrorException e = Assert.ThrowsExactly<UserErrorException>(() => Read(file));
        Assert.AreEqual(code, e.Code, e.Message);
        return e;
    }

    private Teacher Read(byte[] file)
    {
        WriteLayers();
        Assert.IsTrue(new PyTorchFormat().Matches(file));
        return new PyTorchFormat().Read(file, Path.Combine(_folder, "m.pt"));
    }

    private void WriteLayers() => File.WriteAllText(Path.Combine(_folder, "m.layers.json"), """{"layers":[{"type":"linear","weight":"w"}]}""");

    private static byte[] Zip(string pickle, params (string Name, byte[] Data)[] more) => Zip(Encoding.Latin1.GetBytes(pickle), more);

    private static byte[] Zip(byte[] pickle, params (string Name, byte[] Data)[] more)
    {
        byte[] numbers = [.. Enumerable.Range(0, 6).SelectMany(i => BitConverter.GetBytes((float)i))];
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] data) in ((string, byte[])[])[("m/data.pkl", pickle), ("m/data/0", numbers), .. more])
            {
                using Stream entry = zip.CreateEntry(name, data.Length > 1000 ? CompressionLevel.Fastest : CompressionLevel.NoCompression).Open();
                entry.Write(data);
            }
        }

        return memory.ToArray();
    }

    // Takes a bare pickle and reads it in a zip.
    private sealed class PickleFormat : TeacherFormat
    {
        public override string Name => "pickle";

        public override string Title => "pickle";

        public override bool Matches(ReadOnlySpan<byte> file) => true;

        public override Teacher Read(byte[] file, string path) => new PyTorchFormat().Read(Zip(file), path);
    }
}
