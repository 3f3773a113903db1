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
