using System.Device.Gpio;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Virtual;

/// <summary>Pins as a program and the world outside see them.</summary>
[TestClass]
public sealed class PanelPinTests
{
    private const int Button = 39;

    [TestMethod]
    public void Edges_Reach_Those_Who_Asked_For_Them()
    {
        PanelRig.Run("lilygo-t5-213", rig =>
        {
            VirtualPins world = rig.Board.Gpio;
            world.Drive(Button, true);
            GpioPin pin = rig.Pins.OpenPin(Button, PinMode.Input);
            List<string> seen = [];
            pin.ValueChanged += (_, e) => seen.Add($"pin {e.PinNumber} {e.ChangeType}");
            rig.Pins.RegisterCallbackForPinValueChangedEvent(Button, PinEventTypes.Falling, (_, e) => seen.Add($"controller {e.ChangeType}"));
            Drive(false);
            Assert.AreEqual(PinValue.Low, rig.Pins.Read(Button));
            Drive(false);
            Drive(true);
            Assert.AreEqual("pin 39 Falling, controller Falling, pin 39 Rising", string.Join(", ", seen));
            rig.Pins.UnregisterCallbackForPinValueChangedEvent(Button, (_, _) => { });
            pin.Dispose();
            Drive(false);
            Assert.HasCount(3, seen);

            // Call-backs come on the board's own thread.
            void Drive(bool high)
            {
                world.Drive(Button, high);
                rig.Pass(1);
            }
        });
    }

    [TestMethod]
    public void A_Pin_Is_Used_As_The_Chip_Allows()
    {
        PanelRig.Run("lilygo-t5-213", rig =>
        {
            GpioPin pin = rig.Pins.OpenPin(Button);
            Assert.ThrowsExactly<ArgumentException>(() => pin.SetPinMode(PinMode.Output)); // input only
            Assert.IsFalse(pin.IsPinModeSupported(PinMode.InputPullUp));
            Assert.ThrowsExactly<ArgumentException>(() => pin.Write(PinValue.High));
            Assert.ThrowsExactly<InvalidOperationException>(() => rig.Pins.OpenPin(Button));
            Assert.ThrowsExactly<InvalidOperationException>(() => rig.Pins.OpenPin(49));
            Assert.ThrowsExactly<InvalidOperationException>(() => rig.Pins.Read(16));
            GpioPin output = rig.Pins.OpenPin(16, PinMode.Output);
            output.Toggle();
            Assert.AreEqual(PinValue.High, output.Read());
            Assert.AreEqual(PinMode.Output, rig.Pins.GetPinMode(16));
            rig.Pins.SetPinMode(16, PinMode.InputPullUp);
            Assert.AreEqual(PinValue.High, output.Read());
            Assert.ThrowsExactly<ArgumentException>(() => rig.Pins.Write(16, PinValue.Low));
        });
    }

    [TestMethod]
    public void A_Disposed_Pin_Stays_Listed_Until_It_Is_Closed()
    {
        PanelRig.Run("lilygo-t5-213", rig =>
        {
            GpioPin pin = rig.Pins.OpenPin(16, PinMode.Output);
            pin.Dispose();
            Assert.IsFalse(rig.Pins.IsPinOpen(16));
            Assert.ThrowsExactly<ObjectDisposedException>(() => pin.Read());
            Assert.AreEqual(1, rig.Board.Gpio.ListedPins);
            rig.Pins.ClosePin(16);
            Assert.AreEqual(0, rig.Board.Gpio.ListedPins);
            Assert.ThrowsExactly<InvalidOperationException>(() => rig.Pins.ClosePin(16));
        });
    }
}
