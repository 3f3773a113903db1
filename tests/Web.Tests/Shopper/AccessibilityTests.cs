using System.Diagnostics;
using System.Text.Json;
using Endcap.Tests.Web.Harness;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Shopper;

/// <summary>axe-core (fetched from the npm registry for the run, not part of the repository) finds nothing serious in any state.</summary>
[TestClass]
public sealed class AccessibilityTests
{
    private const string Package = "axe-core@4.10.3";

    [TestMethod]
    [DataRow(ColorScheme.Light)]
    [DataRow(ColorScheme.Dark)]
    public async Task No_State_Has_A_Serious_Finding(ColorScheme colours)
    {
        string axe = await Fetch();
        BrowserNewContextOptions options = ShopperRig.Phone();
        options.ColorScheme = colours;
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store(), options: options);
        await rig.Page.EvaluateAsync(axe);
        await Check(rig, $"start-{colours}");
        await rig.Connect();
        await HappyPathTests.Answer(rig);
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
        JsonElement? found = await rig.Page.EvaluateAsync("""
            async () => (await axe.run()).violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
              .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`)
            """);
        Assert.AreEqual("", string.Join('\n', found!.Value.EnumerateArray().Select(each => each.GetString())), state);
    }

    // npm only fetches here; nothing of the package runs outside the page.
    private static async Task<string> Fetch()
    {
        string folder = Path.Combine(Path.GetTempPath(), "endcap-axe"), script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        try
        {
            if (!File.Exists(script))
            {
                Directory.CreateDirectory(folder);
                using Process npm = Process.Start(new ProcessStartInfo("npm", ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", Package])
                {
                    RedirectStandardOutput = true, RedirectStandardError = true,
                })!;
                await npm.WaitForExitAsync();
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // no npm
        }

        return File.Exists(script) ? await File.ReadAllTextAsync(script)
            : throw new AssertInconclusiveException($"npm could not fetch {Package}, so accessibility was not checked.");
    }
}
