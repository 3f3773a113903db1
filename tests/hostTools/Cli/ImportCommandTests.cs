using System.Text.Json;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public class ImportCommandTests
{
    [TestMethod]
    public void Own_Models_Predict_And_Are_Inspected()
    {
        using var folder = new TemporaryFolder();
        string csv = folder.Write("d.csv", SmallStore.Csv(50, 1));
        EndcapProcess.Run(["schema", "infer", csv, .. SmallStore.Lists, "-o", folder["s.json"]]).Succeeded();
        EndcapProcess.Run("train", csv, "--schema", folder["s.json"], "--objective", "logistic", "--trees", "5", "-o", folder["m.json"]).Succeeded();
        JsonElement report = EndcapProcess.Run("predict", folder["m.json"], "--data", csv, "--raw", "-o", folder["p.csv"], "--json").Succeeded().Json;
        Assert.AreEqual("output rows columns[] tool seconds warnings[]", JsonKeys.Of(report));
        Assert.AreEqual(200, report.GetProperty("rows").GetInt32());
        string[] lines = File.ReadAllLines(folder["p.csv"]);
        Assert.AreEqual("raw,prediction", lines[0]);
        double[] first = [.. lines[1].Split(',').Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.AreEqual(1 / (1 + Math.Exp(-first[0])), first[1], 1e-12);

        JsonElement inspected = EndcapProcess.Run("inspect", folder["m.json"], "--json").Succeeded().Json;
        Assert.AreEqual("Endcap", inspected.GetProperty("tool").GetString());
        Assert.AreEqual(4, inspected.GetProperty("inputs").GetArrayLength());
        Expect("E315", EndcapProcess.Run("inspect", folder["m.json"], "--hex", "all"), "--hex");
        Expect("E271", EndcapProcess.Run("import", folder["m.json"], "-o", folder["i.json"]), "m.json");
        Assert.IsFalse(File.Exists(folder["i.json"]));
    }

    [TestMethod]
    public void Nothing_Is_Left_Of_A_Prediction_That_Fails_Or_Is_Stopped()
    {
        using var folder = new TemporaryFolder();
        string csv = folder.Write("d.csv", SmallStore.Csv(50, 1)), bad = folder.Write("bad.csv", "brand,price,last,age\n1,x,1,1\n");
        EndcapProcess.Run(["schema", "infer", csv, .. SmallStore.Lists, "-o", folder["s.json"]]).Succeeded();
        EndcapProcess.Run("train", csv, "--schema", folder["s.json"], "--trees", "5", "-o", folder["m.json"]).Succeeded();
        Expect("E105", EndcapProcess.Run("predict", folder["m.json"], "--data", bad, "-o", folder["p.csv"]), "bad.csv:2: column price");
        Assert.AreEqual(130, EndcapProcess.Run(new CancellationToken(true), "predict", folder["m.json"], "--data", csv, "-o", folder["p.csv"]).ExitCode);
        Assert.AreEqual("bad.csv d.csv m.json s.json", folder.Files);
        Expect("E260", EndcapProcess.Run("predict", csv, "--data", csv, "-o", folder["p.csv"]), "d.csv");
        Expect("E406", EndcapProcess.Run("predict", folder["m.json"], "--data", csv, "-o", csv), "d.csv");
    }

    [TestMethod]
    public void Options_That_Contradict_Each_Other_Are_Refused()
    {
        using var folder = new TemporaryFolder();
        string model = folder.Write("m", "x"), to = folder["o.json"];
        Expect("E270", EndcapProcess.Run("import", model, "--distil", "-o", to), "--distil");
        Expect("E273", EndcapProcess.Run("import", model, "--schema", model, "--item", "a", "-o", to), "--item");
        Expect("E315", EndcapProcess.Run("import", model, "--short-edges", "-o", to), "--short-edges");
        Expect("E276", EndcapProcess.Run("import", model, "--distil", "--keep-residual", "--data", model, "-o", to), "--keep-residual");
        Expect("E260", EndcapProcess.Run("import", model, "-o", to), "no model");
    }

    private static void Expect(string code, EndcapProcess run, string part)
    {
        Assert.AreEqual(1, run.ExitCode, run.Output + run.Error);
        StringAssert.Contains(run.Error, code, StringComparison.Ordinal);
        StringAssert.Contains(run.Error, part, StringComparison.Ordinal);
    }
}
