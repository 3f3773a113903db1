using Endcap.Boards;
using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Protocol.Update;
using Endcap.Simulation;
using Endcap.Tests.Firmware.Label.Life;

namespace Endcap.Tests.Firmware.Label.Update;

/// <summary>A board without a panel is found by its lamp. What a panel shows: <see cref="UpdateLifeTests"/>.</summary>
[TestClass]
public sealed class BlinkTests
{
    private const string Beacon = "esp32-s3-devkit";

    [TestMethod]
    public void The_Lamp_Goes_On_And_Off_Each_Half_Second_And_Then_Stays_Off()
    {
        using StaffRig rig = new StaffRig(Beacon).Opened();
        Assert.IsFalse(rig.Board.IsLampLit);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Blink(5));
        string lit = Watch(rig, TimeSpan.FromSeconds(6));
        Assert.IsInRange(8, 11, Changes(lit), lit);
        Assert.IsInRange(20, 30, lit.Count(each => each == '#'), lit);
        Assert.AreEqual(0, Changes(Watch(rig, TimeSpan.FromSeconds(5))));
        Assert.IsFalse(rig.Board.IsLampLit);
        Assert.AreEqual(LabelFault.None, rig.LastFault());
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Label_That_Sleeps_Stays_Awake_Until_It_Has_Blinked()
    {
        using StaffRig rig = new StaffRig(Beacon, settings => settings.SleepSeconds = 50).Opened();
        Assert.AreEqual(StaffReply.Done, rig.Staff.Blink(60));
        rig.Staff.Disconnect();
        string lit = Watch(rig, TimeSpan.FromSeconds(58));
        Assert.IsInRange(110, 118, Changes(lit), lit);
        Assert.IsTrue(rig.Life.Label.RunUntilAsleep(TimeSpan.FromSeconds(30)));
        Assert.AreEqual(1, rig.Board.Boots);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Recommendation_Takes_The_Marks_Place()
    {
        using StaffRig rig = new StaffRig(Beacon).Opened();
        Assert.AreEqual(StaffReply.Done, rig.Staff.Blink(60));
        rig.Staff.Disconnect();
        Assert.IsTrue(rig.Life.Phone.Find(TimeSpan.FromSeconds(30)));
        Assert.IsTrue(rig.Life.Phone.Connect(247));
        rig.Life.Phone.ReadSchema();
        rig.Life.Phone.Ask(LabelRig.Preferring(1));
        rig.Board.Run(TimeSpan.FromSeconds(1));
        Assert.AreEqual("#", new string([.. Watch(rig, TimeSpan.FromSeconds(10)).Distinct()]));
        Assert.IsTrue(rig.Board.RunUntil(() => !rig.Board.IsLampLit, TimeSpan.FromSeconds(rig.Life.Settings.ShowSeconds)));
        Assert.AreEqual(0, Changes(Watch(rig, TimeSpan.FromSeconds(60))));
        rig.AssertClean();
    }

    [TestMethod]
    public void Without_Panel_And_Lamp_The_Answer_Says_So()
    {
        using var rig = new StaffRig(Beacon);
        rig.Board.Data.Led = Board.None;
        rig.Opened();
        Assert.AreEqual(LabelFault.NoLamp, rig.Staff.Blink(5).Fault);
        Assert.AreEqual(LabelFault.NoLamp, rig.LastFault());
        Assert.AreEqual(StaffReply.Done, rig.Staff.Abort(), "the next operation is done");
        rig.AssertClean();
    }

    // A pin that the chip does not have: its driver throws. Told once, and no write to the drive for each half second.
    [TestMethod]
    public void A_Lamp_That_Fails_Is_Told_Once()
    {
        using var rig = new StaffRig(Beacon);
        rig.Board.Data.Led = 99;
        rig.Opened();
        Assert.AreEqual(StaffReply.Done, rig.Staff.Blink(30));
        rig.Board.Run(TimeSpan.FromSeconds(2));
        Assert.AreEqual(LabelFault.Panel, rig.LastFault());
        int writes = rig.Board.Drive.Writes;
        rig.Board.Run(TimeSpan.FromSeconds(20));
        Assert.AreEqual(writes, rig.Board.Drive.Writes);
    }

    // A character each 100 ms: '#' lit.
    private static string Watch(StaffRig rig, TimeSpan time)
    {
        var lit = new System.Text.StringBuilder();
        for (int i = 0; i < time.TotalMilliseconds / 100; i++)
        {
            rig.Board.Run(TimeSpan.FromMilliseconds(100));
            lit.Append(rig.Board.IsLampLit ? '#' : '.');
        }

        return lit.ToString();
    }

    private static int Changes(string lit) => lit.Zip(lit.Skip(1)).Count(pair => pair.First != pair.Second);
}
