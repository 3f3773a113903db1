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
        using IPlaywright driver = await Chromium.Driver();
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
