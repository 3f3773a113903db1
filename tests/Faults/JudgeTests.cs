using Endcap.Boards;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Protocol.Update;
using Endcap.Torture;

namespace Endcap.Tests.Faults;

/// <summary>The judge sees what is wrong: a campaign that cannot fail proves nothing.</summary>
[TestClass]
public sealed class JudgeTests
{
    private static readonly Board Board = BoardList.Find("heltec-e290");
    private static readonly Scenario Shopper = Scenario.All.Single(scenario => scenario.Name == "a shopper's visit");
    private static readonly Scenario Content = Scenario.All.First(scenario => scenario.Kind == Manifest.Content && scenario.EndsNew);

    [TestMethod]
    public void A_Healthy_Label_Passes()
    {
        using var rig = new TortureRig(Board);
        Assert.IsNull(Judge.Verdict(rig, Shopper, ended: false));
    }

    [TestMethod]
    public void A_File_That_Nobody_Sent_Is_Seen()
    {
        foreach ((string path, int kind) in new[] { (Drive.ShelfA, Manifest.Shelf), (Drive.Content, Manifest.Content), (Drive.Settings, Manifest.Settings) })
        {
            using var rig = new TortureRig(Board);
            rig.Board.CutPower();
            rig.Board.Drive.WriteAllBytes(path, LabelFiles.Of(kind, true));
            StringAssert.Contains(Judge.Verdict(rig, Shopper, ended: true), $"kind {kind} changed");
        }
    }

    [TestMethod]
    public void Neither_Old_Nor_New_Is_Seen()
    {
        foreach ((string path, int kind) in new[] { (Drive.ShelfA, Manifest.Shelf), (Drive.Content, Manifest.Content) })
        {
            using var rig = new TortureRig(Board);
            rig.Board.CutPower();
            rig.Board.Drive.FlipBit(path, 300);
            rig.Board.Drive.Delete(SlotFile.Path(kind, 1));
            Assert.IsNotNull(Judge.Verdict(rig, Shopper, ended: true), $"kind {kind}: its only copy is damaged");
        }
    }

    [TestMethod]
    public void An_Update_That_Was_Promised_And_Is_Gone_Is_Seen()
    {
        using var rig = new TortureRig(Board);
        Assert.IsTrue(Content.Run(rig));
        rig.Board.CutPower();
        rig.Board.Drive.Delete(Drive.StateA);
        rig.Board.Drive.Delete(Drive.StateB);
        StringAssert.Contains(Judge.Verdict(rig, Content, ended: true), "after the staff was told otherwise");
    }

    [TestMethod]
    public void A_Label_That_Takes_No_Updates_Is_Seen()
    {
        using var rig = new TortureRig(Board);
        rig.Board.CutPower();
        rig.Board.Drive.Delete(Drive.KeyA);
        rig.Board.Drive.Delete(Drive.KeyB);
        Assert.IsNotNull(Judge.Verdict(rig, Content, ended: false));
        using var other = new TortureRig(Board);
        other.Board.Drive.CapacityBytes = other.Board.Drive.UsedBytes;
        StringAssert.Contains(Judge.Verdict(other, Content, ended: false), "takes no update");
    }

    [TestMethod]
    public void An_Exception_Of_A_Case_Is_A_Loss()
    {
        CampaignReport report = CampaignReport.Run([new TortureCase("broken", "a case that throws", () => throw new InvalidOperationException("on purpose"))]);
        Assert.AreEqual(1, report.Families.Single().Lost);
        StringAssert.Contains(report.Losses.Single().Lost, "on purpose");
    }
}
