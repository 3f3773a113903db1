using System.Globalization;
using System.Text.Json;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Teachers;
using Endcap.Tests.HostTools.Cli;

namespace Endcap.Tests.HostTools.Compression.Models.Importing;

/// <summary>Rankers that XGBoost and LightGBM trained on a real panel, onto the shelf, where models and data are at hand.</summary>
[TestClass]
public class MargarineRankerTests
{
    private static readonly string[] Columns = ["--label", "label", "--group", "purchase", "--ignore", "hhid", "--item",
        "product,price,rel_price,cheapest,is_tub", "--affinity", "last_bought,times_bought"];

    [TestMethod]
    [DataRow("xgboost", "rank_shelf_margarine", "model.json")]
    [DataRow("xgboost", "rank_shelf_margarine", "model.ubj")]
    [DataRow("lightgbm", "lambdarank_shelf_margarine", "model.txt")]
    public void Predicts_Its_Own_Tools_File(string tool, string name, string file)
    {
        string model = RealModels.Path(tool, name, file), inputs = RealModels.Path(tool, name, "inputs.csv");
        using var folder = new TemporaryFolder();
        EndcapProcess.Run("predict", model, "--data", inputs, "--raw", "-o", folder["p.csv"]).Succeeded();
        string[] expected = File.ReadAllLines(RealModels.Path(tool, name, "expected.csv")), got = File.ReadAllLines(folder["p.csv"]);
        Assert.AreEqual(expected[0], got[0]);
        Assert.HasCount(expected.Length, got);
        for (int line = 1; line < got.Length; line++)
        {
            double[] a = Numbers(expected[line]), b = Numbers(got[line]);
            for (int c = 0; c < a.Length; c++)
                Assert.IsTrue(tool == "xgboost" ? (float)a[c] == (float)b[c] : a[c] == b[c], $"line {line + 1}: {expected[line]} {got[line]}");
        }
    }

    [TestMethod]
    [DataRow("xgboost", "rank_shelf_margarine", "model.json", "product")]
    [DataRow("lightgbm", "lambdarank_shelf_margarine", "model.txt", "product")]
    public void Becomes_A_Shelf(string tool, string name, string file, string categorical)
    {
        string path = RealModels.Path(tool, name, file), test = RealData.Path("margarine", "test.csv");
        using var folder = new TemporaryFolder();
        string model = folder["m.json"];
        JsonElement report = EndcapProcess.Run(["import", path, "--data", test, .. Columns, "--categorical", categorical, "--student-trees", "30",
            "-o", model, "--json"]).Succeeded().Json;
        JsonElement loss = report.GetProperty("loss"), paths = report.GetProperty("paths");
        Assert.IsGreaterThanOrEqualTo(0.55, loss.GetProperty("teacherTop1").GetDouble());
        Assert.IsGreaterThan(0, paths.GetProperty("needThree").GetInt32());
        foreach (string way in (string[])["keepResidual", "distil"]) Assert.IsGreaterThan(0.5, report.GetProperty(way).GetProperty("kendallTau").GetDouble());
        if (report.GetProperty("exact").GetBoolean())
        {
            Assert.IsLessThan(1e-4, loss.GetProperty("maxDifference").GetDouble());
            Assert.AreEqual(1, loss.GetProperty("top1Agreement").GetDouble());
        }
        else
        {
            Assert.IsGreaterThan(0.9, loss.GetProperty("top1Agreement").GetDouble());
            Assert.IsGreaterThan(0, report.GetProperty("merged").GetArrayLength());
        }

        string shelf = folder.Write("shelf.csv", ShelfOf(test));
        JsonElement built = EndcapProcess.Run("build", model, "--shelf", shelf, "-o", folder["s.ecap"], "--json").Succeeded().Json;
        Assert.AreEqual(10, built.GetProperty("products").GetInt32());
        EndcapProcess.Run("inspect", folder["s.ecap"], "--json").Succeeded();
    }

    [TestMethod]
    public void The_Distilled_Model_Needs_No_Trees_On_The_Label()
    {
        string path = RealModels.Path("lightgbm", "lambdarank_shelf_margarine", "model.txt"), train = RealData.Path("margarine", "train.csv");
        using var folder = new TemporaryFolder();
        JsonElement report = EndcapProcess.Run(["import", path, "--data", train, .. Columns, "--categorical", "product", "--distil", "--student-trees", "60",
            "-o", folder["m.json"], "--json"]).Succeeded().Json;
        Assert.AreEqual("distilled", report.GetProperty("way").GetString());
        Assert.IsGreaterThan(0.8, report.GetProperty("distil").GetProperty("kendallTau").GetDouble());
        JsonElement built = EndcapProcess.Run("build", folder["m.json"], "--shelf", folder.Write("shelf.csv", ShelfOf(train)), "-o", folder["s.ecap"], "--json")
            .Succeeded().Json;
        Assert.AreEqual(0, built.GetProperty("trees").GetInt32());
    }

