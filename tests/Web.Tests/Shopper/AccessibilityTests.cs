using Endcap.Tests.Web.Harness;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Shopper;

/// <summary>axe-core finds nothing serious in any state, and the keyboard does all.</summary>
[TestClass]
public sealed class AccessibilityTests
{
    [TestMethod]
    [DataRow(ColorScheme.Light)]
    [DataRow(ColorScheme.Dark)]
    public async Task No_State_Has_A_Serious_Finding(ColorScheme colours)
    {
        string axe = await Axe.Fetch();
        BrowserNewContextOptions options = ShopperRig.Phone();
        options.ColorScheme = colours;
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store(), options: options);
        await rig.Page.EvaluateAsync(axe);
        await Check(rig, $"start-{colours}");
        await rig.Connect();
        await HappyPathTests.Answer(rig.Page);
        await rig.Page.CheckAsync("#privacy-on");
        foreach (ILocator details in await rig.Page.Locator("details:visible > summary").AllAsync()) await details.ClickAsync();
        await Check(rig, $"review-{colours}");
        await rig.Send();
        await Check(rig, $"result-{colours}");
        rig.Chooser.Picks = null;
        await rig.Page.ClickAsync("#another");
        await rig.Page.ClickAsync("#connect");
        await rig.Problem();
        await Check(rig, $"problem-{colours}");
    }

    [TestMethod]
    public async Task The_Whole_Visit_Works_With_The_Keyboard()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        await rig.Page.Keyboard.PressAsync("Tab");
        Assert.AreEqual("connect", await Focused(rig));
        await rig.Page.Keyboard.PressAsync("Enter");
        await rig.Reach("review");
        Assert.AreEqual("review-title", await Focused(rig));
        for (int tabs = 0; await Focused(rig) != "send"; tabs++)
        {
            Assert.IsLessThan(30, tabs, "the button cannot be reached");
            await rig.Page.Keyboard.PressAsync("Tab");
        }

        await rig.Page.Keyboard.PressAsync("Enter");
        await rig.Reach("result");
        Assert.AreEqual("result-title", await Focused(rig));
    }

    private static Task<string> Focused(ShopperRig rig) => rig.Page.EvaluateAsync<string>("document.activeElement.id");

    private static async Task Check(ShopperRig rig, string state)
    {
        await rig.Screenshot(state);
        Assert.AreEqual("", await Axe.Serious(rig.Page), state);
    }
}
