using System.Text.Json;
using Endcap.Publishing.Keys;
using Endcap.Tests.HostTools.Publishing.Rollout;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public sealed class PublishCommandTests
{
    private const string Header = "label_id,sku,name,price,currency\n";

    [TestMethod]
    public void A_Store_Publishes_Looks_And_Publishes_Again()
    {
        using var folder = new TemporaryFolder();
        string[] good = Store(folder, 4);
        JsonElement planned = EndcapProcess.Run([.. good, "--dry-run", "--json"]).Succeeded().Json;
        Assert.AreEqual("labels toAsk upToDate revoked bytes waves[wave labels toAsk first] journal note warnings[]", JsonKeys.Of(planned));
        Assert.AreEqual((4, 4), (planned.GetProperty("labels").GetInt32(), planned.GetProperty("toAsk").GetInt32()));
        Assert.IsFalse(Directory.Exists(folder["labels"]) || File.Exists(folder["publish.db"]));
        Assert.IsEmpty(KeyFile.Read(folder["store.keys"]).Labels);

        EndcapProcess run = EndcapProcess.Run([.. good, "--json"]).Succeeded();
        Assert.AreEqual("labels updated upToDate failed revoked untouched halted fileBytes airBytes chunks meanSeconds mostSeconds "
            + "waves[wave labels updated upToDate failed untouched airBytes] failures[] journal folder note warnings[]", JsonKeys.Of(run.Json));
        Assert.AreEqual((4, 0, 0), Counts(run.Json));
        StringAssert.Contains(run.Error, "wave 1 of 2: 1 label: 1 updated, 0 had everything, 0 failed", StringComparison.Ordinal);
        Assert.AreEqual((0, 4, 0), Counts(EndcapProcess.Run([.. good, "--json"]).Succeeded().Json));

        // A new price for one product: one label gets one small file.
        folder.Write("labels.csv", Rows(4).Replace("2,A,a,1.02", "2,A,a,9.99", StringComparison.Ordinal));
        JsonElement price = EndcapProcess.Run([.. good, "--json"]).Succeeded().Json;
        Assert.AreEqual((1, 3, 0), Counts(price));
        Assert.IsLessThan(300, price.GetProperty("fileBytes").GetInt32());
        Assert.HasCount(4, KeyFile.Read(folder["store.keys"]).Labels);
    }

    [TestMethod]
    public void A_Halt_Is_An_Error_With_The_Failures_In_The_Report()
    {
        using var folder = new TemporaryFolder();
        string[] good = Store(folder, 3);
        EndcapProcess.Run([.. good, "--version", "5"]).Succeeded();
        folder.Write("shelf.ecap", VirtualStore.Padded(1000, fill: 1));
        EndcapProcess halted = EndcapProcess.Run([.. good, "--version", "5", "--json"]);
        Assert.AreEqual(1, halted.ExitCode);
        Assert.AreEqual("E392", halted.Json.GetProperty("error").GetProperty("code").GetString());
        StringAssert.Contains(halted.Error, "1 label failed, more than --halt-after 5% allows; 2 not tried", StringComparison.Ordinal);
        JsonElement failure = halted.Json.GetProperty("failures")[0];
        Assert.AreEqual(("1", 83), (failure.GetProperty("label").GetString(), failure.GetProperty("fault").GetInt32()));
        EndcapProcess text = EndcapProcess.Run([.. good, "--version", "5", "--halt-after", "100%"]);
        StringAssert.Contains(text.Error, "error E393: 3 of 3 labels failed", StringComparison.Ordinal);
        StringAssert.Contains(text.Output, "fault 83: Raise the version", StringComparison.Ordinal);
        EndcapProcess.Run(good).Succeeded();
    }

    [TestMethod]
    public void A_Revoked_Label_Is_Warned_Of()
    {
        using var folder = new TemporaryFolder();
        string[] good = Store(folder, 2);
        KeyFile.Change(folder["store.keys"], keys => keys.Revoke(1));
        EndcapProcess run = EndcapProcess.Run([.. good, "--json"]).Succeeded();
        StringAssert.Contains(run.Error, "warning: label 1 was revoked", StringComparison.Ordinal);
        Assert.AreEqual((1, 1), (run.Json.GetProperty("revoked").GetInt32(), run.Json.GetProperty("updated").GetInt32()));
        Assert.IsFalse(Directory.Exists(Path.Combine(folder["labels"], "1")));
    }

    [TestMethod]
    public void Mistakes_Are_Answered_Before_Anything_Is_Written()
    {
        using var folder = new TemporaryFolder();
        string[] good = Store(folder, 2);
        string before = folder.Files;
        string[] Replace(int at, string value) => [.. good.Select((word, i) => i == at ? value : word)];
        Expect("E310", Replace(1, folder["labels.csv"]));
        Expect("E401", Replace(3, folder["none.csv"]));
        Expect("E113", Replace(3, folder["shelf.ecap"]));
        Expect("E401", Replace(5, folder["none.keys"]));
        Expect("E420", Replace(5, Secret(folder, "labels.keys", Header)));
        Expect("E107", Replace(3, folder.Write("empty.csv", Header)));
        Expect("E373", Replace(8, "10%,5%"));
        Expect("E374", [.. good, "--halt-after", "few"]);
        Expect("E374", [.. good, "--loss", "0.3"]);
        Expect("E374", [.. good, "--loss", "95%"]);
        Expect("E305", [.. good, "--chunk", "19"]);
        Expect("E305", [.. good, "--version", "0"]);
        Expect("E375", [.. good, "--downgrade"]);
        Expect("E320", [.. good, "--board", "kindle"]);
        Expect("E377", Replace(10, folder["labels.csv"]));
        Expect("E404", Replace(12, folder["labels.csv"]));
        File.Delete(folder["empty.csv"]);
        File.Delete(folder["labels.keys"]);
        Assert.AreEqual(before, folder.Files);
        Assert.IsFalse(Directory.Exists(folder["labels"]));
    }

    [TestMethod]
    public void Ctrl_C_Says_How_To_Go_On()
    {
        using var folder = new TemporaryFolder();
        string[] good = Store(folder, 2);
        using var interrupt = new CancellationTokenSource();
        interrupt.Cancel();
        EndcapProcess stopped = EndcapProcess.Run(interrupt.Token, good);
        Assert.AreEqual(130, stopped.ExitCode);
        StringAssert.Contains(stopped.Error, "give the same command again to go on", StringComparison.Ordinal);
        Assert.AreEqual((2, 0, 0), Counts(EndcapProcess.Run([.. good, "--json"]).Succeeded().Json));
    }

    // Shelf, list, keys, waves, journal, labels at 1, 3, 5, 8, 10, 12.
    private static string[] Store(TemporaryFolder folder, int labels)
    {
        KeyFile.Create(folder["store.keys"]);
        return
        [
            "publish", folder.Write("shelf.ecap", VirtualStore.Padded(1000)), "--to", folder.Write("labels.csv", Rows(labels)), "--keys", folder["store.keys"],
            "--content", "--waves", "1,100%", "--journal", folder["publish.db"], "--labels", folder["labels"],
        ];
    }

    private static string Rows(int labels) =>
        Header + string.Concat(Enumerable.Range(1, labels).Select(i => FormattableString.Invariant($"{i},A,a,1.0{i},EUR\n")));

    private static string Secret(TemporaryFolder folder, string name, string text)
    {
        Endcap.Compression.Files.SecretFile.Write(folder[name], System.Text.Encoding.UTF8.GetBytes(text), replace: false);
        return folder[name];
    }

    private static (int Updated, int UpToDate, int Failed) Counts(JsonElement report) =>
        (report.GetProperty("updated").GetInt32(), report.GetProperty("upToDate").GetInt32(), report.GetProperty("failed").GetInt32());

    private static void Expect(string code, string[] args)
    {
        EndcapProcess run = EndcapProcess.Run(args);
        Assert.AreEqual(1, run.ExitCode, run.Output + run.Error);
        StringAssert.Contains(run.Error, $"error {code}: ", StringComparison.Ordinal);
    }
}
