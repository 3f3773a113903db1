using Endcap.Boards;
using Endcap.Label.Faults;
using Endcap.Protocol;

namespace Endcap.Tests.Firmware.Label.Life;

/// <summary>When a label is awake.</summary>
[TestClass]
public sealed class PowerTests
{
    [TestMethod]
    public void The_Duty_Cycle_Is_That_Of_The_Settings()
    {
        using LabelRig rig = new LabelRig(change: settings => (settings.AdvertiseSeconds, settings.SleepSeconds) = (10, 50)).Advertising();
        long awake = rig.Board.AwakeMicroseconds, asleep = rig.Board.AsleepMicroseconds, radio = rig.Board.RadioOnMicroseconds;
        rig.Board.Run(TimeSpan.FromHours(1));
        double hour = 3600e6;
        Assert.AreEqual(5.0 / 6, (rig.Board.AsleepMicroseconds - asleep) / hour, 0.02);
        Assert.AreEqual(1.0 / 6, (rig.Board.RadioOnMicroseconds - radio) / hour, 0.02);
        Assert.IsGreaterThan(rig.Board.RadioOnMicroseconds - radio, rig.Board.AwakeMicroseconds - awake);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Button_Wakes_The_Label_For_Longer()
    {
        using LabelRig rig = new LabelRig(change: settings => settings.SleepSeconds = 3600).Advertising();
        Assert.IsTrue(rig.Label.RunUntilAsleep(TimeSpan.FromMinutes(1)));
        rig.Board.PressButton();
        long start = rig.Board.Scheduler.NowMicroseconds;
        Assert.IsTrue(rig.Phone.Find(TimeSpan.FromSeconds(5)));
        Assert.IsTrue(rig.Label.RunUntilAsleep(TimeSpan.FromMinutes(5)));
        Assert.AreEqual(rig.Settings.ButtonSeconds, (rig.Board.Scheduler.NowMicroseconds - start) / 1e6, 3);
        Assert.AreEqual(1, rig.Board.Panel.FullRefreshes);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Low_Battery_Is_In_The_Advert_And_Shortens_The_Window()
    {
        using var rig = new LabelRig();
        rig.Board.BatteryMillivolts = 3400;
        rig.Advertising();
        byte[] data = rig.Phone.Radio.Scan()!.ServiceData(new Guid(GattIds.ShopperService))!;
        Assert.AreEqual(AdvertData.Ready | AdvertData.LowBattery, data[AdvertData.StateAt] & 7);
        long start = rig.Board.Scheduler.NowMicroseconds;
        Assert.IsTrue(rig.Label.RunUntilAsleep(TimeSpan.FromMinutes(1)));
        Assert.AreEqual(5, (rig.Board.Scheduler.NowMicroseconds - start) / 1e6, 1.5);
        Assert.IsFalse(rig.Phone.Find(TimeSpan.FromSeconds(190)), "it wakes as often as with a full battery");
        rig.AssertClean();
    }

    [TestMethod]
    public void An_Empty_Battery_Keeps_The_Picture_And_The_Radio_Off()
    {
        using LabelRig rig = new LabelRig().Advertising();
        string price = rig.Board.Panel.Shown.ToText();
        Assert.IsTrue(rig.Label.RunUntilAsleep(TimeSpan.FromMinutes(1)));
        long radio = rig.Board.RadioOnMicroseconds;
        rig.Board.BatteryMillivolts = 3100;
        rig.Board.Run(TimeSpan.FromHours(5));
        Assert.AreEqual(radio, rig.Board.RadioOnMicroseconds);
        Assert.AreEqual(price, rig.Board.Panel.Shown.ToText());
        Assert.AreEqual(1, rig.Board.Panel.FullRefreshes);
        Assert.IsLessThan(8, rig.Board.Boots);
        rig.Board.BatteryMillivolts = 4100;
        Assert.IsTrue(rig.Phone.Find(TimeSpan.FromHours(2)), "a charged label stays silent");
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Label_That_Never_Sleeps_Advertises_All_Day()
    {
        using LabelRig rig = new LabelRig(change: settings => settings.SleepSeconds = 0).Advertising();
        for (int hour = 0; hour < 24; hour++)
        {
            rig.Board.Run(TimeSpan.FromHours(1));
            Assert.IsNotNull(rig.Phone.Radio.Scan());
        }

        Assert.AreEqual(1, rig.Board.Boots);
        rig.AssertClean();
    }

    [TestMethod]
    [DataRow("lilygo-t5-213")]
    [DataRow("heltec-e213")]
    [DataRow("heltec-e290")]
    [DataRow("heltec-wireless-paper")]
    public void The_Battery_Is_Measured_Through_The_Boards_Divider(string id)
    {
        using var rig = new LabelRig(id);
        rig.Board.BatteryMillivolts = 3850;
        rig.Advertising();
        Assert.IsTrue(rig.Phone.Connect(247));
        Assert.AreEqual(55, (double)rig.Phone.ReadStatus()[StatusPacket.BatteryAt], 2);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Board_Without_A_Battery_Pin_Says_So()
    {
        using LabelRig rig = new LabelRig("waveshare-esp32-driver").Advertising();
        Assert.AreEqual(Board.None, rig.Board.Data.Battery);
        Assert.IsTrue(rig.Phone.Connect(247));
        byte[] status = rig.Phone.ReadStatus();
        Assert.AreEqual(StatusPacket.NoBattery, status[StatusPacket.BatteryAt]);
        Assert.AreEqual(LabelFault.None, status[StatusPacket.LastFaultAt]);
        rig.AssertClean();
    }
}
