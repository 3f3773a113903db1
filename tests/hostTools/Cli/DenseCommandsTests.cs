using System.Text.Json;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public sealed class DenseCommandsTests
{
    [TestMethod]
    public void A_Dense_Network_Goes_From_Csv_To_A_Ranking()
    {
        using var store = new DenseStore();
        JsonElement built = DenseStore.Run("build", store["m.json"], "--shelf", store["shelf.csv"], "-o", store["shelf.ecap"]);
        Assert.AreEqual("6, 4, 1", built.GetProperty("layers").GetString());
        Assert.AreEqual("upper bound", built.GetProperty("worstErrorKind").GetString());
        JsonElement inspected = DenseStore.Run("inspect", store["shelf.ecap"]);
        Assert.AreEqual(3, inspected.GetProperty("dense").GetProperty("layers").GetArrayLength());
        store.Write("p.json", """{"shopper": {"age": 33}, "affinity": {"B": {"last": 1}}}""");
        JsonElement ranked = DenseStore.Run("rank", store["shelf.ecap"], "--profile", store["p.json"], "--explain");
        Assert.AreEqual(4, ranked.GetProperty("ranking").GetArrayLength());
        Assert.IsTrue(ranked.GetProperty("explanation").GetProperty("parts").EnumerateArray()
            .Any(part => part.GetProperty("part").GetString() == "dense network"));
        JsonElement measured = DenseStore.Run("evaluate", store["m.json"], "--data", store["train.csv"], "--on-label");
        Assert.IsInRange(0.6, 1, measured.GetProperty("labelNdcg5").GetDouble());
        Assert.AreEqual("6, 4", measured.GetProperty("model").GetProperty("hidden").GetString());
    }

    [TestMethod]
    [DataRow("E218", "\"forest\"", "--model", "forest")]
    [DataRow("E218", "endcap train factors", "--model", "factors")]
    [DataRow("E219", "--trees", "--model", "dense", "--trees", "7")]
    [DataRow("E219", "--hidden", "--hidden", "4")]
    [DataRow("E220", "\"8;4\"", "--model", "dense", "--hidden", "8;4")]
    [DataRow("E221", "\"swish\"", "--model", "dense", "--activation", "swish")]
    [DataRow("E201", "--epochs", "--model", "dense", "--epochs", "0")]
    public void Options_That_Do_Not_Fit_Are_Said(string code, string part, params string[] options)
    {
        using var folder = new TemporaryFolder();
        EndcapProcess run = EndcapProcess.Run(["train", "d.csv", "--schema", "s.json", "-o", folder["m.json"], .. options]);
        Assert.AreEqual(1, run.ExitCode);
        StringAssert.StartsWith(run.Error, $"error {code}: ", StringComparison.Ordinal);
        StringAssert.Contains(run.Error, part, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Compress_Chooses_And_The_Recipe_Makes_It_Again_And_Build_Needs_No_Options()
    {
        using var store = new DenseStore();
        JsonElement report = DenseStore.Run("compress", store["m.json"], "--data", store["train.csv"], "--max-loss", "0.1", "--evaluations", "8",
            "--methods", "bits,neurons,round", "--latency", "1000", "--board", "heltec-e290", "--recipe-out", store["r.json"], "-o", store["c.json"]);
        JsonElement chosen = report.GetProperty("chosen");
        Assert.IsGreaterThan(chosen.GetProperty("bytes").GetDouble(), report.GetProperty("start").GetProperty("bytes").GetDouble());
        Assert.AreEqual(9, report.GetProperty("tensorSensitivity").GetArrayLength());
        DenseStore.Run("compress", store["m.json"], "--data", store["train.csv"], "--recipe", store["r.json"], "-o", store["again.json"]);
        CollectionAssert.AreEqual(File.ReadAllBytes(store["c.json"]), File.ReadAllBytes(store["again.json"]));
        JsonElement measured = DenseStore.Run("evaluate", store["c.json"], "--data", store["train.csv"], "--on-label");
        Assert.AreEqual(chosen.GetProperty("bytesMax").GetInt32(), measured.GetProperty("blobBytesMax").GetInt32());
        // A front of endcap compress is one for endcap report.
        store.Write("f.json", report.GetRawText());
        DenseStore.Run("report", store["c.json"], "--data", store["train.csv"], "--front", store["f.json"], "--no-points", "-o", store["r.html"]);
        string[] sections = [.. System.Xml.Linq.XDocument.Parse(File.ReadAllText(store["r.html"]).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal))
            .Descendants("section").Select(section => section.Attribute("id")!.Value)];
        Assert.AreEqual("metrics front errors features calibration blob boards", string.Join(' ', sections));
    }

    [TestMethod]
    public void A_Teacher_Of_Any_Family_Can_Be_Learned_From()
    {
        using var store = new DenseStore();
        DenseStore.Run("train", store["train.csv"], "--schema", store["s.json"], "--trees", "10", "-o", store["t.json"]);
        string[] common = ["train", store["train.csv"], "--schema", store["s.json"], "--model", "dense", "--hidden", "3", "--epochs", "3"];
        DenseStore.Run([.. common, "--teacher", store["t.json"], "--alpha", "0.2", "--temperature", "1", "-o", store["a.json"]]);
        DenseStore.Run([.. common, "--teacher", store["m.json"], "--match-features", "0.5", "-o", store["b.json"]]);
        DenseStore.Run([.. common, "--teacher", store["m.json"], "-o", store["c.json"]]);
        Assert.AreNotEqual(File.ReadAllText(store["b.json"]), File.ReadAllText(store["c.json"]), "features were not matched");
        foreach (string[] family in (string[][])[["--trees", "5"], ["--model", "linear", "--passes", "5"]])
        {
            string[] student = ["train", store["train.csv"], "--schema", store["s.json"], .. family];
            DenseStore.Run([.. student, "--teacher", store["m.json"], "--alpha", "0.2", "-o", store["taught.json"]]);
            DenseStore.Run([.. student, "-o", store["alone.json"]]);
            Assert.AreNotEqual(File.ReadAllText(store["alone.json"]), File.ReadAllText(store["taught.json"]), "the teacher had no effect");
            EndcapProcess other = EndcapProcess.Run([.. student, "--teacher", store["m.json"], "--match-features", "1", "-o", store["x.json"]]);
            StringAssert.StartsWith(other.Error.TrimStart(), "error E2", StringComparison.Ordinal); // an option of networks
            StringAssert.Contains(other.Error, "--match-features", StringComparison.Ordinal);
        }

        foreach ((string code, string[] options) in ((string, string[])[])
            [("E224", ["--teacher", store["t.json"], "--match-features", "1"]), ("E223", ["--teacher", store["t.json"], "--objective", "logistic"]),
            ("E315", ["--alpha", "0.5"]), ("E201", ["--teacher", store["t.json"], "--alpha", "2"]), ("E260", ["--teacher", store["train.csv"]])])
        {
            EndcapProcess run = EndcapProcess.Run([.. common, .. options, "-o", store["x.json"]]);
            StringAssert.StartsWith(run.Error.TrimStart(), $"error {code}: ", StringComparison.Ordinal);
            Assert.IsFalse(File.Exists(store["x.json"]));
        }
    }

    private sealed class DenseStore : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public DenseStore()
        {
            Write("train.csv", SmallStore.Csv(300, 1));
            Write("shelf.csv", BuiltStore.Shelf);
            EndcapProcess.Run("schema", "infer", this["train.csv"], "--label", "y", "--group", "g", "--item", "brand,price", "--affinity", "last",
                "--categorical", "brand", "-o", this["s.json"]).Succeeded();
            JsonElement trained = Run("train", this["train.csv"], "--schema", this["s.json"], "--model", "dense", "--hidden", "6,4",
                "--epochs", "20", "--learning-rate", "0.01", "-o", this["m.json"]);
            Assert.AreEqual(60 * 4, trained.GetProperty("validationRows").GetInt32(), "a fifth of the groups is held out for early stopping");
        }

        public string this[string name] => _folder[name];

        public void Write(string name, string text) => _folder.Write(name, text);

        public static JsonElement Run(params string[] args) => EndcapProcess.Run([.. args, "--json"]).Succeeded().Json;

        public void Dispose() => _folder.Dispose();
    }
}
