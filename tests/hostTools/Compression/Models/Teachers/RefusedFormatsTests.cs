using Endcap.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.Teachers;

[TestClass]
public class RefusedFormatsTests
{
    [TestMethod]
    [DataRow("8004950F00", "pickle", "save_model")]
    [DataRow("894844460D0A1A0A00", "HDF5", "TFLite")]
    [DataRow("504B0304140000006D6F64656C2E776569676874732E6835", "Keras", "tf2onnx")]
    [DataRow("504B030414000000782E6D6C6D6F64656C", ".mlpackage", "neuralnetwork")]
    [DataRow("504B03041400", "zip", "Unpack")]
    [DataRow("62696E6600", "XGBoost's old", "JSON")]
    [DataRow("1F8B0800", "gzip", "gunzip")]
    [DataRow("580A0000", "R data", "xgb.save")]
    [DataRow("789C0000", "joblib", "pickle")]
    [DataRow("3C504D4D4C2076", "PMML", "ONNX")]
    public void Known_Files_Name_The_Way_On(string hex, string what, string help)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("m", Convert.FromHexString(hex));
        var error = Assert.ThrowsExactly<Endcap.Compression.Errors.UserErrorException>(() => TeacherFile.Read(path));
        Assert.AreEqual("E262", error.Code);
        StringAssert.Contains(error.Message, what, StringComparison.Ordinal);
        StringAssert.Contains(error.Help, help, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_Package_Is_A_Folder()
    {
        using var folder = new TemporaryFolder();
        string inside = Path.Combine(folder["m.mlpackage"], "Data", "com.apple.CoreML");
        Directory.CreateDirectory(inside);
        File.WriteAllBytes(Path.Combine(inside, "model.mlmodel"), []);
        UserErrors.Expect("E262", () => TeacherFile.Read(folder["m.mlpackage"]), "Core ML package");
    }

    [TestMethod]
    public void Other_Files_Are_Unknown()
    {
        using var folder = new TemporaryFolder();
        UserErrors.Expect("E260", () => TeacherFile.Read(folder.Write("m", "hello")), "no model");
        UserErrors.Expect("E260", () => TeacherFile.Read(folder.Write("e", "")), "no model");
        UserErrors.Expect("E272", () => TeacherFile.Read(folder["m"], "xgbost"), "xgbost");
    }
}
