using System;
using System.Device.Gpio;
using Endcap.Boards;

namespace Endcap.Label.Panel;

/// <summary>A board's lamp: lit while a recommendation is fresh, blinking to be found. Its pin stays open from the first use on.</summary>
#pragma warning disable CA1001 // lives as long as the program, which ends by deep sleep
public sealed class Lamp
#pragma warning restore CA1001
{
    private readonly Board _board;
    private GpioController _pins;
    private GpioPin _pin;

    /// <summary>Whether it goes on and off as time passes; until its driver refuses.</summary>
    public bool Blinks;

    /// <summary>The lamp of a board that has one; nothing happens yet.</summary>
    public Lamp(Board board)
    {
        _board = board;
    }

    /// <summary>Switches it. False when the driver refuses (fault 101).</summary>
    public bool Light(bool on)
    {
        try
        {
            if (_pin == null)
            {
                _pins = new GpioController();
                _pin = _pins.OpenPin(_board.Led, PinMode.Output);
            }

            _pin.Write(on == _board.LedOnHigh ? PinValue.High : PinValue.Low);
            return true;
        }
        catch (Exception)
        {
            Blinks = false;
            return false;
        }
    }
}
