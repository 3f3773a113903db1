using System.Text.Json;
using Endcap.Tests.Web.Harness;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Shopper;

/// <summary>The service worker names all files and the version that they have; otherwise phones would keep old ones for ever.</summary>
[TestClass]
public sealed class OfflineCopyTests
{
    [TestMethod]
    public void The_Service_Worker_Has_The_Files_And_Their_Version() => OfflineCopy.Check(Folders.Shopper);

    [TestMethod]
    public async Task The_Service_Worker_Answers_For_The_Page_And_For_Nothing_Else_Of_The_Server()
    {
        await using ServedRig rig = await ServedRig.Open("/");
        await rig.Page.EvaluateAsync("navigator.serviceWorker.ready.then(() => {})");
        IResponse page = (await rig.Page.ReloadAsync())!;
        Assert.IsTrue(page.FromServiceWorker, "the page has no offline copy");
        foreach (string path in new[] { "api/labels", "api/labels/0", "api/labels/0/panel.png", "engineer/", "engineer/page.js", "ws" })
        {
            IResponse answer = await rig.Page.RunAndWaitForResponseAsync(() => rig.Page.EvaluateAsync($"fetch('{path}').then(() => {{}})"), each => each.Url.EndsWith(path, StringComparison.Ordinal));
            Assert.IsFalse(answer.FromServiceWorker, path);
            Assert.AreEqual(path == "ws" ? 400 : 200, answer.Status, path);
        }

        await rig.Page.ClickAsync("#connect-simulated"); // the socket, past the worker
        await ShopperRig.Reach(rig.Page, "review", rig.Log);
        IResponse engineer = (await rig.Page.GotoAsync(new Uri(rig.Server.Url, "/engineer/").ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded }))!;
        Assert.IsFalse(engineer.FromServiceWorker);
        StringAssert.Contains(await rig.Page.TitleAsync(), "label live");
    }

    [TestMethod]
    public async Task The_Browser_Would_Install_The_Page()
    {
        await using ShopperRig rig = await ShopperRig.Open(null, bluetooth: false, isLabelNear: false);
        await rig.Page.EvaluateAsync("navigator.serviceWorker.ready.then(() => {})");
        ICDPSession session = await rig.Page.Context.NewCDPSessionAsync(rig.Page);
        JsonElement manifest = (await session.SendAsync("Page.getAppManifest"))!.Value, found = (await session.SendAsync("Page.getInstallabilityErrors"))!.Value;
        StringAssert.Contains(manifest.GetProperty("data").GetString(), "standalone");
        Assert.AreEqual("[]", manifest.GetProperty("errors").GetRawText());
        string[] errors = [.. found.GetProperty("installabilityErrors").EnumerateArray().Select(each => each.GetProperty("errorId").GetString()!)];
        Assert.AreEqual("in-incognito", string.Join(' ', errors)); // as every page of a test; nothing else is missing
    }
}
