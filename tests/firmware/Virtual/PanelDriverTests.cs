using System.Device.Gpio;
using System.Device.Spi;
using Endcap.Boards;
using Endcap.Virtual;
using Iot.Device.EPaper.Drivers.Ssd168x;
using Iot.Device.EPaper.Drivers.Ssd168x.Ssd1680;
using Iot.Device.EPaper.Drivers.Ssd168x.Ssd1681;
using Iot.Device.EPaper.Enums;

namespace Endcap.Tests.Firmware.Virtual;

/// <summary>The driver's stand-in sends what the library's driver sends; the lists here are read off its source.</summary>
[TestClass]
public sealed class PanelDriverTests
{
    private const string Full = "c0C d8B d9C d96 d0F c22 dF7 c20", Partial = "c0C d8B d9C d96 d0F c22 dFF c20";

    [TestMethod]
    [DataRow("heltec-e213", "c01 dFA d00 d00 d00 c11 d03 c44 d00 d0F c45 d00 d00 dFA d00 c3C dC0 c18 d80 ")]
    [DataRow("heltec-e290", "c01 d28 d01 d00 d00 c11 d03 c44 d00 d0F c45 d00 d00 d28 d01 c3C dC0 c18 d80 ")]
    [DataRow("esp32-c3-devkit", "c01 dC8 d00 d00 d00 c11 d03 c44 d00 d18 c45 d00 d00 dC8 d00 c3C dC0 c18 d80 ")]
    public void The_Driver_Sends_The_Librarys_Commands(string id, string initialise)
    {
        PanelRig.Run(id, rig =>
        {
            rig.Open();
            Assert.AreEqual("c12", rig.Sent(rig.Driver.PowerOn));
            Assert.AreEqual(initialise + Full, rig.Sent(rig.Driver.Initialize));
            Assert.AreEqual("c4E d02 c4F d03 d00 c24 dAA d55", rig.Sent(() => rig.Driver.DirectDrawBuffer(16, 3, 0xAA, 0x55)));
            Assert.AreEqual("c4E d00 c4F d00 d00 c26 dAA", rig.Sent(() => rig.Driver.DirectDrawColorBuffer(-1, 1000, 0xAA)));
            Assert.AreEqual(Full, rig.Sent(() => Assert.IsTrue(rig.Driver.PerformFullRefresh())));
            Assert.AreEqual(Partial, rig.Sent(() => Assert.IsTrue(rig.Driver.PerformPartialRefresh())));
            Assert.AreEqual("c24 d34 d12", rig.Sent(() =>
            {
                rig.Driver.SendCommand((byte)Command.WriteBackWhiteRAM);
                rig.Driver.SendData((ushort)0x1234);
            }));
            Assert.AreEqual("c10 d01", rig.Sent(() => rig.Driver.PowerDown(SleepMode.DeepSleepModeOne)));
            Assert.AreEqual(PowerState.PoweredOff, rig.Driver.PowerState);
            Assert.AreEqual("", rig.Violations);
        });
    }

    [TestMethod]
    public void Initialize_Throws_Before_PowerOn()
    {
        PanelRig.Run("heltec-e213", rig =>
        {
            rig.Open();
            Assert.ThrowsExactly<InvalidOperationException>(rig.Driver.Initialize);
        });
    }

    [TestMethod]
    public void A_Driver_Without_A_Controller_Throws()
    {
        PanelRig.Run("esp32-c3-devkit", rig =>
        {
            rig.Map();
            using var bus = new SpiDevice(new SpiConnectionSettings(1, rig.Board.Data.Cs));
            Assert.ThrowsExactly<NullReferenceException>(() => new Ssd1681(bus, 4, 5, 3, 200, 200));
            Assert.ThrowsExactly<ArgumentNullException>(() => new Ssd1681(null!, 4, 5, 3, 200, 200, rig.Pins));
        });
    }

    [TestMethod]
    public void Sizes_Are_Checked_After_The_Pins_Were_Opened()
    {
        PanelRig.Run("esp32-c3-devkit", rig =>
        {
            rig.Map();
            using var bus = new SpiDevice(new SpiConnectionSettings(1, rig.Board.Data.Cs));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new Ssd1681(bus, 4, 5, 3, 208, 200, rig.Pins));
            Assert.IsTrue(rig.Pins.IsPinOpen(5));
            rig.Pins.Dispose();
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new Ssd1680(bus, 4, 5, 3, 128, 297, rig.Pins));
            rig.Pins.Dispose();
            new Ssd1680(bus, 4, 5, 3, 176, 296, rig.Pins).Dispose();
            Assert.IsFalse(rig.Pins.IsPinOpen(5));
        });
    }

    [TestMethod]
    public void A_Wait_Can_Be_Ended()
    {
        PanelRig.Run("heltec-e213", rig =>
        {
            rig.Open();
            rig.Panel.IsStuck = true;
            Assert.IsFalse(rig.Driver.WaitReady(new CancellationToken(true)));
            rig.Panel.IsStuck = false;
            Assert.IsTrue(rig.Driver.WaitReady());
        });
    }

    [TestMethod]
    public void Waits_Take_The_Boards_Time()
    {
        PanelRig.Run("heltec-e213", rig =>
        {
            rig.Open();
            long booted = rig.Now;
            rig.Driver.PowerOn();
            long start = rig.Now;
            Assert.AreEqual(420_000, start - booted); // 10 + 200 + 200 ms of reset, 10 ms of software reset
            rig.Driver.Initialize();
            Assert.AreEqual(1000L * PanelModel.FullMilliseconds, rig.Now - start);
            start = rig.Now;
            rig.Driver.PerformPartialRefresh();
            Assert.AreEqual(1000L * PanelModel.PartialMilliseconds, rig.Now - start);
        });
    }
}