    [TestMethod]
    public void With_Room_For_All_Thresholds_Rankings_Are_The_Tools_Own()
    {
        string path = RealModels.Path("lightgbm", "lambdarank_shelf_margarine", "model.txt"), test = RealData.Path("margarine", "test.csv");
        using var folder = new TemporaryFolder();
        // Every input as an item feature: up to 255 edges each.
        JsonElement report = EndcapProcess.Run("import", path, "--data", test, "--label", "label", "--group", "purchase", "--ignore", "hhid", "--item",
            "product,price,rel_price,cheapest,is_tub,last_bought,times_bought,n_prior,Income,Fs3_4,Fs5.,Fam_Size,college,whtcollar,retired",
            "-o", folder["m.json"], "--json").Succeeded().Json;
        Assert.IsTrue(report.GetProperty("exact").GetBoolean());
        Assert.IsLessThan(1e-12, report.GetProperty("loss").GetProperty("maxDifference").GetDouble());

        EndcapProcess.Run("predict", path, "--data", Without(folder, test, "purchase", "hhid", "label"), "--raw", "-o", folder["a.csv"]).Succeeded();
        TreeEnsemble model = ModelFile.Read(folder["m.json"]);
        BinnedDataset rows = CsvDatasetReader.Read(test, model.Schema);
        double[] theirs = [.. File.ReadLines(folder["a.csv"]).Skip(1).Select(line => Numbers(line)[0])], ours = ModelScores.Of(model, rows);
        for (int g = 0; g < rows.GroupCount; g++)
        {
            Range group = rows.GroupStarts[g]..rows.GroupStarts[g + 1];
            CollectionAssert.AreEqual(RankingMetrics.Rank(theirs.AsSpan()[group]), RankingMetrics.Rank(ours.AsSpan()[group]), $"group {g}");
        }
    }

    [TestMethod]
    public void Float32_Thresholds_And_Categories_Are_Kept_Exactly()
    {
        string path = RealModels.Path("xgboost", "categorical_adult_hist", "model.json"), inputs = RealModels.Path("xgboost", "categorical_adult_hist", "inputs.csv");
        using var folder = new TemporaryFolder();
        JsonElement report = EndcapProcess.Run("import", path, "--data", inputs, "--item", File.ReadLines(inputs).First(), "-o", folder["m.json"], "--json")
            .Succeeded().Json;
        Assert.IsTrue(report.GetProperty("exact").GetBoolean());
        Assert.AreEqual("logistic", report.GetProperty("objective").GetString());
        // Sums of 40 leaves in double against float32.
        Assert.IsLessThan(1e-5, report.GetProperty("loss").GetProperty("maxDifference").GetDouble());
        Assert.AreEqual(1, report.GetProperty("loss").GetProperty("kendallTau").GetDouble());
    }

    private static string Without(TemporaryFolder folder, string csv, params string[] columns)
    {
        string[] header = File.ReadLines(csv).First().Split(',');
        int[] kept = [.. Enumerable.Range(0, header.Length).Where(c => !columns.Contains(header[c]))];
        return folder.Write("inputs.csv", string.Concat(File.ReadLines(csv).Select(line =>
        {
            string[] cells = line.Split(',');
            return string.Join(',', kept.Select(c => cells[c])) + "\n";
        })));
    }

    private static double[] Numbers(string line) => [.. line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];

    // The first purchase's ten products.
    private static string ShelfOf(string csv)
    {
        string[] lines = [.. File.ReadLines(csv).Take(11)];
        int product = Array.IndexOf(lines[0].Split(','), "product");
        string[] item = ["product", "price", "rel_price", "cheapest", "is_tub"];
        int[] columns = [.. item.Select(name => Array.IndexOf(lines[0].Split(','), name))];
        return string.Join('\n', lines.Select((line, i) => i == 0 ? "sku,name," + string.Join(',', item)
            : $"{i},margarine {line.Split(',')[product]},{string.Join(',', columns.Select(column => line.Split(',')[column]))}")) + "\n";
    }
}
