using Endcap.Tests.Web.Harness;

namespace Endcap.Tests.Web.Staff;

/// <summary>
/// Time from the tap on "send" to the shelf in use: the page, Chromium's emulated link and the label's code on this computer.
/// Neither air nor the ESP32 is in it. ENDCAP_SHELF names a shelf; without it, 255 products of the tests are sent.
/// Run it with --filter TestCategory=Benchmark.
/// </summary>
[TestClass]
[DoNotParallelize] // it measures time
public sealed class TransferBenchmark
{
    [TestMethod]
    [TestCategory("Benchmark")]
    public async Task From_Send_To_In_Use()
    {
        byte[] blob = Environment.GetEnvironmentVariable("ENDCAP_SHELF") is { Length: > 0 } path ? await File.ReadAllBytesAsync(path) : Shelves.Large();
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Connect();
        await rig.OpenFile(blob, "shelf.ecap");
        await rig.Page.WaitForSelectorAsync("#file-send:not([hidden])");
        await rig.Page.EvaluateAsync("""
            const bar = document.getElementById('transfer-bar');
            document.getElementById('file-go').addEventListener('click', () => { window.tapped = performance.now(); }, true);
            new MutationObserver(() => { if (bar.value === bar.max) window.sent ??= performance.now(); }).observe(bar, { attributes: true });
            """);
        await rig.Click("file-go", 120);
        double sent = await rig.Page.EvaluateAsync<double>("window.sent - window.tapped"), all = await rig.Page.EvaluateAsync<double>("performance.now() - window.tapped");
        Console.WriteLine(FormattableString.Invariant($"{blob.Length} bytes: sent after {sent:F0} ms, in use after {all:F0} ms"));
        Assert.IsGreaterThan(0, sent);
    }
}
