using Endcap.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.Teachers;

[TestClass]
public sealed class TeacherFileTests
{
    private static readonly (string Format, string[] Path)[] Files =
    [
        ("xgboost", ["xgboost", "dart_housing", "model.json"]),
        ("xgboost", ["xgboost", "gblinear_housing", "model.ubj"]),
        ("lightgbm", ["lightgbm", "housing_25_trees", "model.txt"]),
        ("onnx", ["onnx", "xgb_cls_margarine", "model.onnx"]),
        ("onnx", ["onnx", "torch_mlp_binary_margarine", "model.onnx"]),
        ("coreml", ["coreml", "xgb_reg_housing", "model.mlmodel"]),
        ("coreml", ["coreml", "sk_linear_housing", "model.mlmodel"]),
        ("safetensors", ["torch", "mlp_binary_margarine", "model.safetensors"]),
        ("pytorch", ["torch", "mlp_binary_margarine", "state_dict.pt"]),
    ];

    public static IEnumerable<object[]> Cases => Files.Select(file => new object[] { file.Format, string.Join('/', file.Path) });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_File_Is_Of_One_Format_Alone_Whatever_Its_Name(string format, string path)
    {
        string[] parts = path.Split('/');
        string file = Path.Combine(OwnModels.Folder(parts[0], parts[1]), parts[2]);
        if (!File.Exists(file)) Assert.Fail($"no {file}");
        byte[] bytes = File.ReadAllBytes(file);
        CollectionAssert.AreEqual(new[] { format }, TeacherFile.Formats.Where(known => known.Matches(bytes)).Select(known => known.Name).ToArray());
    }

    [TestMethod]
    public void No_Format_Takes_Random_Bytes_Or_Throws_On_Them()
    {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            foreach (TeacherFormat format in TeacherFile.Formats)
                Assert.IsFalse(format.Matches(bytes) && format.Name is not ("onnx" or "coreml"), $"{format.Name}: {Convert.ToHexString(bytes)}");
        }
    }
}
