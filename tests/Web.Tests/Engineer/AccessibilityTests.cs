using Endcap.Tests.Web.Harness;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Engineer;

/// <summary>axe-core finds nothing serious on the engineer's page, and nothing is wider than the screen.</summary>
[TestClass]
public sealed class AccessibilityTests
{
    [TestMethod]
    [DataRow(ColorScheme.Light, 1280)]
    [DataRow(ColorScheme.Dark, 1280)]
    [DataRow(ColorScheme.Light, 390)]
    [DataRow(ColorScheme.Dark, 390)]
    public async Task No_State_Has_A_Serious_Finding(ColorScheme colours, int width)
    {
        string axe = await Axe.Fetch();
        BrowserNewContextOptions options = width > 500 ? ServedRig.Desk() : ShopperRig.Phone();
        options.ColorScheme = colours;
        await using ServedRig rig = await EngineerPage.Open(labels: 2, options);
        await rig.Page.EvaluateAsync(axe);
        await rig.Page.ClickAsync("#random");
        await rig.Page.Locator("#ranking li").First.WaitForAsync();
        await rig.Page.Locator("#cost dt").First.WaitForAsync();
        await EngineerPage.SettledPanel(rig);
        foreach (ILocator summary in (await rig.Page.Locator("#log summary").AllAsync()).Take(3)) await summary.ClickAsync();
        await Check(rig, $"engineer-{colours}-{width}");
        await EngineerPage.Click(rig, "cut");
        await rig.Page.ClickAsync("#send");
        await EngineerPage.See(rig, "#sent", "Not ranked");
        await Check(rig, $"engineer-off-{colours}-{width}");
    }

    private static async Task Check(ServedRig rig, string state)
    {
        await rig.Screenshot(state);
        Assert.AreEqual("", await Axe.Serious(rig.Page), state);
        Assert.AreEqual(0, await rig.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"), $"{state}: wider than the screen");
    }
}
