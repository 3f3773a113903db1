using Endcap.Tests.Web.Harness;

namespace Endcap.Tests.Web.Shopper;

/// <summary>
/// Time from the tap on "send" to the ranking on the screen: the page, Chromium's emulated link and the label's code on this
/// computer. Neither air nor the ESP32 is in it; connecting is not either. Run it with --filter TestCategory=Benchmark.
/// </summary>
[TestClass]
[DoNotParallelize] // it measures time
public sealed class LatencyBenchmark
{
    private const int Visits = 31;

    // Both moments are taken in the page, by its own clock.
    private const string Stopwatch = """
        document.getElementById('send').addEventListener('click', () => { window.tapped = performance.now(); }, true);
        new MutationObserver(() => requestAnimationFrame(() => { if (document.body.dataset.view === 'result') window.shown ??= performance.now(); }))
          .observe(document.body, { attributes: true, attributeFilter: ['data-view'] });
        """;

    [TestMethod]
    [TestCategory("Benchmark")]
    public async Task From_Send_To_Ranking()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        await rig.Page.EvaluateAsync(Stopwatch);
        var times = new List<double>();
        for (int visit = 0; visit < Visits; visit++)
        {
            await rig.Connect();
            await rig.Page.EvaluateAsync("window.shown = undefined");
            await rig.Send();
            await rig.Page.EvaluateAsync("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
            times.Add(await rig.Page.EvaluateAsync<double>("window.shown - window.tapped"));
            await rig.Page.ClickAsync("#another");
        }

        times.Sort();
        string line = FormattableString.Invariant($"send to ranking: median {times[Visits / 2]:F1} ms, least {times[0]:F1}, most {times[^1]:F1}, {Visits} visits");
        Console.WriteLine(line);
        Assert.IsTrue(times.TrueForAll(time => time > 0), line);
    }
}
