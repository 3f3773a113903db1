using System.Text.Json;

namespace Endcap.Tests.HostTools.Cli;

/// <summary>endcap prepare, split and features: from raw data to what endcap train takes.</summary>
[TestClass]
public sealed class PreparationCommandsTests
{
    private const string Raw = "g,x,c,y\n1,1,a,1\n1,1,a,1\n2,,b,0\n3,n/a,a,1\n4,9,b,0\n5,3,a,1\n6,4,b,0\n";

    [TestMethod]
    public void Prepare_Reports_Every_Step_And_Its_Recipe_Repeats_It()
    {
        using var folder = new TemporaryFolder();
        string raw = folder.Write("raw.csv", Raw);
        EndcapProcess run = EndcapProcess.Run("prepare", raw, "--step", "duplicates", "--step", "number x", "--step", "fill x with=median",
            "--step", "target c label=y", "--group", "g", "--recipe-out", folder["p.json"], "-o", folder["o.csv"], "--json").Succeeded();
        Assert.AreEqual("source output[] recipe rowsRead rowsWritten columnsRead columnsWritten groups groupsGone groupsCut "
            + "columns[name kind missing distinct numbers texts firstText] steps[step column count what examples[]] warnings[]", JsonKeys.Of(run.Json));
        Assert.AreEqual((7, 6), (run.Json.GetProperty("rowsRead").GetInt32(), run.Json.GetProperty("rowsWritten").GetInt32()));
        Assert.AreEqual((0, 1), (run.Json.GetProperty("groupsGone").GetInt32(), run.Json.GetProperty("groupsCut").GetInt32()));
        JsonElement[] steps = [.. run.Json.GetProperty("steps").EnumerateArray()];
        CollectionAssert.AreEqual(new[] { "duplicates", "number x", "fill x with=median" }, steps.Select(step => step.GetProperty("step").GetString()).Take(3).ToArray());
        CollectionAssert.AreEqual(new[] { 1, 1, 2 }, steps.Select(step => step.GetProperty("count").GetInt32()).Take(3).ToArray());
        EndcapProcess.Run("prepare", raw, "--apply", folder["p.json"], "--again", "-o", folder["again.csv"]).Succeeded();
        Assert.AreEqual(File.ReadAllText(folder["o.csv"]), File.ReadAllText(folder["again.csv"]));
        EndcapProcess.Run("prepare", raw, "--fit", folder["p.json"], "-o", folder["fit.csv"]).Succeeded();
        Assert.AreEqual(File.ReadAllText(folder["o.csv"]), File.ReadAllText(folder["fit.csv"]));
    }

