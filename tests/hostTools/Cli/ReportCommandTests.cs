using System.Text.Json;
using System.Xml.Linq;
using Endcap.Cli.Reports.Html;
using Endcap.Tests.HostTools.Cli.Reports;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public sealed class ReportCommandTests
{
    [TestMethod]
    public void The_Page_Stands_Alone_And_Its_Numbers_Are_The_Evaluations()
    {
        using var store = new BuiltStore();
        string test = store.Write("test.csv", SmallStore.Csv(60, 2)), page = store["r.html"];
        JsonElement evaluated = EndcapProcess.Run("evaluate", store["m.json"], "--data", test, "--on-label", "--json").Succeeded().Json;
        JsonElement report = EndcapProcess.Run("report", store["m.json"], "--data", test, "-o", page, "--json").Succeeded().Json;
        XDocument html = HtmlPageTests.Parse(File.ReadAllText(page));
        Dictionary<string, string[]> shown = html.Descendants("section").Single(section => section.Attribute("id")?.Value == "metrics").Element("div")!
            .Descendants("tbody").Elements("tr").ToDictionary(row => row.Elements().First().Value, row => row.Elements().Select(cell => cell.Value).ToArray());
        foreach ((string key, string before, string after) in (( string, string, string)[])
            [("top1", "top1", "labelTop1"), ("ndcg5", "ndcg5", "labelNdcg5"), ("recall5", "recall5", "labelRecall5"), ("mrr", "mrr", "labelMrr")])
        {
            JsonElement metric = report.GetProperty("metrics").EnumerateArray().Single(each => each.GetProperty("key").GetString() == key);
            Assert.AreEqual(evaluated.GetProperty(before).GetDouble(), metric.GetProperty("float").GetDouble(), 1e-12, key);
            Assert.AreEqual(evaluated.GetProperty(after).GetDouble(), metric.GetProperty("label").GetDouble(), 1e-12, key);
            string[] row = shown[metric.GetProperty("name").GetString()!];
            Assert.AreEqual(QualitySections.Metric(evaluated.GetProperty(before).GetDouble()), row[1]);
            Assert.AreEqual(QualitySections.Metric(evaluated.GetProperty(after).GetDouble()), row[2]);
        }

        foreach (string key in (string[])["kendallTau", "blobBytesMean", "blobBytesMax", "worstErrorMax"])
            Assert.AreEqual(evaluated.GetProperty(key).GetDouble(), report.GetProperty(key).GetDouble(), 1e-9, key);
        Assert.AreEqual(1 - evaluated.GetProperty("top1Agreement").GetDouble(), report.GetProperty("top1Swaps").GetInt32() / 60.0, 1e-9);
        Assert.AreEqual("metrics front errors features pairs codes blob boards",
            string.Join(' ', html.Descendants("section").Select(section => section.Attribute("id")!.Value)));
        Assert.IsGreaterThan(2, report.GetProperty("points").GetArrayLength());
    }

    [TestMethod]
    public void A_Front_And_A_Shelf_Are_Shown_And_Names_Are_Escaped()
    {
        using var store = new BuiltStore();
        string test = store.Write("test.csv", SmallStore.Csv(20, 2));
        string front = store.Write("front.json", """{"metric": "AUC", "front": [{"name": "<i>&", "bytes": 77, "quality": 0.125}]}""");
        EndcapProcess run = EndcapProcess.Run("report", store["m.json"], "--data", test, "--front", front, "--shelf", store["shelf.csv"],
            "--no-points", "-o", store["r.html"]).Succeeded();
        Assert.Contains("the front's quality is AUC, the report's NDCG@5", run.Error);
        XDocument html = HtmlPageTests.Parse(File.ReadAllText(store["r.html"]));
        XElement row = html.Descendants("tr").Single(each => each.Elements().First().Value == "<i>&");
        Assert.AreEqual("77 0.1250", string.Join(' ', row.Elements().Skip(1).Take(2).Select(cell => cell.Value)));
        Assert.Contains("Of shelf.csv: 4 products", html.Root!.Value);
    }

    [TestMethod]
    [DataRow("squared", "RMSE")]
    [DataRow("logistic", "log loss")]
    public void A_Model_Without_Groups_Has_Its_Own_Metrics(string objective, string metric)
    {
        using var folder = new TemporaryFolder();
        string csv = folder.Write("d.csv", SmallStore.Csv(60, 3));
        EndcapProcess.Run("schema", "infer", csv, "--label", "y", "--ignore", "g", "--item", "brand", "--affinity", "last", "--categorical", "brand",
            "-o", folder["s.json"]).Succeeded();
        EndcapProcess.Run("train", csv, "--schema", folder["s.json"], "--objective", objective, "--trees", "5", "--depth", "3", "-o", folder["m.json"]).Succeeded();
        JsonElement report = EndcapProcess.Run("report", folder["m.json"], "--data", csv, "--no-points", "-o", folder["r.html"], "--json").Succeeded().Json;
        JsonElement shown = report.GetProperty("metrics").EnumerateArray().Single(each => each.GetProperty("name").GetString() == metric);
        Assert.AreEqual(shown.GetProperty("float").GetDouble(), shown.GetProperty("label").GetDouble(), 0.02);
        Assert.AreEqual(JsonValueKind.Null, report.GetProperty("top1Swaps").ValueKind);
        HtmlPageTests.Parse(File.ReadAllText(folder["r.html"]));
    }

    [TestMethod]
    public void Bad_Input_Is_Said_Before_The_Work_And_Leaves_No_Page()
    {
        using var store = new BuiltStore();
        void Refused(string code, params string[] more)
        {
            EndcapProcess run = EndcapProcess.Run(["report", store["m.json"], "-o", store["r.html"], .. more]);
            Assert.StartsWith($"error {code}: ", run.Error);
            Assert.IsFalse(File.Exists(store["r.html"]));
        }

        Refused("E401", "--data", store["none.csv"]);
        Refused("E290", "--data", store["none.csv"], "--front", store.Write("f.json", "{}"));
        Refused("E305", "--data", store["none.csv"], "--budget", "0");
        string wide = "g,brand,price,last,age,y\n" + string.Concat(Enumerable.Range(0, 256).Select(i => $"1,0,1.{i},0,30,0\n")) + "2,0,1,0,30,1\n2,1,1,0,30,0\n";
        Refused("E292", "--data", store.Write("wide.csv", wide));
    }
}
