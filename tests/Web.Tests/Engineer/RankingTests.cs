using Endcap.Tests.Web.Harness;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Engineer;

/// <summary>The engineer's page at the real server: a slider moves, and all else follows without a reload.</summary>
[TestClass]
public sealed class RankingTests
{
    [TestMethod]
    public async Task A_Slider_Re_Ranks_At_Once_With_Contributions_And_Panel()
    {
        await using ServedRig rig = await EngineerPage.Open();
        await rig.Page.EvaluateAsync("window.loadedOnce = true");
        await EngineerPage.Rank(rig);
        string[] before = await EngineerPage.Ranking(rig);
        string parts = await rig.Page.InnerTextAsync("#parts");
        string panel = await EngineerPage.SettledPanel(rig);

        await rig.Page.GetByLabel("household_size", new() { Exact = true }).FillAsync("3"); // four people or more: made for them is product 5
        await rig.Page.WaitForFunctionAsync("before => document.querySelector('#ranking li div')?.firstChild.data !== before", before[0]);
        string[] after = await EngineerPage.Ranking(rig);
        CollectionAssert.AreEqual(EngineerPage.Told(rig), after);
        CollectionAssert.AreEquivalent(before, after);
        Assert.AreNotEqual(parts, await rig.Page.InnerTextAsync("#parts"));
        StringAssert.Contains(await rig.Page.InnerTextAsync("#parts"), "household_size");
        StringAssert.Contains(await rig.Page.InnerTextAsync("#ranking-note"), "Both agree.");
        StringAssert.Contains(await rig.Page.InnerTextAsync("#log"), "write Profile");
        Assert.AreNotEqual(panel, await EngineerPage.SettledPanel(rig), "the panel still shows what suited the shopper before");
        Assert.IsTrue(await rig.Page.EvaluateAsync<bool>("window.loadedOnce"));
        Assert.AreEqual("", string.Join('\n', rig.Log));
    }

    [TestMethod]
    public async Task A_Table_Of_Affinity_Re_Ranks_And_Another_Rival_Shows_Other_Differences()
    {
        await using ServedRig rig = await EngineerPage.Open();
        await EngineerPage.Rank(rig);
        string last = (await EngineerPage.Ranking(rig))[^1];
        await rig.Page.GetByLabel($"{last}: times_bought", new() { Exact = true }).FillAsync("3");
        await rig.Page.WaitForFunctionAsync("name => document.querySelector('#ranking li div')?.firstChild.data === name", last);
        StringAssert.Contains(await rig.Page.InnerTextAsync("#affinity tr.listed"), last);
        string parts = await rig.Page.InnerTextAsync("#parts");
        await rig.Page.SelectOptionAsync("#rival", new SelectOptionValue { Index = 7 });
        Assert.AreNotEqual(parts, await rig.Page.InnerTextAsync("#parts"));
    }

    [TestMethod]
    public async Task Each_Label_Has_Its_Own_Panel()
    {
        await using ServedRig rig = await EngineerPage.Open(labels: 2);
        string first = await EngineerPage.SettledPanel(rig);
        await rig.Page.SelectOptionAsync("#labels", "1");
        await rig.Page.WaitForFunctionAsync("before => document.querySelector('#panel').toDataURL() !== before", first);
        Assert.IsEmpty(await EngineerPage.Ranking(rig));
        await EngineerPage.Rank(rig);
        Assert.IsEmpty(rig.Told("ranking"), "the first label was asked");
    }
}
