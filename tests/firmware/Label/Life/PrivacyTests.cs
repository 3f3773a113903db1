using System.Reflection;
using Endcap.Label;
using Endcap.Protocol;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Label.Life;

/// <summary>What is left of a profile once it is answered: nothing on the label.</summary>
[TestClass]
public sealed class PrivacyTests
{
    private static readonly string[] _where = ["_inbox.Bytes", "_worker._shared", "_worker._listed", "_shelf.Scores", "_shelf.Keys"];

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_Profile_Is_Overwritten_After_The_Answer_And_After_A_Fault(bool wrongBin)
    {
        using LabelRig rig = new LabelRig().Connected();
        rig.Phone.Radio.Subscribe(new Guid(GattIds.Ranking));
        byte[] packet = RefusalTests.Packet(rig);
        if (wrongBin) packet[^1] |= 0x0F; // the last bin: all before it is decoded by then
        rig.Board.NotifyFault = board => board.Pause(100);
        Assert.AreEqual(0, rig.Phone.Radio.Write(new Guid(GattIds.Profile), packet).Error);
        rig.Board.Run(TimeSpan.FromSeconds(1));
        Assert.HasCount(1, rig.Phone.Radio.Notifications);
        foreach (string path in _where) Assert.IsTrue(IsBlank(Follow(rig.Label, path)), $"{path} still tells of the profile");
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Ranking_Writes_Nothing_To_The_Drive()
    {
        using LabelRig rig = new LabelRig().Connected();
        int writes = rig.Board.Drive.Writes;
        rig.Phone.Ask(LabelRig.Preferring(1));
        rig.Phone.Disconnect();
        Assert.IsTrue(rig.Label.RunUntilAsleep(TimeSpan.FromMinutes(2)));
        Assert.AreEqual(writes, rig.Board.Drive.Writes);
    }

    internal static bool IsBlank(object value) => ((Array)value).Cast<object>().All(each => Convert.ToInt64(each, System.Globalization.CultureInfo.InvariantCulture) == 0);

    internal static object Follow(Simulation.SimulatedLabel label, string path)
    {
        object at = typeof(Simulation.SimulatedLabel).GetField("_app", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(label)!;
        Assert.IsInstanceOfType<LabelApp>(at);
        foreach (string name in path.Split('.'))
            at = at.GetType().GetField(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(at)!;
        return at;
    }
}
