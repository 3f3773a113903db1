using Endcap.Protocol;
using Endcap.Tests.Web.Harness;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Shopper;

/// <summary>The profile stays on the phone: not on the network, not in a log, gone when it is deleted.</summary>
[TestClass]
public sealed class PrivacyTests
{
    [TestMethod]
    public async Task After_The_Load_Nothing_Leaves_The_Page_And_Nothing_Of_The_Profile_Is_Logged()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        await rig.Page.EvaluateAsync("navigator.serviceWorker.ready.then(() => {})");
        await rig.Page.WaitForTimeoutAsync(500);
        rig.Requests.Clear();
        await rig.Connect();
        await HappyPathTests.Answer(rig.Page);
        await rig.Fill("Your age", "77");
        await rig.Send();
        await rig.Page.Locator(".ranking button").First.ClickAsync();
        Assert.AreEqual("", string.Join('\n', rig.Requests));
        string[] unexpected = [.. rig.Log.Where(line => !line.StartsWith("Web Bluetooth is experimental", StringComparison.Ordinal)
            && !line.StartsWith("Failed to load resource", StringComparison.Ordinal))]; // the browser's own; the second is the search for a simulator
        Assert.AreEqual("", string.Join('\n', unexpected));
    }

    [TestMethod]
    public async Task The_Browser_Lets_The_Page_Talk_To_Nobody_Else()
    {
        await using ShopperRig rig = await ShopperRig.Open(null, bluetooth: false, isLabelNear: false);
        string result = await rig.Page.EvaluateAsync<string>("fetch('http://127.0.0.1:1/').then(() => 'sent', (error) => error.name)");
        Assert.AreEqual("TypeError", result);
        Assert.IsTrue(rig.Log.Exists(line => line.Contains("Content Security Policy", StringComparison.Ordinal)), string.Join('\n', rig.Log));
    }

    [TestMethod]
    public async Task The_Profile_Survives_A_Restart_Of_The_Browser_And_Is_Gone_After_Delete()
    {
        string folder = Directory.CreateTempSubdirectory("endcap-browser-").FullName;
        using var server = new PageServer();
        IPlaywright driver = await Chromium.Driver();
        string exported = await InBrowser(driver, folder, server.Address, async page =>
        {
            await page.SetInputFilesAsync("#import-file", new FilePayload { Name = "me.json", MimeType = "application/json", Buffer = Saved() });
            await page.GetByText("Loaded.").WaitForAsync();
            await page.GetByLabel("Your age").FillAsync("41");
            return await Export(page);
        });
        StringAssert.Contains(exported, "41");
        await InBrowser(driver, folder, server.Address, async page =>
        {
            Assert.AreEqual("41", await page.GetByLabel("Your age").InputValueAsync());
            Assert.AreEqual(exported, await Export(page));
            await page.ClickAsync("#erase");
            await page.GetByText("Everything is deleted.").WaitForAsync();
            return "";
        });
        await InBrowser(driver, folder, server.Address, async page =>
        {
            Assert.AreEqual(0, await page.GetByLabel("Your age").CountAsync());
            Assert.IsFalse((await Export(page)).Contains("41", StringComparison.Ordinal));
            return "";
        });
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    public async Task A_File_Of_Something_Else_Changes_Nothing()
    {
        await using ShopperRig rig = await ShopperRig.Open(null, isLabelNear: false);
        await rig.Page.SetInputFilesAsync("#import-file", new FilePayload { Name = "x.json", MimeType = "application/json", Buffer = "{]"u8.ToArray() });
        await rig.Page.GetByText("This file is not a copy").WaitForAsync();
    }

    [TestMethod]
    public async Task Noise_Is_Shown_As_It_Is_Sent_And_Stays_While_It_Is_Looked_At()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        await rig.Connect();
        await HappyPathTests.Answer(rig.Page);
        await rig.Page.CheckAsync("#privacy-on");
        await rig.Page.FillAsync("#epsilon", "0.5");
        StringAssert.Contains(await rig.Page.InnerTextAsync("#privacy-facts"), "30 values, each with ε = 0.5: at most ε = 15 in total"); // 6 + 12 × 2
        byte[] shown = await rig.ShownBytes();
        await rig.Page.UncheckAsync("#privacy-on");
        await rig.Page.CheckAsync("#privacy-on");
        CollectionAssert.AreEqual(shown, await rig.ShownBytes(), "drawn again");
        await rig.Screenshot("privacy");
        await rig.Send();
        byte[] sent = rig.Label.Packets.Single();
        CollectionAssert.AreEqual(shown[ProfilePacket.ListedCountAt..], sent[ProfilePacket.ListedCountAt..]);
    }

    // 160,000 draws on a grid instead of chance: the stated probabilities, to 1 %.
    [TestMethod]
    public async Task Randomised_Response_Keeps_And_Replaces_As_Stated()
    {
        await using ShopperRig rig = await ShopperRig.Open(null, bluetooth: false, isLabelNear: false);
        double[] shares = await rig.Page.EvaluateAsync<double[]>("""
            async () => {
              const { randomise, keepChance } = await import('./privacy.js');
              const side = 400, counts = [0, 0, 0, 0];
              for (let i = 0; i < side; i++) for (let j = 0; j < side; j++) {
                const draws = [(i + .5) / side, (j + .5) / side];
                counts[randomise(2, 4, 1.5, () => draws.shift())]++;
              }
              return [keepChance(1.5, 4), ...counts.map((count) => count / side / side)];
            }
            """);
        double keep = Math.Exp(1.5) / (Math.Exp(1.5) + 3);
        Assert.AreEqual(keep, shares[0], 1e-12);
        Assert.AreEqual(keep, shares[3], 0.01);
        foreach (int other in new[] { 1, 2, 4 }) Assert.AreEqual((1 - keep) / 3, shares[other], 0.01);
    }

    // Real draws of the browser's source. Whatever was sent, two true bins must not differ by more than e^ε in how likely they send it,
    // within five standard errors; and the stated chances are met, so that ε is not smaller than stated either (the answer would suit less).
    [TestMethod]
    [DataRow(2, 0.5)]
    [DataRow(4, 1.5)]
    [DataRow(16, 3.0)]
    public async Task The_Noise_Meets_Its_Stated_Epsilon(int bins, double epsilon)
    {
        await using ShopperRig rig = await ShopperRig.Open(null, bluetooth: false, isLabelNear: false);
        Assert.AreEqual("", WhyNot(await Draw(rig, bins, epsilon), epsilon));
        Assert.AreNotEqual("", WhyNot(await Draw(rig, bins, epsilon + 0.1), epsilon), "a tenth more would be noticed");
    }

    // [true bin][sent bin]: how often, of 60,000 draws each.
    private static async Task<int[][]> Draw(ShopperRig rig, int bins, double epsilon) => await rig.Page.EvaluateAsync<int[][]>("""
        async ([bins, epsilon]) => {
          const { Noise } = await import('./privacy.js');
          return [0, bins - 1].map((bin) => {
            const counts = Array(bins).fill(0);
            for (let i = 0; i < 60000; i++) counts[new Noise().apply('x', bin, bins, epsilon)]++;
            return counts;
          });
        }
        """, new object[] { bins, epsilon });

    private static string WhyNot(int[][] counts, double epsilon)
    {
        const double errors = 5;
        var wrong = new List<string>();
        int bins = counts[0].Length;
        double keep = Math.Exp(epsilon) / (Math.Exp(epsilon) + bins - 1), other = (1 - keep) / (bins - 1);
        for (int sent = 0; sent < bins; sent++)
        {
            double one = counts[0][sent], two = counts[1][sent], ratio = Math.Abs(Math.Log(one / two)), error = Math.Sqrt((1 / one) + (1 / two));
            if (ratio > epsilon + (errors * error)) wrong.Add($"bin {sent} tells e^{ratio:0.000} > e^{epsilon}");
            foreach ((int[] row, int truth) in new[] { (counts[0], 0), (counts[1], bins - 1) })
            {
                double expected = row.Sum() * (truth == sent ? keep : other);
                if (Math.Abs(row[sent] - expected) > errors * Math.Sqrt(expected)) wrong.Add($"{truth} as {sent}: {row[sent]}, not {expected:0}");
            }
        }

        return string.Join("; ", wrong);
    }

    private static byte[] Saved() => """
        {"format":"endcap-shopper/1","questions":[{"name":"age","kind":0,"categories":[]}],"purchases":[{"sku":"2104","name":"Granola","times":3,"last":1763000000000}]}
        """u8.ToArray();

    private static async Task<string> Export(IPage page)
    {
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#export"));
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    private static async Task<string> InBrowser(IPlaywright driver, string folder, string address, Func<IPage, Task<string>> action)
    {
        await using IBrowserContext context = await driver.Chromium.LaunchPersistentContextAsync(folder, new()
        {
            ExecutablePath = Chromium.Find(), Args = Chromium.Arguments(bluetooth: true),
        });
        IPage page = context.Pages[0];
        await page.GotoAsync(address);
        await page.WaitForSelectorAsync("body[data-ready=true]");
        string result = await action(page);
        await page.WaitForTimeoutAsync(300);
        return result;
    }
}
