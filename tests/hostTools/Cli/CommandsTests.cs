using System.Text.Json;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public class CommandsTests
{
    [TestMethod]
    [DataRow("train", "factors", "train factors <purchases> [options]")]
    [DataRow("compress", "lowrank", "compress lowrank <model> [options]")]
    [DataRow("evaluate", "factors", "evaluate factors <model> [options]")]
    public void Help_Of_A_Command_Below_Another_Names_Its_Own_Arguments_Only(string parent, string command, string usage)
    {
        EndcapProcess run = EndcapProcess.Run(parent, command, "--help");
        Assert.AreEqual(0, run.ExitCode);
        string[] lines = [.. run.Output.Split('\n').Select(line => line.Trim())];
        Assert.AreEqual(usage, lines[Array.IndexOf(lines, "Usage:") + 1].Split(' ', 2)[1]); // behind the program's name
    }

    [TestMethod]
    public void Infers_Trains_And_Evaluates()
    {
        using var folder = new TemporaryFolder();
        string train = folder.Write("train.csv", SmallStore.Csv(300, 1)), test = folder.Write("test.csv", SmallStore.Csv(100, 2));
        JsonElement schema = EndcapProcess.Run(["schema", "infer", train, .. SmallStore.Lists, "-o", folder["s.json"], "--json"]).Succeeded().Json;
        Assert.AreEqual(4, schema.GetProperty("features").GetArrayLength());
        Assert.AreEqual(1200, schema.GetProperty("rows").GetInt32());
        Assert.AreEqual(0, schema.GetProperty("warnings").GetArrayLength());

        JsonElement trained = EndcapProcess.Run("train", train, "--schema", folder["s.json"], "--objective", "pairwise", "--trees", "10",
            "--depth", "3", "--validation", "0.25", "-o", folder["m.json"], "--json").Succeeded().Json;
        Assert.AreEqual(10, trained.GetProperty("model").GetProperty("trees").GetInt32());
        Assert.AreEqual((225, 300), (trained.GetProperty("groups").GetInt32(), trained.GetProperty("validationRows").GetInt32()));
        Assert.AreEqual("ndcg5", trained.GetProperty("metricName").GetString());

        JsonElement metrics = EndcapProcess.Run("evaluate", folder["m.json"], "--data", test, "--json").Succeeded().Json;
        foreach (string key in (string[])["auc", "top1", "ndcg5", "recall5", "mrr"]) Assert.IsInRange(0.6, 1, metrics.GetProperty(key).GetDouble(), key);
        Assert.AreEqual((100, 400), (metrics.GetProperty("groups").GetInt32(), metrics.GetProperty("rows").GetInt32()));
        Assert.AreEqual(schema.GetProperty("schemaId").GetString(), metrics.GetProperty("model").GetProperty("schemaId").GetString());
        Assert.AreEqual("m.json s.json test.csv train.csv", folder.Files);
    }

    [TestMethod]
    public void The_Same_Seed_Gives_The_Same_File()
    {
        using var folder = new TemporaryFolder();
        string train = folder.Write("train.csv", SmallStore.Csv(100, 1));
        EndcapProcess.Run(["schema", "infer", train, .. SmallStore.Lists, "-o", folder["s.json"]]).Succeeded();
        string Train(string name, int seed, int threads)
        {
            EndcapProcess.Run("train", train, "--schema", folder["s.json"], "--trees", "5", "--row-sample", "0.5", "--seed", $"{seed}",
                "--threads", $"{threads}", "-o", folder[name]).Succeeded();
            return File.ReadAllText(folder[name]);
        }

        string model = Train("a", 1, 1);
        Assert.AreEqual(model, Train("b", 1, 3));
        Assert.AreNotEqual(model, Train("c", 2, 1));
    }

    [TestMethod]
    [DataRow("logistic", "auc logLoss accuracy")]
    [DataRow("squared", "rmse")]
    public void Evaluates_Without_Groups(string objective, string keys)
    {
        using var folder = new TemporaryFolder();
        string train = folder.Write("train.csv", SmallStore.Csv(50, 1));
        EndcapProcess.Run("schema", "infer", train, "--label", "y", "--ignore", "g", "-o", folder["s.json"]).Succeeded();
        EndcapProcess.Run("train", train, "--schema", folder["s.json"], "--objective", objective, "--trees", "3", "-o", folder["m.json"]).Succeeded();
        JsonElement metrics = EndcapProcess.Run("evaluate", folder["m.json"], "--data", train, "--json").Succeeded().Json;
        foreach (string key in keys.Split(' ')) Assert.IsTrue(double.IsFinite(metrics.GetProperty(key).GetDouble()));
        Assert.IsFalse(metrics.TryGetProperty("top1", out _));
    }

    [TestMethod]
    public void Warnings_Go_To_Stderr_And_Into_The_Report()
    {
        using var folder = new TemporaryFolder();
        string csv = folder.Write("d.csv", "y,x,c\n0,1,7\n1,2,7\n");
        EndcapProcess run = EndcapProcess.Run("schema", "infer", csv, "--label", "y", "-o", folder["s.json"], "--json").Succeeded();
        StringAssert.Contains(run.Error, "warning: ", StringComparison.Ordinal);
        StringAssert.Contains(run.Json.GetProperty("warnings")[0].GetString(), "column c never varies", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_Model_Without_A_Split_And_Data_Without_A_Positive_Label_Are_Noticed()
    {
        using var folder = new TemporaryFolder();
        string csv = folder.Write("d.csv", "g,y,x,z\n1,0,1,5\n1,1,2,6\n2,0,1,5\n2,1,2,6\n"), none = folder.Write("n.csv", "g,y,x,z\n1,0,1,5\n1,0,2,6\n2,0,1,5\n");
        EndcapProcess.Run("schema", "infer", csv, "--label", "y", "--group", "g", "--item", "x,z", "-o", folder["s.json"]).Succeeded();
        EndcapProcess train = EndcapProcess.Run("train", csv, "--schema", folder["s.json"], "--trees", "2", "--min-child-weight", "1000",
            "-o", folder["m.json"]).Succeeded();
        StringAssert.Contains(train.Error, "m.json: the model has no split", StringComparison.Ordinal);
        JsonElement evaluation = EndcapProcess.Run("evaluate", folder["m.json"], "--data", none, "--json").Succeeded().Json;
        string warnings = string.Join('\n', evaluation.GetProperty("warnings").EnumerateArray().Select(text => text.GetString()));
        StringAssert.Contains(warnings, "m.json: the model has no split", StringComparison.Ordinal);
        StringAssert.Contains(warnings, "n.csv: no row has a positive label (column y)", StringComparison.Ordinal);

        train = EndcapProcess.Run("train", csv, "--schema", folder["s.json"], "--trees", "2", "--min-child-weight", "0", "-o", folder["m.json"]).Succeeded();
        Assert.AreEqual("", train.Error);
        Assert.AreEqual("", EndcapProcess.Run("evaluate", folder["m.json"], "--data", csv).Succeeded().Error);
    }

    [TestMethod]
    public void Text_Reports_Have_No_Escape_Codes_When_Piped()
    {
        using var folder = new TemporaryFolder();
        string csv = folder.Write("[d].csv", "y,[x]\n0,1\n1,2\n");
        EndcapProcess run = EndcapProcess.Run("schema", "infer", csv, "--label", "y", "-o", folder["s.json"]).Succeeded();
        StringAssert.Contains(run.Output, "[x]", StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", run.Output);
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public void Margarine_Reaches_The_Quality_Asked_For()
    {
        string train = RealData.Path("margarine", "train.csv"), test = RealData.Path("margarine", "test.csv");
        using var folder = new TemporaryFolder();
        EndcapProcess.Run("schema", "infer", train, "--label", "label", "--group", "purchase", "--ignore", "hhid", "--item",
            "product,price,rel_price,cheapest,is_tub", "--affinity", "last_bought,times_bought", "--categorical", "product",
            "-o", folder["m.schema.json"]).Succeeded();
        EndcapProcess.Run("train", train, "--schema", folder["m.schema.json"], "--objective", "pairwise", "--trees", "100", "--depth", "5",
            "-o", folder["m.model.json"]).Succeeded();
        JsonElement metrics = EndcapProcess.Run("evaluate", folder["m.model.json"], "--data", test, "--json").Succeeded().Json;
        Assert.IsGreaterThanOrEqualTo(0.62, metrics.GetProperty("top1").GetDouble());
        Assert.IsGreaterThanOrEqualTo(0.800, metrics.GetProperty("ndcg5").GetDouble());
    }
}
