using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public class FactorCommandsTests
{
    private static readonly string[] Columns = ["--basket", "visit", "--item", "sku"];

    [TestMethod]
    public void From_Purchases_To_A_Ranking_On_The_Label()
    {
        using var folder = new TemporaryFolder();
        string purchases = folder.Write("p.csv", Purchases(400, 12)), items = folder.Write("i.csv", Items(12));
        JsonElement trained = EndcapProcess.Run(["train", "factors", purchases, .. Columns, "--items", items, "--rank", "8", "--rounds", "20",
            "--validation", "0.25", "-o", folder["m.json"], "--json"]).Succeeded().Json;
        Assert.AreEqual((12, 8), (trained.GetProperty("model").GetProperty("products").GetInt32(), trained.GetProperty("model").GetProperty("rank").GetInt32()));
        Assert.AreEqual(400, trained.GetProperty("baskets").GetInt32() + trained.GetProperty("tests").GetInt32());

        JsonElement label = EndcapProcess.Run("evaluate", "factors", folder["m.json"], "--data", purchases, "--validation", "0.25",
            "--on-label", "--bits", "4", "--json").Succeeded().Json;
        foreach (string key in (string[])["tests", "recall10", "mrr"]) // the baskets that training held out
            Assert.AreEqual(trained.GetProperty(key).GetDouble(), label.GetProperty(key).GetDouble(), key);
        Assert.IsInRange(0.9, 1.1, label.GetProperty("recall10Kept").GetDouble());
        Assert.IsLessThanOrEqualTo(label.GetProperty("worstErrorBound").GetDouble(), label.GetProperty("worstErrorSeen").GetDouble());
        Assert.IsGreaterThan(1000, label.GetProperty("ilCostMean").GetDouble());

        JsonElement built = EndcapProcess.Run("build", "factors", folder["m.json"], "--bits", "4", "-o", folder["d.ecap"], "--json").Succeeded().Json;
        Assert.AreEqual(label.GetProperty("blobBytes").GetInt32(), built.GetProperty("bytes").GetInt32());
        Assert.IsFalse(built.GetProperty("catalogue").GetBoolean());
        string profile = folder.Write("s.json", """{"affinity": {"s0": {"bought": 1}, "s1": {"bought": 1}}}""");
        JsonElement ranking = EndcapProcess.Run("rank", folder["d.ecap"], "--profile", profile, "--json").Succeeded().Json.GetProperty("ranking");
        Assert.AreEqual(12, ranking.GetArrayLength());
        int[] best = [.. ranking.EnumerateArray().Select(row => int.Parse(row.GetProperty("sku").GetString()![1..], CultureInfo.InvariantCulture))
            .Where(product => product > 1).Take(3)];
        Assert.IsTrue(best.All(product => product < 6), string.Join(' ', best)); // s0 … s5 are bought together
    }

    [TestMethod]
    public void A_Department_Becomes_A_Catalogue_And_A_Shelf_Does_Not()
    {
        using var folder = new TemporaryFolder();
        string purchases = folder.Write("p.csv", Purchases(2000, 300));
        EndcapProcess.Run(["train", "factors", purchases, .. Columns, "--method", "cosine", "--rank", "4", "-o", folder["m.json"]]).Succeeded();
        JsonElement all = EndcapProcess.Run("build", "factors", folder["m.json"], "-o", folder["d.ecap"], "--json").Succeeded().Json;
        Assert.IsTrue(all.GetProperty("catalogue").GetBoolean());
        string profile = folder.Write("s.json", """{"affinity": {"s0": {"bought": 1}, "s299": {"bought": 1}}}""");
        JsonElement ranked = EndcapProcess.Run("rank", folder["d.ecap"], "--profile", profile, "--top", "5", "--explain", "--json").Succeeded().Json;
        JsonElement rows = ranked.GetProperty("ranking"), parts = ranked.GetProperty("explanation").GetProperty("parts");
        Assert.AreEqual(rows[0].GetProperty("steps").GetInt32(), parts.EnumerateArray().Sum(part => part.GetProperty("first").GetInt32()));
        JsonElement facts = EndcapProcess.Run("inspect", folder["d.ecap"], "--json").Succeeded().Json;
        // Nothing is proven about vectors.
        Assert.AreEqual(JsonValueKind.Null, facts.GetProperty("numbers").GetProperty("neverSwap").ValueKind);
        string shelf = folder.Write("shelf.csv", "sku,facing\ns7,1\ns3,2\n"), wrong = folder.Write("wrong.csv", "sku\ns7\ntea\n");
        JsonElement two = EndcapProcess.Run("build", "factors", folder["m.json"], "--shelf", shelf, "-o", folder["s.ecap"], "--json").Succeeded().Json;
        Assert.AreEqual(2, two.GetProperty("model").GetProperty("products").GetInt32());
        Assert.AreEqual("E348", Code(folder, "build", "factors", folder["m.json"], "--shelf", wrong));
        Assert.AreEqual("E349", Code(folder, "build", "factors", folder["m.json"], "--no-catalogue"));
        Assert.AreEqual("E350", Code(folder, "build", "factors", folder["m.json"], "--bits", "5"));
        Assert.AreEqual("E424", Code(folder, "build", folder["m.json"], "--shelf", shelf));
    }

    [TestMethod]
    public void Options_That_Contradict_Are_Refused()
    {
        using var folder = new TemporaryFolder();
        string purchases = folder.Write("p.csv", Purchases(50, 12));
        string[] train = ["train", "factors", purchases, .. Columns];
        Assert.AreEqual("E315", Code(folder, [.. train, "--item-name", "title"]));
        Assert.AreEqual("E315", Code(folder, [.. train, "--shoppers", purchases]));
        Assert.AreEqual("E236", Code(folder, [.. train, "--method", "svd"]));
        Assert.AreEqual("E239", Code(folder, [.. train, "--rank", "5"]));
        Assert.AreEqual("E201", Code(folder, [.. train, "--validation", "1"]));
        Assert.AreEqual("E101", Code(folder, "train", "factors", purchases));
    }

    [TestMethod]
    public void Shoppers_Are_Known_By_Their_Features()
    {
        using var folder = new TemporaryFolder();
        string purchases = folder.Write("p.csv", Purchases(400, 12));
        string shoppers = folder.Write("s.csv", "visit,side\n" + string.Concat(Enumerable.Range(0, 400).Select(visit => $"{visit},{visit % 2}\n")));
        string schema = folder.Write("s.schema.json", """
            {"format": "endcap-schema/1", "label": "sku", "features": [{"name": "side", "scope": "shopper", "kind": "flag", "missing": "own"}]}
            """);
        EndcapProcess.Run(["train", "factors", purchases, .. Columns, "--shoppers", shoppers, "--schema", schema, "--rank", "4", "--rounds", "20",
            "-o", folder["m.json"]]).Succeeded();
        double Recall(params string[] more) =>
            EndcapProcess.Run(["evaluate", "factors", folder["m.json"], "--data", purchases, "--json", .. more]).Succeeded().Json.GetProperty("mrr").GetDouble();
        Assert.IsGreaterThan(Recall(), Recall("--shoppers", shoppers));
    }

    private static string Code(TemporaryFolder folder, params string[] args)
    {
        EndcapProcess run = EndcapProcess.Run([.. args, "-o", folder["x"], "--json"]);
        Assert.AreEqual(1, run.ExitCode, run.Error);
        Assert.IsFalse(File.Exists(folder["x"]));
        return run.Json.GetProperty("error").GetProperty("code").GetString()!;
    }

    // Visits with an even number buy products of the first half, odd ones of the second, one in ten from the other.
    private static string Purchases(int visits, int products)
    {
        var random = new Random(1);
        var text = new StringBuilder("visit,sku\n");
        for (int visit = 0; visit < visits; visit++)
            for (int k = random.Next(2, 5); k > 0; k--)
            {
                int side = random.Next(10) == 0 ? 1 - visit % 2 : visit % 2;
                text.Append(CultureInfo.InvariantCulture, $"{visit},s{random.Next(products / 2) + side * products / 2}\n");
            }

        return text.ToString();
    }

    private static string Items(int products) => "sku,name\n" + string.Concat(Enumerable.Range(0, products).Select(p => $"s{p},Product {p}\n"));
}
