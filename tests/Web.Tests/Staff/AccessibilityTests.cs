using Endcap.Tests.Web.Harness;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Staff;

/// <summary>axe-core finds nothing serious in any state, nothing is wider than the screen, and the keyboard does all.</summary>
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
        BrowserNewContextOptions options = width > 500 ? StaffRig.Tablet() : ShopperRig.Phone();
        options.ColorScheme = colours;
        await using StaffRig rig = await StaffRig.Open(Shelves.Store(), options: options);
        await rig.Page.EvaluateAsync(axe);
        await Check(rig, $"staff-keys-{colours}-{width}");
        await rig.OpenKeys();
        await Check(rig, $"staff-find-{colours}-{width}");
        await rig.Click("find");
        await Check(rig, $"staff-label-{colours}-{width}");
        await rig.OpenList(StaffRig.List);
        await rig.OpenFile(Shelves.Large(), "shelf.ecap");
        await rig.Page.WaitForSelectorAsync("#file-go");
        await rig.Page.CheckAsync("#file-trial");
        await rig.Page.FillAsync("#field-price", "2,99");
        await rig.Page.FillAsync("#bind-version", "0");
        await Check(rig, $"staff-filled-{colours}-{width}");
        await rig.Page.ClickAsync("#file-go");
        await rig.Page.WaitForSelectorAsync("#transfer:not([hidden])");
        await Check(rig, $"staff-sending-{colours}-{width}");
        await rig.Settled(120);
        await Check(rig, $"staff-trial-{colours}-{width}");
        await rig.OpenFile([1, 2, 3], "x.ecap");
        await rig.Browser.Problem();
        await Check(rig, $"staff-problem-{colours}-{width}");
    }

    [TestMethod]
    public async Task The_Keyboard_Does_It()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Page.Keyboard.PressAsync("Tab");
        Assert.AreEqual("open-keys", await Focused(rig));
        await rig.OpenKeys();
        Assert.AreEqual("find-title", await Focused(rig));
        await Press(rig, "find");
        await rig.Settled();
        Assert.AreEqual("label-title", await Focused(rig));
        await Press(rig, "blink");
        await rig.Settled();
        StringAssert.Contains(await rig.Status(), "shows a mark");
        await rig.OpenList(StaffRig.List);
        await Press(rig, "bind-go");
        await rig.Settled(120);
        Assert.AreEqual("runs-title", await Focused(rig));
    }

    private static async Task Press(StaffRig rig, string id)
    {
        for (int tabs = 0; await Focused(rig) != id; tabs++)
        {
            Assert.IsLessThan(40, tabs, $"{id} cannot be reached");
            await rig.Page.Keyboard.PressAsync("Tab");
        }

        await rig.Page.Keyboard.PressAsync("Enter");
    }

    private static Task<string> Focused(StaffRig rig) => rig.Page.EvaluateAsync<string>("document.activeElement.id");

    private static async Task Check(StaffRig rig, string state)
    {
        await rig.Screenshot(state);
        Assert.AreEqual("", await Axe.Serious(rig.Page), state);
        Assert.AreEqual(0, await rig.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"), $"{state}: wider than the screen");
    }
}
