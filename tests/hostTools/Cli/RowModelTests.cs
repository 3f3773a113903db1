using System.Globalization;
using System.Text;
using System.Text.Json;
using Endcap.Compression.Models;

namespace Endcap.Tests.HostTools.Cli;

/// <summary>Linear models, and models that score one row, through the commands.</summary>
[TestClass]
public class RowModelTests
{
    [TestMethod]
    public void A_Linear_Model_Is_Trained_Built_Inspected_And_Ranked()
    {
        using var store = new BuiltStore();
        string csv = store.Write("train.csv", SmallStore.Csv(300, 1));
        JsonElement trained = EndcapProcess.Run("train", csv, "--schema", store["s.json"], "--model", "linear", "--pairs", "2",
            "--validation", "0.2", "-o", store["m.json"], "--json").Succeeded().Json;
        Assert.AreEqual("ndcg5", trained.GetProperty("metricName").GetString());
        Assert.IsLessThanOrEqualTo(6, trained.GetProperty("model").GetProperty("trees").GetInt32());
        JsonElement evaluated = EndcapProcess.Run("evaluate", store["m.json"], "--data", csv, "--on-label", "--json").Succeeded().Json;
        Assert.IsGreaterThan(0.85, evaluated.GetProperty("labelNdcg5").GetDouble());
        Assert.AreEqual(0, store.Build().Succeeded().Json.GetProperty("trees").GetInt32());
        store.Inspect().Succeeded();
        JsonElement ranking = store.Rank("""{"shopper": {"age": 40}, "affinity": {"B": {"last": 1}}}""", "--json").Succeeded().Json.GetProperty("ranking");
        Assert.AreEqual("B", ranking[0].GetProperty("sku").GetString());
        foreach (JsonElement product in ranking.EnumerateArray())
            Assert.AreEqual(store.FloatScores()[product.GetProperty("sku").GetString()!], product.GetProperty("score").GetDouble(), 0.1);
    }

