using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Endcap.Cli;
using Endcap.Tests.HostTools.Serving;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public sealed class SimulateServerTests
{
    private const string List = "label_id,sku,name,price,currency\n21,A,Apple tea,1.10,EUR\n22,B,Birch tea,1.20,EUR\n23,C,Cocoa,1.40,EUR\n";

    [TestMethod]
    public async Task Serves_A_List_Until_Ctrl_C()
    {
        using var store = new BuiltStore();
        using var stop = new CancellationTokenSource();
        using var output = new FirstLine();
        string[] options = ["simulate", store["shelf.ecap"], "--serve", "--port", "0", "--content", store.Write("labels.csv", List), "--labels", "2", "--json"];
        Task<int> run = Task.Run(() => CommandLine.RunAsync(options, output, TextWriter.Null, stop.Token)); // a command blocks its thread
        Uri url = new(JsonDocument.Parse(await output.Text).RootElement.GetProperty("url").GetString()!);
        Assert.IsTrue(url.IsLoopback);
        using (var http = new HttpClient { BaseAddress = url })
        {
            JsonElement labels = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/labels", UriKind.Relative))).RootElement;
            CollectionAssert.AreEqual(new[] { "21 Apple tea 1.10 €", "22 Birch tea 1.20 €" }, labels.EnumerateArray().Select(label =>
                $"{label.GetProperty("labelId")} {label.GetProperty("productName")} {label.GetProperty("price")}").ToArray());
            StringAssert.Contains(await http.GetStringAsync(new Uri("/engineer/", UriKind.Relative)), "engineer.js", StringComparison.Ordinal);
            Assert.AreEqual(HttpStatusCode.OK, (await http.GetAsync(new Uri("/engineer/engineer.js", UriKind.Relative))).StatusCode);
        }

        await stop.CancelAsync();
        Assert.AreEqual(0, await run);
    }

    [TestMethod]
    public async Task Says_Where_It_Listens_And_Nothing_Of_Those_Who_Come()
    {
        using var store = new BuiltStore();
        using var stop = new CancellationTokenSource();
        using var output = new FirstLine();
        using var errors = new StringWriter();
        Task<int> run = Task.Run(() => CommandLine.RunAsync(["simulate", store["shelf.ecap"], "--serve", "--port", "0", "--json"], output, errors, stop.Token));
        string report = await output.Text;
        Uri url = new(JsonDocument.Parse(report).RootElement.GetProperty("url").GetString()!);
        Assert.AreNotEqual(0, url.Port);
        using (var http = new HttpClient { BaseAddress = url })
            await ServedStore.Eventually(async () => (await Rank(http)).GetProperty("ok").GetBoolean());
        string warnings = errors.ToString();
        await stop.CancelAsync();
        Assert.AreEqual(0, await run);
        Assert.AreEqual(report, output.ToString());
        Assert.IsTrue(warnings.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(line => line.StartsWith("warning: no --", StringComparison.Ordinal)), warnings);
        Assert.AreEqual(warnings, errors.ToString());
    }

    private static async Task<JsonElement> Rank(HttpClient http) =>
        await (await http.PostAsJsonAsync("/api/labels/0/rank", new { shopper = new[] { 1 }, affinity = new Dictionary<string, int[]> { ["1"] = [1] } }))
            .Content.ReadFromJsonAsync<JsonElement>();

    [TestMethod]
    [DataRow("E343", "--profile")]
    [DataRow("E343", "--out", "--profile", "p.json")]
    [DataRow("E315", "--port does nothing without --serve", "--port", "1", "--profile", "p.json", "--out", "o")]
    [DataRow("E391", "--profile does nothing with --serve: shoppers come by its pages", "--serve", "--profile", "p.json")]
    [DataRow("E391", "--out does nothing with --serve", "--serve", "--out", "o")]
    [DataRow("E391", "--mtu does nothing with --serve", "--serve", "--mtu", "100")]
    [DataRow("E342", "\"home\"", "--serve", "--listen", "home")]
    [DataRow("E305", "--port", "--serve", "--port", "65536")]
    [DataRow("E305", "--labels", "--serve", "--labels", "0")]
    [DataRow("E305", "--speed", "--serve", "--speed", "0")]
    [DataRow("E344", "labels.csv", "--content", "labels.csv", "--profile", "p.json", "--out", "o")]
    public void Options_That_Do_Not_Go_Together_Are_Said(string code, string part, params string[] options)
    {
        using var store = new BuiltStore();
        EndcapProcess run = EndcapProcess.Run(["simulate", store["shelf.ecap"], .. options]);
        Assert.AreEqual(1, run.ExitCode, run.Output);
        StringAssert.Contains(run.Error, code, StringComparison.Ordinal);
        StringAssert.Contains(run.Error, part, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_Folder_Without_Labels_Is_Said()
    {
        using var store = new BuiltStore();
        using var folder = new TemporaryFolder();
        EndcapProcess run = EndcapProcess.Run("simulate", store["shelf.ecap"], "--serve", "--content", folder.Folder);
        StringAssert.Contains(run.Error, "E345", StringComparison.Ordinal);
    }

    // Tells when the first report has been written.
    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _text = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Text => _text.Task.WaitAsync(TimeSpan.FromMinutes(2));

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            _text.TrySetResult(ToString());
        }
    }
}