    [TestMethod]
    public void Texts_Among_Numbers_Are_Never_Passed_Silently()
    {
        using var folder = new TemporaryFolder();
        EndcapProcess run = EndcapProcess.Run("prepare", folder.Write("raw.csv", Raw), "-o", folder["o.csv"]).Succeeded();
        StringAssert.Contains(run.Error, "warning: column x has numbers, but", StringComparison.Ordinal);
        StringAssert.Contains(run.Error, "raw.csv:5: n/a", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_Split_Gives_Three_Files_That_Share_No_Group()
    {
        using var folder = new TemporaryFolder();
        string raw = folder.Write("raw.csv", SmallStore.Csv(200, 1));
        JsonElement json = EndcapProcess.Run("split", raw, "--group", "g", "-o", folder["s.csv"], "--json").Succeeded().Json;
        string[] names = ["s.train.csv", "s.validation.csv", "s.test.csv"];
        string[][] rows = [.. names.Select(name => File.ReadAllLines(folder[name]).Skip(1).ToArray())];
        CollectionAssert.AreEquivalent(File.ReadAllLines(raw).Skip(1).ToArray(), rows.SelectMany(part => part).ToArray());
        Assert.AreEqual(200, rows.Sum(part => part.Select(row => row.Split(',')[0]).Distinct().Count()));
        Assert.AreEqual(200, json.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("groups").GetInt32()));
        EndcapProcess.Run("prepare", raw, "--split", "0.7,0.15,0.15", "--group", "g", "-o", folder["p.csv"]).Succeeded();
        foreach (string name in names) Assert.AreEqual(File.ReadAllText(folder[name]), File.ReadAllText(folder[name.Replace("s.", "p.", StringComparison.Ordinal)]));
    }

    [TestMethod]
    public void Features_Give_A_Data_Set_And_A_Schema_That_Train_Takes()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        string log = "who,what,day,paid\n" + string.Concat(Enumerable.Range(0, 1500).Select(_ =>
        {
            int who = random.Next(30);
            return $"{who},p{(random.Next(3) > 0 ? who % 5 : random.Next(5))},{random.Next(300)},{1 + random.Next(4)}\n";
        }));
        EndcapProcess run = EndcapProcess.Run("features", folder.Write("log.csv", log), "--shopper", "who", "--item", "what", "--time", "day", "--price", "paid",
            "-o", folder["c.csv"], "--schema", folder["s.json"], "--json").Succeeded();
        Assert.AreEqual("source output schema rowsRead shoppers items categories baskets choices rowsWritten seconds rowsPerSecond "
            + "leftOut[count what examples[]] features[name scope meaning] warnings[]", JsonKeys.Of(run.Json));
        Assert.AreEqual(run.Json.GetProperty("rowsWritten").GetInt32(), File.ReadAllLines(folder["c.csv"]).Length - 1);
        EndcapProcess.Run("split", folder["c.csv"], "--group", "shopper", "--fractions", "0.7,0.3", "-o", folder["c.csv"]).Succeeded();
        EndcapProcess.Run("train", folder["c.train.csv"], "--schema", folder["s.json"], "--trees", "20", "-o", folder["m.json"]).Succeeded();
        JsonElement quality = EndcapProcess.Run("evaluate", folder["m.json"], "--data", folder["c.test.csv"], "--json").Succeeded().Json;
        Assert.Contains("ndcg", quality.ToString().ToLowerInvariant());
    }

    [TestMethod]
    [DataRow("E140", "nothing to read", "prepare", "-o", "o.csv")]
    [DataRow("E140", "both given", "prepare", "d.csv", "--source", "Host=h", "-o", "o.csv")]
    [DataRow("E145", "there is no step", "prepare", "d.csv", "--step", "mend x", "-o", "o.csv")]
    [DataRow("E155", "do not sum to 1", "split", "d.csv", "--fractions", "0.5,0.1", "-o", "o.csv")]
    [DataRow("E305", "--size", "features", "d.csv", "--shopper", "s", "--item", "i", "--size", "1", "--schema", "s.json", "-o", "o.csv")]
    [DataRow("E401", "d.csv", "features", "d.csv", "--shopper", "s", "--item", "i", "--schema", "s.json", "-o", "o.csv")]
    public void Mistakes_Have_A_Code(string code, string part, params string[] args)
    {
        EndcapProcess run = EndcapProcess.Run(args);
        Assert.AreEqual(1, run.ExitCode, run.Error);
        StringAssert.StartsWith(run.Error, $"error {code}: ", StringComparison.Ordinal);
        StringAssert.Contains(run.Error, part, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("--again needs --apply", "--again")]
    [DataRow("--step and --apply contradict", "--step", "duplicates", "--apply", "p.json")]
    [DataRow("--apply and --fit contradict", "--apply", "p.json", "--fit", "p.json")]
    public void Contradictions_Are_Wrong_Usage(string part, params string[] args)
    {
        EndcapProcess run = EndcapProcess.Run([.. args.Prepend("d.csv").Prepend("prepare"), "-o", "o.csv"]);
        Assert.AreEqual(2, run.ExitCode, run.Error);
        StringAssert.Contains(run.Error, part, StringComparison.Ordinal);
    }

    [TestMethod]
    public void An_Output_Never_Replaces_An_Input()
    {
        using var folder = new TemporaryFolder();
        string raw = folder.Write("d.train.csv", Raw);
        StringAssert.StartsWith(EndcapProcess.Run("prepare", raw, "-o", raw).Error, "error E406: ", StringComparison.Ordinal);
        StringAssert.StartsWith(EndcapProcess.Run("split", raw, "-o", folder["d.csv"]).Error, "error E406: ", StringComparison.Ordinal);
        Assert.AreEqual(Raw, File.ReadAllText(raw));
    }
}
