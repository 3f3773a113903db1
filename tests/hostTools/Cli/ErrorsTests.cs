using System.Text.Json;
using Endcap.Cli.Reports;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public class ErrorsTests
{
    private const string Schema = """
        { "format": "endcap-schema/1", "label": "y", "group": "g", "features": [
          { "name": "price", "scope": "item", "kind": "numeric", "edges": [1.2], "missing": 0 },
          { "name": "age", "scope": "shopper", "kind": "numeric", "edges": [40], "missing": 0 } ] }
        """;

    [TestMethod]
    [DataRow("E101", "d.csv:1: missing column: age", "g,y,price\n1,1,1\n")]
    [DataRow("E102", "d.csv:1: unknown column: size", "g,y,price,age,size\n1,1,1,1,1\n")]
    [DataRow("E105", "d.csv:3: column price: \"cheap\"", "g,y,price,age\n1,1,1,30\n1,0,cheap,30\n")]
    [DataRow("E106", "d.csv: the file is empty", "")]
    [DataRow("E107", "d.csv: there is a header but no row", "g,y,price,age\n")]
    [DataRow("E110", "d.csv: all 2 rows are one group", "g,y,price,age\n1,1,1,30\n1,0,2,30\n")]
    [DataRow("E205", "d.csv:4 has the relevance -1", "g,y,price,age\n1,1,1,30\n2,0,1,30\n1,-1,2,30\n2,1,1,30\n")]
    public void Bad_Training_Data_Gives_Its_Code_And_Leaves_No_File(string code, string part, string csv)
    {
        using var folder = new TemporaryFolder();
        EndcapProcess run = EndcapProcess.Run("train", folder.Write("d.csv", csv), "--schema", folder.Write("s.json", Schema), "-o", folder["m.json"], "--json");
        Assert.AreEqual(1, run.ExitCode);
        StringAssert.StartsWith(run.Error, $"error {code}: ", StringComparison.Ordinal);
        StringAssert.Contains(run.Error, part, StringComparison.Ordinal);
        StringAssert.Contains(run.Error, "\nhelp: ", StringComparison.Ordinal);
        JsonElement error = run.Json.GetProperty("error");
        Assert.AreEqual(code, error.GetProperty("code").GetString());
        StringAssert.Contains(error.GetProperty("message").GetString(), part, StringComparison.Ordinal);
        Assert.IsFalse(string.IsNullOrEmpty(error.GetProperty("help").GetString()));
        Assert.AreEqual(1, run.Json.GetProperty("exitCode").GetInt32());
        Assert.AreEqual("d.csv s.json", folder.Files);
    }

    [TestMethod]
    public void Ranking_Without_A_Group_In_The_Schema_Is_E123()
    {
        using var folder = new TemporaryFolder();
        string schema = folder.Write("s.json", Schema.Replace("\"group\": \"g\", ", "", StringComparison.Ordinal));
        EndcapProcess run = EndcapProcess.Run("train", folder.Write("d.csv", "x\n"), "--schema", schema, "-o", folder["m.json"]);
        Assert.AreEqual(1, run.ExitCode);
        StringAssert.StartsWith(run.Error, "error E123: ", StringComparison.Ordinal);
        Assert.AreEqual("", run.Output);
    }

    [TestMethod]
    public void A_Failing_Command_Keeps_The_File_That_Was_There()
    {
        using var folder = new TemporaryFolder();
        folder.Write("m.json", "precious");
        string csv = folder.Write("d.csv", "y,x\n0,1\n"), schema = folder.Write("s.json", Schema);
        Assert.AreEqual(1, EndcapProcess.Run("train", csv, "--schema", schema, "-o", folder["m.json"]).ExitCode);
        Assert.AreEqual(1, EndcapProcess.Run("schema", "infer", csv, "--label", "z", "-o", folder["m.json"]).ExitCode);
        Assert.AreEqual("precious", File.ReadAllText(folder["m.json"]));
    }

    [TestMethod]
    public void A_Bad_Target_Is_Said_Before_The_Work()
    {
        using var folder = new TemporaryFolder();
        EndcapProcess run = EndcapProcess.Run("train", "none.csv", "--schema", "none.json", "-o", folder["none/m.json"]);
        StringAssert.StartsWith(run.Error, "error E402: ", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("E400", "endcap train --help", "train", "d.csv")]
    [DataRow("E400", "endcap train --help", "train", "d.csv", "--schema", "s", "-o", "m", "--trees", "many")]
    [DataRow("E400", "endcap train --help", "train", "d.csv", "--schema", "s", "-o", "m", "--learning-rate", "0,1")]
    [DataRow("E400", "endcap train --help", "train", "d.csv", "--schema", "s", "-o", "m", "--seed", "1,000")]
    [DataRow("E400", "endcap build --help", "build", "m", "--shelf", "s", "-o", "b", "--budget", "1.5")]
    [DataRow("E400", "endcap schema infer --help", "schema", "infer", "d.csv")]
    [DataRow("E400", "endcap schema --help", "schema")]
    [DataRow("E400", "endcap --help", "bulid", "m.json")]
    [DataRow("E400", "endcap evaluate --help", "evaluate", "m.json", "--data", "d.csv", "--verbose")]
    public void Wrong_Usage_Is_Exit_Code_2(string code, string help, params string[] args)
    {
        EndcapProcess run = EndcapProcess.Run([.. args, "--json"]);
        Assert.AreEqual(2, run.ExitCode);
        StringAssert.StartsWith(run.Error, $"error {code}: ", StringComparison.Ordinal);
        StringAssert.Contains(run.Error, $"help: see: {help}", StringComparison.Ordinal);
        Assert.DoesNotContain("System.", run.Error);
        Assert.AreEqual(code, run.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [TestMethod]
    [DataRow("E201", "--trees", "0")]
    [DataRow("E201", "--validation", "-0.5")]
    [DataRow("E201", "--validation", "NaN")]
    [DataRow("E201", "--validation", "1")]
    [DataRow("E202", "--objective", "listwise")]
    public void A_Bad_Option_Value_Is_A_User_Error(string code, string option, string value)
    {
        EndcapProcess run = EndcapProcess.Run("train", "d.csv", "--schema", "s.json", "-o", "m.json", option, value);
        Assert.AreEqual(1, run.ExitCode);
        StringAssert.StartsWith(run.Error, $"error {code}: ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void An_Output_Never_Replaces_An_Input()
    {
        using var folder = new TemporaryFolder();
        string csv = folder.Write("d.csv", SmallStore.Csv(10, 1)), schema = folder.Write("s.json", Schema);
        void Refused(string file, params string[] args)
        {
            string before = File.ReadAllText(file);
            StringAssert.StartsWith(EndcapProcess.Run([.. args, "-o", file]).Error, "error E406: ", StringComparison.Ordinal);
            Assert.AreEqual(before, File.ReadAllText(file));
        }

        Refused(csv, ["schema", "infer", csv, .. SmallStore.Lists]);
        Refused(csv, "train", csv, "--schema", schema);
        Refused(schema, "train", csv, "--schema", schema);
        Refused(csv, "build", "m.json", "--shelf", csv);
        Refused(schema, "build", schema, "--shelf", csv);
    }

    [TestMethod]
    [DataRow("schema", "infer", "", "--label", "y", "-o", "none.json")]
    [DataRow("schema", "infer", "none.csv", "--label", "y", "-o", "")]
    [DataRow("demo", "--households", "20", "--out", "")]
    public void An_Empty_Path_Is_E407(params string[] args) =>
        StringAssert.StartsWith(EndcapProcess.Run(args).Error, "error E407: ", StringComparison.Ordinal);

    [TestMethod]
    public void Help_And_Version_Are_No_Errors()
    {
        Assert.Contains("Exit codes", EndcapProcess.Run().Succeeded().Output);
        Assert.Contains("--affinity", EndcapProcess.Run("schema", "infer", "--help").Succeeded().Output);
        Assert.Contains("0.1", EndcapProcess.Run("--version").Succeeded().Output);
    }

    [TestMethod]
    public void Ctrl_C_Is_130_And_Leaves_No_File()
    {
        using var folder = new TemporaryFolder();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        string csv = folder.Write("d.csv", SmallStore.Csv(10, 1));
        EndcapProcess run = EndcapProcess.Run(cancelled.Token, ["schema", "infer", csv, .. SmallStore.Lists, "-o", folder["s.json"]]);
        Assert.AreEqual((130, "", "d.csv"), (run.ExitCode, run.Output, folder.Files));
        StringAssert.Contains(run.Error, "cancelled; no unfinished file is left behind", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_Bug_Is_70_And_Asks_For_A_Report()
    {
        var error = new StringWriter();
        Assert.AreEqual(70, new ErrorReport(new StringWriter(), error, json: false).WriteBug(new InvalidOperationException("lost")));
        StringAssert.StartsWith(error.ToString(), "error E999: this is a bug in endcap: InvalidOperationException: lost", StringComparison.Ordinal);
        Assert.Contains("please report it", error.ToString());
    }
}
