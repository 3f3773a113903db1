using Endcap.Compression.Blobs;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Tests.Firmware.Label.Life;
using Endcap.Tests.Web.Harness;

namespace Endcap.Tests.Web.Shopper;

/// <summary>The pages at a beacon: 500 products, no panel.</summary>
[TestClass]
public sealed class BeaconTests
{
    // The first answer has the setting topK's ranks, each part as many as a schema page of 244 bytes holds.
    private const int First = 10, Part = (244 - RankingPacket.HeaderBytes) / RankingPacket.WideRankBytes;

    [TestMethod]
    public async Task A_Shopper_Finds_What_Was_Bought_And_Reads_The_Ranking_In_Parts()
    {
        await using ServedRig rig = await ServedRig.Open("/", setup: ServedRig.Beacon);
        await rig.Page.ClickAsync("#connect-simulated");
        await ShopperRig.Reach(rig.Page, "review", rig.Log);
        await rig.Page.GetByLabel("Your age", new() { Exact = true }).FillAsync("40");
        await rig.Page.FillAsync("#find-text", "creme no. 12");
        await rig.Screenshot("beacon-review");
        string[] found = [.. await rig.Page.Locator("#find-list li > div").AllInnerTextsAsync()];
        Assert.IsNotEmpty(found);
        Assert.IsTrue(found.All(name => name.Contains("Crème", StringComparison.Ordinal) && name.Contains("12", StringComparison.Ordinal)), string.Join(", ", found));
        await rig.Page.GetByLabel($"I bought this: {found[0]}", new() { Exact = true }).ClickAsync();
        await rig.Page.FillAsync("#find-text", "no such thing");
        await rig.Page.GetByText("No product of this department").WaitForAsync();
        await rig.Page.ClickAsync("#send");
        await ShopperRig.Reach(rig.Page, "result", rig.Log);

        int bought = Shelves.Image(Department.Blob).Content.Products!.Select((each, p) => (each.Name, p)).First(each => each.Name == found[0]).p;
        string[] expected = Expected([1, 0, 0], bought);
        CollectionAssert.AreEqual(expected[..First], await Ranking(rig));
        await rig.Screenshot("beacon-result");
        await rig.Page.ClickAsync("#more");
        await rig.Page.Locator(".ranking li").Nth(First + Part - 1).WaitForAsync();
        CollectionAssert.AreEqual(expected[..(First + Part)], await Ranking(rig));
        for (int shown = First + Part; shown < Department.Products; shown += Part)
        {
            await rig.Page.ClickAsync("#more");
            await rig.Page.Locator(".ranking li").Nth(Math.Min(Department.Products, shown + Part) - 1).WaitForAsync();
        }

        CollectionAssert.AreEqual(expected, await Ranking(rig));
        await rig.Page.ClickAsync("#more");
        await rig.Page.GetByText("These are all products.").WaitForAsync();
        Assert.AreEqual("", string.Join('\n', rig.Log));
    }

    [TestMethod]
    public async Task The_Engineers_Page_Ranks_A_Department_Without_A_Panel()
    {
        await using ServedRig rig = await ServedRig.Open("/engineer/", options: ServedRig.Desk(), setup: ServedRig.Beacon);
        await rig.Page.Locator("#state").GetByText("ready").WaitForAsync();
        Assert.IsFalse(await rig.Page.Locator("#panel").IsVisibleAsync());
        await rig.Page.ClickAsync("#random");
        await rig.Page.Locator("#ranking li").First.WaitForAsync();
        StringAssert.Contains(await rig.Page.InnerTextAsync("#ranking-note"), "Both agree.");
        await rig.Page.Locator("#state").GetByText("lit: a recommendation is fresh").WaitForAsync();
        await rig.Screenshot("beacon-engineer");
        Assert.AreEqual("", string.Join('\n', rig.Log));
    }

    private static string[] Expected(byte[] shared, int bought)
    {
        BlobImage image = Shelves.Image(Department.Blob);
        Ranker.Rank(image.Shelf, shared, [(byte)bought, (byte)(bought >> 8), 1], 1, 1);
        return [.. Enumerable.Range(0, Department.Products).OrderByDescending(p => image.Shelf.Scores[p]).Select(p => image.Content.Products![p].Name)];
    }

    private static async Task<string[]> Ranking(ServedRig rig) => [.. await rig.Page.Locator(".ranking .name").AllTextContentsAsync()];
}
