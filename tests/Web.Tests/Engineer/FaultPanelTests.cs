using Endcap.Serving;
using Endcap.Tests.Web.Harness;

namespace Endcap.Tests.Web.Engineer;

/// <summary>Each fault of the panel does what it says, and the page shows it.</summary>
[TestClass]
public sealed class FaultPanelTests
{
    [TestMethod]
    public async Task Without_Power_The_Paper_Keeps_Its_Picture_And_Nothing_Else_Is_Left()
    {
        await using ServedRig rig = await EngineerPage.Open();
        await EngineerPage.Rank(rig);
        string panel = await EngineerPage.SettledPanel(rig);
        await EngineerPage.Click(rig, "cut");
        await EngineerPage.See(rig, "#ranking-note", "The label is switched off");
        Assert.IsEmpty(await EngineerPage.Ranking(rig));
        Assert.IsFalse(await rig.Page.IsVisibleAsync("#why"));
        await EngineerPage.See(rig, "#state", "nothing on the air");
        Assert.AreEqual(panel, await EngineerPage.SettledPanel(rig));
        await rig.Page.ClickAsync("#send");
        await EngineerPage.See(rig, "#sent", "Not ranked: no label answers");
        await EngineerPage.Click(rig, "boot");
        await EngineerPage.Rank(rig);
    }

    [TestMethod]
    public async Task A_Full_Drive_Is_Shown_And_Does_Not_Stop_The_Ranking()
    {
        await using ServedRig rig = await EngineerPage.Open();
        await EngineerPage.Rank(rig);
        await EngineerPage.SettledPanel(rig);
        await EngineerPage.Click(rig, "fill-drive");
        await rig.Page.WaitForFunctionAsync("() => { const drive = document.querySelector('#state meter'); return drive.value === drive.max; }");
        await rig.Page.GetByLabel("age", new() { Exact = true }).FillAsync("1");
        await EngineerPage.See(rig, "#sent", "Sent and ranked");
        await EngineerPage.Click(rig, "empty-drive");
        await rig.Page.WaitForFunctionAsync("() => { const drive = document.querySelector('#state meter'); return drive.value < drive.max; }");
    }

    [TestMethod]
    public async Task A_Corrupt_Blob_Takes_The_Ranking_Away_With_A_Sentence_Until_It_Is_Repaired()
    {
        await using ServedRig rig = await EngineerPage.Open();
        await EngineerPage.Rank(rig);
        await EngineerPage.SettledPanel(rig);
        await EngineerPage.Click(rig, "corrupt-blob");
        await EngineerPage.See(rig, "#ranking-note", "no sound shelf any more");
        Assert.IsEmpty(await EngineerPage.Ranking(rig));
        Assert.IsFalse(await rig.Page.IsVisibleAsync("#why"));
        await EngineerPage.See(rig, "#state", "no shelf, service needed");
        await rig.Page.ClickAsync("#send");
        await EngineerPage.See(rig, "#sent", "has no shelf that ranks");
        await rig.Page.ReloadAsync(new() { WaitUntil = Microsoft.Playwright.WaitUntilState.DOMContentLoaded });
        await EngineerPage.See(rig, "#ranking-note", "no sound shelf any more");
        await EngineerPage.Click(rig, "repair");
        await EngineerPage.Rank(rig);
    }

    [TestMethod]
    public async Task A_Dropped_Connection_Is_In_The_Log_And_Everybody_May_Come_Again()
    {
        await using ServedRig rig = await EngineerPage.Open();
        await EngineerPage.Rank(rig);
        using var phone = new PhoneLink(rig.Label, "a phone");
        var connected = new TaskCompletionSource<int>();
        var lost = new TaskCompletionSource();
        phone.Disconnected = lost.SetResult;
        phone.Connect(247, answer => connected.SetResult(answer.Error));
        Assert.AreEqual(0, await connected.Task);
        await EngineerPage.See(rig, "#state", "connected with a phone");
        await EngineerPage.Click(rig, "drop");
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await EngineerPage.See(rig, "#log tr:first-child", "connection lost");
        await rig.Page.ClickAsync("#send");
        await EngineerPage.See(rig, "#sent", "Sent and ranked");
    }
}