    [TestMethod]
    [DataRow("linear")]
    [DataRow("trees")]
    public void A_Risk_Goes_From_Csv_To_A_Probability(string family)
    {
        using var folder = new TemporaryFolder();
        string csv = Trained(folder, "risk", "logistic", family);
        JsonElement metrics = EndcapProcess.Run("evaluate", folder["m.json"], "--data", csv, "--on-label", "--json").Succeeded().Json;
        foreach (string key in (string[])["auc", "logLoss", "accuracy", "recall", "precision", "calibrationError"])
            Assert.AreEqual(metrics.GetProperty(key).GetDouble(), metrics.GetProperty($"label{char.ToUpperInvariant(key[0])}{key[1..]}").GetDouble(), 0.02, key);
        EndcapProcess.Run("build", folder["m.json"], "-o", folder["r.ecap"], "--json").Succeeded();
        EndcapProcess.Run("inspect", folder["r.ecap"]).Succeeded();
        string profile = folder.Write("p.json", """{"shopper": {"late": 5, "income": 20}}""");
        JsonElement ranked = EndcapProcess.Run("rank", folder["r.ecap"], "--profile", profile, "--probability", "--explain", "--json").Succeeded().Json;
        JsonElement row = ranked.GetProperty("ranking")[0];
        double score = row.GetProperty("score").GetDouble();
        Assert.AreEqual("risk", row.GetProperty("name").GetString());
        Assert.AreEqual(FloatScore(folder, 5, 20), score, 0.1);
        Assert.AreEqual(1 / (1 + Math.Exp(-score)), row.GetProperty("probability").GetDouble(), 1e-9);
        Assert.AreEqual(row.GetProperty("steps").GetInt32(),
            ranked.GetProperty("explanation").GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("steps").GetInt32()));
    }

    [TestMethod]
    public void A_Price_Goes_From_Csv_To_A_Value()
    {
        using var folder = new TemporaryFolder();
        string csv = Trained(folder, "value", "squared", "linear");
        JsonElement metrics = EndcapProcess.Run("evaluate", folder["m.json"], "--data", csv, "--on-label", "--json").Succeeded().Json;
        double rmse = metrics.GetProperty("rmse").GetDouble();
        Assert.IsInRange(0.5 * rmse, 1.01 * rmse, metrics.GetProperty("labelRmse").GetDouble());
        JsonElement built = EndcapProcess.Run("build", folder["m.json"], "-o", folder["r.ecap"], "--json").Succeeded().Json;
        double worst = built.GetProperty("worstError").GetDouble();
        Assert.IsLessThan(0.1 * rmse, worst);
        string profile = folder.Write("p.json", """{"shopper": {"late": 2, "income": 40}}""");
        JsonElement row = EndcapProcess.Run("rank", folder["r.ecap"], "--profile", profile, "--json").Succeeded().Json.GetProperty("ranking")[0];
        Assert.AreEqual(FloatScore(folder, 2, 40), row.GetProperty("score").GetDouble(), worst * 1.001);
        Assert.IsFalse(row.TryGetProperty("probability", out _));
    }

    [TestMethod]
    public void What_Does_Not_Fit_Is_Refused()
    {
        using var store = new BuiltStore();
        string csv = store.Write("train.csv", SmallStore.Csv(50, 1));
        string[] train = ["train", csv, "--schema", store["s.json"], "-o", store["x.json"], "--json"];
        Expect(EndcapProcess.Run([.. train, "--model", "forest"]), "E218", "forest");
        Expect(EndcapProcess.Run([.. train, "--model", "linear", "--depth", "3"]), "E219", "--depth has no meaning for --model linear");
        Expect(EndcapProcess.Run([.. train, "--pairs", "3"]), "E219", "--pairs has no meaning for --model trees");
        Expect(EndcapProcess.Run("build", store["m.json"], "-o", store["x.ecap"], "--json"), "E355", "the model ranks (pairwise)");
        EndcapProcess.Run([.. train, "--objective", "logistic"]).Succeeded();
        Expect(EndcapProcess.Run("build", store["x.json"], "-o", store["x.ecap"], "--json"), "E354", "brand");
        Expect(EndcapProcess.Run("build", store["x.json"], "-o", store["x.ecap"], "--prices", csv, "--json"), "E315", "--prices does nothing without --shelf");
    }

    private static void Expect(EndcapProcess process, string code, string part)
    {
        JsonElement error = process.Json.GetProperty("error");
        Assert.AreEqual(code, error.GetProperty("code").GetString(), process.Output);
        StringAssert.Contains(error.GetProperty("message").GetString(), part, StringComparison.Ordinal);
    }

    private static double FloatScore(TemporaryFolder folder, double late, double income)
    {
        TreeEnsemble model = ModelFile.Read(folder["m.json"]);
        return model.Score([.. model.Schema.Features.Select(feature => feature.Bin(feature.Name == "late" ? late : income))]);
    }

    private static string Trained(TemporaryFolder folder, string label, string objective, string family)
    {
        var random = new Random(2);
        var text = new StringBuilder($"late,income,{label}\n");
        for (int row = 0; row < 2000; row++)
        {
            int late = random.Next(8), income = random.Next(10, 100);
            double value = late - income / 20.0 + random.NextDouble();
            text.Append(CultureInfo.InvariantCulture, $"{late},{income},{(objective == "logistic" ? value > 1 ? 1 : 0 : Math.Round(1000 * value))}\n");
        }

        string csv = folder.Write("d.csv", text.ToString());
        EndcapProcess.Run("schema", "infer", csv, "--label", label, "-o", folder["s.json"]).Succeeded();
        EndcapProcess.Run("train", csv, "--schema", folder["s.json"], "--objective", objective, "--model", family, "-o", folder["m.json"]).Succeeded();
        return csv;
    }
}
