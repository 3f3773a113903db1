using System.Text.Json;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public class CompressCommandTests
{
    [TestMethod]
    public void Chooses_Within_Budget_And_Floor_And_The_Recipe_Makes_It_Again()
    {
        using TrainedStore store = new();
        JsonElement report = store.Compress("--budget", "420", "--max-loss", "0.05", "--evaluations", "14", "--recipe-out", store["r.json"],
            "-o", store["c.json"], "--json").Succeeded().Json;
        JsonElement chosen = report.GetProperty("chosen"), start = report.GetProperty("start");
        Assert.IsLessThanOrEqualTo(420, chosen.GetProperty("bytes").GetDouble());
        Assert.IsLessThanOrEqualTo(0.05, chosen.GetProperty("loss").GetDouble());
        Assert.IsGreaterThan(chosen.GetProperty("bytes").GetDouble(), start.GetProperty("bytes").GetDouble());
        Assert.AreEqual(14, report.GetProperty("tried").GetInt32());
        double[] sizes = [.. report.GetProperty("front").EnumerateArray().Select(point => point.GetProperty("bytes").GetDouble())];
        CollectionAssert.AreEqual(sizes.Order().ToArray(), sizes);

        store.Compress("--recipe", store["r.json"], "-o", store["again.json"]).Succeeded();
        CollectionAssert.AreEqual(File.ReadAllBytes(store["c.json"]), File.ReadAllBytes(store["again.json"]));
        // Control: another seed in the recipe holds out other groups.
        File.WriteAllText(store["other.json"], File.ReadAllText(store["r.json"]).Replace("\"seed\": 1", "\"seed\": 2", StringComparison.Ordinal));
        store.Compress("--recipe", store["other.json"], "-o", store["differs.json"]).Succeeded();
        CollectionAssert.AreNotEqual(File.ReadAllBytes(store["c.json"]), File.ReadAllBytes(store["differs.json"]));
        // The model is a model like any other.
        string tolerance = chosen.GetProperty("tolerance").GetRawText();
        EndcapProcess.Run("evaluate", store["c.json"], "--data", store["train.csv"], "--on-label", "--tolerance", tolerance).Succeeded();
    }

    [TestMethod]
    [DataRow("E283", "as small as 10 bytes", "--budget", "10")]
    [DataRow("E285", "ranks in 0.001 ms on heltec-e290", "--latency", "0.001", "--board", "heltec-e290")]
    public void Shows_The_Front_And_Says_Which_Limit_Failed(string code, string message, params string[] limits)
    {
        using TrainedStore store = new();
        EndcapProcess run = store.Compress([.. limits, "--max-loss", "0.5", "--evaluations", "3", "-o", store["c.json"], "--json"]);
        Assert.AreEqual(1, run.ExitCode, run.Error);
        Assert.AreEqual(code, run.Json.GetProperty("error").GetProperty("code").GetString());
        StringAssert.Contains(run.Error, message, StringComparison.Ordinal);
        Assert.IsGreaterThan(0, run.Json.GetProperty("front").GetArrayLength());
        Assert.IsFalse(File.Exists(store["c.json"]));
    }

    [TestMethod]
    public void Ctrl_C_Keeps_The_Best_So_Far()
    {
        using TrainedStore store = new();
        using var stop = new CancellationTokenSource();
        Task<EndcapProcess> run = Task.Run(() => EndcapProcess.Run(stop.Token, "compress", store["m.json"], "--data", store["train.csv"],
            "--max-loss", "0.5", "--evaluations", "100000", "--methods", "prune,share,refit,simplify", "-o", store["c.json"], "--json"));
        stop.CancelAfter(TimeSpan.FromSeconds(6));
        EndcapProcess stopped = run.GetAwaiter().GetResult();
        // A fast machine may have tried everything, a slow one nothing yet; each ends in its own way.
        if (stopped.ExitCode == 130 && stopped.Json.TryGetProperty("chosen", out _))
        {
            StringAssert.Contains(stopped.Error, "the best so far", StringComparison.Ordinal);
            Assert.IsTrue(stopped.Json.GetProperty("interrupted").GetBoolean());
            EndcapProcess.Run("evaluate", store["c.json"], "--data", store["train.csv"]).Succeeded();
        }
        else
        {
            Assert.AreEqual(stopped.ExitCode == 0, File.Exists(store["c.json"]));
        }
    }

    [TestMethod]
    [DataRow("E282", "no compression method \"magic\"", "--methods", "prune,magic")]
    [DataRow("E288", "--max-loss is 1", "--max-loss", "1")]
    [DataRow("E305", "--budget is 0", "--budget", "0")]
    [DataRow("E305", "--evaluations is 0", "--evaluations", "0")]
    [DataRow("E289", "--max-drop and --max-loss", "--max-drop", "0.002", "--max-loss", "0.01")]
    [DataRow("E288", "--max-drop is -1", "--max-drop", "-1")]
    [DataRow("E289", "--split-by and --validation", "--split-by", "g", "--validation", "v.csv")]
    [DataRow("E101", "missing column: shopper", "--split-by", "shopper")]
    [DataRow("E289", "--recipe and --budget", "--recipe", "none.json", "--budget", "100")]
    public void Refuses_Impossible_Options(string code, string message, params string[] options)
    {
        using TrainedStore store = new();
        EndcapProcess run = store.Compress([.. options, "-o", store["c.json"]]);
        Assert.AreEqual(1, run.ExitCode);
        StringAssert.Contains(run.Error, $"error {code}: ", StringComparison.Ordinal);
        StringAssert.Contains(run.Error, message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Refuses_A_Damaged_Recipe_And_Warns_Of_Other_Data()
    {
        using TrainedStore store = new();
        string Recipe(double heldOut, string step) => store.Write("r.json",
            FormattableString.Invariant($"{{\"format\": \"endcap-compression/1\", \"seed\": 1, \"heldOut\": {heldOut}, \"model\": \"\", \"data\": \"\", \"steps\": [\"{step}\"]}}"));
        EndcapProcess Replay(string recipe) => store.Compress("--recipe", recipe, "-o", store["c.json"]);
        StringAssert.Contains(Replay(Recipe(1, "share cuts=2 refit=1")).Error, "error E281: ", StringComparison.Ordinal);
        StringAssert.Contains(Replay(Recipe(0, "shrink by=2")).Error, "error E280: ", StringComparison.Ordinal);
        StringAssert.Contains(Replay(Recipe(0, "share cuts=2 refit=1")).Succeeded().Error, "is not the data", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Holds_Out_Whole_Values_Of_A_Column_And_The_Recipe_Remembers_It()
    {
        using TrainedStore store = new();
        JsonElement report = store.Compress("--split-by", "g", "--max-drop", "0.5", "--evaluations", "3", "--recipe-out", store["r.json"],
            "-o", store["c.json"], "--json").Succeeded().Json;
        Assert.AreEqual(30, report.GetProperty("groups").GetInt32()); // a quarter of 120
        Assert.AreEqual(0.5, report.GetProperty("maxDrop").GetDouble());
        Assert.AreEqual(0.5 / report.GetProperty("reference").GetDouble(), report.GetProperty("maxLoss").GetDouble(), 1e-12);
        StringAssert.Contains(File.ReadAllText(store["r.json"]), "\"splitBy\": \"g\"", StringComparison.Ordinal);
        store.Compress("--recipe", store["r.json"], "-o", store["again.json"]).Succeeded();
        CollectionAssert.AreEqual(File.ReadAllBytes(store["c.json"]), File.ReadAllBytes(store["again.json"]));
    }

    [TestMethod]
    public void Estimates_Without_Groups_Are_Judged_By_Rmse()
    {
        using var folder = new TemporaryFolder();
        string train = folder.Write("train.csv", SmallStore.Csv(200, 1));
        EndcapProcess.Run("schema", "infer", train, "--label", "y", "--ignore", "g", "-o", folder["s.json"]).Succeeded();
        EndcapProcess.Run("train", train, "--schema", folder["s.json"], "--objective", "squared", "--trees", "10", "-o", folder["m.json"]).Succeeded();
        JsonElement report = EndcapProcess.Run("compress", folder["m.json"], "--data", train, "--max-loss", "0.05", "--evaluations", "4",
            "-o", folder["c.json"], "--json").Succeeded().Json;
        Assert.AreEqual("rmse", report.GetProperty("metric").GetString());
        Assert.AreEqual(200, report.GetProperty("groups").GetInt32()); // a quarter of 800 rows, each a label of its own
    }

    /// <summary>The small store with a trained model.</summary>
    private sealed class TrainedStore : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public TrainedStore()
        {
            string train = _folder.Write("train.csv", SmallStore.Csv(120, 1));
            EndcapProcess.Run(["schema", "infer", train, .. SmallStore.Lists, "-o", this["s.json"]]).Succeeded();
            EndcapProcess.Run("train", train, "--schema", this["s.json"], "--trees", "15", "--depth", "4", "--min-child-weight", "2",
                "-o", this["m.json"]).Succeeded();
        }

        public string this[string name] => _folder[name];

        public string Write(string name, string text) => _folder.Write(name, text);

        public EndcapProcess Compress(params string[] options) =>
            EndcapProcess.Run(["compress", this["m.json"], "--data", this["train.csv"], .. options]);

        public void Dispose() => _folder.Dispose();
    }
}
