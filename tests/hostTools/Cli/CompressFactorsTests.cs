using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Endcap.Tests.HostTools.Cli.Reports;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public class CompressFactorsTests
{
    [TestMethod]
    public void From_Purchases_To_A_Small_Model_Its_Blob_And_A_Page()
    {
        using Department store = new();
        JsonElement report = store.Run("compress", "factors", "--validation", "0.25", "--max-loss", "0.2", "--evaluations", "10",
            "--recipe-out", store["r.json"], "-o", store["c.json"], "--json").Succeeded().Json;
        JsonElement chosen = report.GetProperty("chosen");
        Assert.AreEqual("recall@10", report.GetProperty("metric").GetString());
        Assert.IsLessThan(report.GetProperty("start").GetProperty("bytes").GetDouble(), chosen.GetProperty("bytes").GetDouble());
        JsonElement built = EndcapProcess.Run("build", "factors", store["c.json"], "-o", store["d.ecap"], "--json").Succeeded().Json;
        Assert.AreEqual(chosen.GetProperty("bytes").GetDouble(), built.GetProperty("bytes").GetDouble()); // without --bits
        JsonElement evaluated = EndcapProcess.Run("evaluate", "factors", store["c.json"], "--data", store["p.csv"], "--validation", "0.25",
            "--on-label", "--json").Succeeded().Json;
        Assert.AreEqual(chosen.GetProperty("quality").GetDouble(), evaluated.GetProperty("labelRecall10").GetDouble(), 1e-12);

        store.Run("compress", "factors", "--recipe", store["r.json"], "-o", store["again.json"]).Succeeded();
        CollectionAssert.AreEqual(File.ReadAllBytes(store["c.json"]), File.ReadAllBytes(store["again.json"]));

        string front = store.Write("front.json", report.GetRawText());
        JsonElement page = EndcapProcess.Run("report", "factors", store["c.json"], "--original", store["m.json"], "--data", store["p.csv"], "--validation", "0.25",
            "--front", front, "-o", store["r.html"], "--json").Succeeded().Json;
        JsonElement recall = page.GetProperty("metrics")[0];
        Assert.AreEqual(report.GetProperty("reference").GetDouble(), recall.GetProperty("float").GetDouble(), 1e-12);
        Assert.AreEqual(chosen.GetProperty("quality").GetDouble(), recall.GetProperty("label").GetDouble(), 1e-12);
        XDocument html = HtmlPageTests.Parse(File.ReadAllText(store["r.html"]));
        Assert.AreEqual("metrics front errors spectrum rounding pulls blob boards analysis",
            string.Join(' ', html.Descendants("section").Select(section => section.Attribute("id")!.Value)));
        Assert.Contains("not buildable", html.Root!.Value);
        Assert.Contains("blob against recall@10", html.Root.Value); // the axis that the built points are on
    }

    [TestMethod]
    public void Wrong_Input_Is_Said_And_Leaves_No_File()
    {
        using Department store = new();
        void Refused(string code, params string[] args)
        {
            EndcapProcess run = store.Run([.. args, "-o", store["x"]]);
            Assert.AreEqual(1, run.ExitCode, run.Error);
            Assert.Contains($"error {code}: ", run.Error);
            Assert.IsFalse(File.Exists(store["x"]));
        }

        Refused("E282", "compress", "factors", "--methods", "distil");
        Refused("E288", "compress", "factors", "--validation", "1");
        Refused("E289", "compress", "factors", "--recipe", "none.json", "--budget", "9");
        Refused("E283", "compress", "factors", "--budget", "10", "--max-loss", "0.9", "--evaluations", "2");
        string other = store.Write("o.csv", "visit,sku\n1,a\n1,b\n2,a\n2,b\n");
        EndcapProcess.Run("train", "factors", other, "--basket", "visit", "--item", "sku", "--rank", "4", "--rounds", "1", "-o", store["o.json"]).Succeeded();
        Refused("E294", "report", "factors", "--original", store["o.json"]);
        Refused("E288", "report", "factors", "--validation", "0");
    }

    [TestMethod]
    public void Trees_Of_A_Department_Becomes_Two_Towers()
    {
        using var store = new BuiltStore(train: ["--path-limit", "2"]);
        EndcapProcess run = EndcapProcess.Run("compress", "lowrank", store["m.json"], "--shelf", store["shelf.csv"], "--rank", "8",
            "-o", store["f.json"], "--json").Succeeded();
        Assert.IsInRange(0.3, 1, run.Json.GetProperty("energyKept").GetDouble());
        Assert.AreEqual("none", run.Json.GetProperty("model").GetProperty("history").GetString());
        EndcapProcess.Run("build", "factors", store["f.json"], "-o", store["f.ecap"]).Succeeded();
        EndcapProcess wrong = EndcapProcess.Run("compress", "lowrank", store["m.json"], "--shelf", store["shelf.csv"], "--rank", "5", "-o", store["x"]);
        Assert.Contains("error E239: ", wrong.Error);
    }

    /// <summary>Purchases with two kinds of baskets, and a model trained on them.</summary>
    private sealed class Department : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Department()
        {
            var random = new Random(1);
            var text = new StringBuilder("visit,sku\n");
            for (int visit = 0; visit < 500; visit++)
                for (int k = random.Next(2, 5); k > 0; k--)
                    text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{visit},s{random.Next(20) + visit % 2 * 20}\n");
            string purchases = Write("p.csv", text.ToString());
            EndcapProcess.Run("train", "factors", purchases, "--basket", "visit", "--item", "sku", "--rank", "8", "--rounds", "10", "--validation", "0.25",
                "-o", this["m.json"]).Succeeded();
        }

        public string this[string name] => _folder[name];

        public string Write(string name, string text) => _folder.Write(name, text);

        public EndcapProcess Run(params string[] args) => EndcapProcess.Run([args[0], args[1], this["m.json"], "--data", this["p.csv"], .. args[2..]]);

        public void Dispose() => _folder.Dispose();
    }
}
