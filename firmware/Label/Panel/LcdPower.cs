using System;
using System.Device.I2c;
using System.Threading;
using Endcap.Boards;
using nanoFramework.Hardware.Esp32;

namespace Endcap.Label.Panel;

/// <summary>
/// The supplies, the light and the reset line of an M5Stack Core2's LCD, which hang on a power chip, an AXP192. It goes on
/// by itself while the processor sleeps. Registers are read before they are written: the same ones feed the processor
/// (DCDC1), the vibration motor (LDO3) and the battery. Nothing throws; the bus is open during a call only.
/// </summary>
/// <remarks>
/// Numbers from public descriptions, not tried on a device: registers from X-Powers' AXP192 data sheet as the constants of
/// TinyGo's driver name them; which output feeds what, voltages and waits from the initialisation in M5Stack's public
/// M5Core2 library (LDO2 = LCD logic and card at 3.3 V, DCDC3 = light at 2.8 V of 2.5 to 3.3, GPIO4 = reset); the identity from the same.
/// </remarks>
public static class LcdPower
{
    private const int Address = 0x34;

    // What register Identity of an AXP192 says. A Core2 v1.1 has another chip at the same address, an AXP2101, whose
    // registers of these numbers set other voltages: nothing must be written there.
    private const int Axp192 = 0x03;

    // Registers.
    private const byte Identity = 0x03, Outputs = 0x12, LightVoltage = 0x27, LdoVoltages = 0x28, Gpio43Function = 0x95, Gpio43Level = 0x96;

    // Bits of Outputs.
    private const byte Light = 0x02, Logic = 0x04;

    // LdoVoltages, high half: 1.8 V + 0.1 V each. LightVoltage, low seven bits: 0.7 V + 0.025 V each.
    private const byte Logic3300 = 0xF0, Light2800 = 84;

    // Gpio43Function: GPIO4 is an output that pulls low; of the rest, what belongs to GPIO3 stays.
    private const byte Gpio4Output = 0x84, NotGpio4 = 0x72;

    // Gpio43Level: GPIO4.
    private const byte Reset = 0x02;

    // Reset held, and from its end to the first command, ms: the library's, longer than the controller needs.
    private const int ResetTime = 100, StartTime = 120;

    /// <summary>Feeds the LCD's controller and resets it; takes 220 ms. The light stays as it is. False if no AXP192 answers.</summary>
    /// <param name="board">Says where the bus is.</param>
    public static bool Start(Board board)
    {
        I2cDevice chip = null;
        bool done = false;
        try
        {
            chip = Open(board);
            done = Read(chip, Identity) == Axp192
                && Change(chip, LdoVoltages, 0x0F, Logic3300)
                && Change(chip, LightVoltage, 0x80, Light2800)
                && Change(chip, Gpio43Level, 0xFF & ~Reset, 0)
                && Change(chip, Gpio43Function, NotGpio4, Gpio4Output)
                && Change(chip, Outputs, 0xFF, Logic);
            if (done)
            {
                Thread.Sleep(ResetTime);
                done = Change(chip, Gpio43Level, 0xFF, Reset);
                Thread.Sleep(StartTime);
            }
        }
        catch (Exception)
        {
            done = false;
        }

        Close(chip);
        return done;
    }

    /// <summary>Switches the light on. False if no AXP192 answers.</summary>
    /// <param name="board">Says where the bus is.</param>
    public static bool LightUp(Board board)
    {
        return SetOutputs(board, 0xFF, Light);
    }

    /// <summary>Switches light and controller off; the picture is lost. False if no AXP192 answers.</summary>
    /// <param name="board">Says where the bus is.</param>
    public static bool Off(Board board)
    {
        return SetOutputs(board, 0xFF & ~(Light | Logic), 0);
    }

    private static bool SetOutputs(Board board, int keep, int set)
    {
        I2cDevice chip = null;
        bool done;
        try
        {
            chip = Open(board);
            done = Read(chip, Identity) == Axp192 && Change(chip, Outputs, keep, set);
        }
        catch (Exception)
        {
            done = false;
        }

        Close(chip);
        return done;
    }

    private static I2cDevice Open(Board board)
    {
        Configuration.SetPinFunction(board.Sda, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(board.Scl, DeviceFunction.I2C1_CLOCK);
        return new I2cDevice(new I2cConnectionSettings(1, Address, I2cBusSpeed.FastMode));
    }

    // Keeps some bits of a register and sets others.
    private static bool Change(I2cDevice chip, byte register, int keep, int set)
    {
        int value = Read(chip, register);
        if (value < 0) return false;
        byte[] write = new byte[] { register, (byte)((value & keep) | set) };
        return chip.Write(new SpanByte(write)).Status == I2cTransferStatus.FullTransfer;
    }

    // A register, or −1 if nobody answers.
    private static int Read(I2cDevice chip, byte register)
    {
        byte[] value = new byte[1];
        bool done = chip.WriteRead(new SpanByte(new byte[] { register }), new SpanByte(value)).Status == I2cTransferStatus.FullTransfer;
        return done ? value[0] : -1;
    }

    private static void Close(I2cDevice chip)
    {
        try
        {
            if (chip != null) chip.Dispose();
        }
        catch (Exception)
        {
            // Whoever cannot be released cannot be helped here; the caller has its answer.
        }
    }
}
