using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Threading;
using Endcap.Boards;

namespace Endcap.Label.Power;

/// <summary>Measures the battery through the board's divider.</summary>
public static class Battery
{
    /// <summary>No pin to measure with, or the converter failed.</summary>
    public const int None = -1;

    // The divider's capacitor needs a moment after it was switched on, milliseconds.
    private const int Settle = 10;

    private const int Samples = 4;

    /// <summary>Battery voltage in millivolts, or <see cref="None"/>. Takes some 10 ms where the divider is switched.</summary>
    public static int Read(Board board)
    {
        int channel = ChannelOf(board.Chip, board.Battery);
        if (channel < 0) return None;
        GpioController pins = null;
        try
        {
            if (board.BatterySwitch != Board.None)
            {
                pins = new GpioController();
                pins.OpenPin(board.BatterySwitch, PinMode.Output).Write(PinValue.High);
                Thread.Sleep(Settle);
            }

            return BatteryGauge.Millivolts(Counts(channel), board.BatteryDividerTenths);
        }
        catch (Exception)
        {
            return None;
        }
        finally
        {
            if (pins != null)
            {
                pins.Write(board.BatterySwitch, PinValue.Low);
                pins.Dispose();
            }
        }
    }

    /// <summary>
    /// nanoFramework's number of the converter's channel at a pin, or −1: ADC1's pins first, then ADC2's, as each chip's
    /// data sheet orders them.
    /// </summary>
    /// <param name="chip">One of <see cref="Chips"/>.</param>
    /// <param name="gpio">A pin, or <see cref="Board.None"/>.</param>
    public static int ChannelOf(string chip, int gpio)
    {
        if (gpio < 0) return -1;
        if (chip == Chips.Esp32)
        {
            if (gpio >= 36 && gpio <= 39) return gpio - 36;
            return gpio >= 32 && gpio <= 35 ? gpio - 28 : -1;
        }

        if (chip == Chips.Esp32S3) return gpio >= 1 && gpio <= 20 ? gpio - 1 : -1;
        if (chip == Chips.Esp32C3) return gpio <= 4 ? gpio : -1;
        if (chip == Chips.Esp32C6) return gpio <= 6 ? gpio : -1;
        return -1;
    }

    private static int Counts(int channel)
    {
        AdcController controller = new AdcController();
        AdcChannel input = controller.OpenChannel(channel);
        int sum = 0;
        for (int i = 0; i < Samples; i++) sum += input.ReadValue();
        input.Dispose();
        return sum / Samples;
    }
}
