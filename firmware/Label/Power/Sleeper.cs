using System;
using Endcap.Boards;
using nanoFramework.Hardware.Esp32;

namespace Endcap.Label.Power;

/// <summary>Deep sleep and what ends it. On an ESP32 a wake is a restart.</summary>
public static class Sleeper
{
    /// <summary>Whether the timer ended a deep sleep.</summary>
    public static bool WokeByTimer()
    {
        return nanoFramework.Hardware.Esp32.Sleep.GetWakeupCause() == nanoFramework.Hardware.Esp32.Sleep.WakeupCause.Timer;
    }

    /// <summary>Whether the button ended a deep sleep.</summary>
    public static bool WokeByButton()
    {
        nanoFramework.Hardware.Esp32.Sleep.WakeupCause cause = nanoFramework.Hardware.Esp32.Sleep.GetWakeupCause();
        return cause == nanoFramework.Hardware.Esp32.Sleep.WakeupCause.Ext0
            || cause == nanoFramework.Hardware.Esp32.Sleep.WakeupCause.Ext1
            || cause == nanoFramework.Hardware.Esp32.Sleep.WakeupCause.Gpio;
    }

    /// <summary>Sleeps. Does not return on a device.</summary>
    /// <param name="board">Says where its button is.</param>
    /// <param name="seconds">Until the timer wakes it.</param>
    public static void Sleep(Board board, int seconds)
    {
        nanoFramework.Hardware.Esp32.Sleep.EnableWakeupByTimer(new TimeSpan(0, 0, seconds));
        if (board.Button != Board.None)
        {
            // The button pulls its pin low.
            nanoFramework.Hardware.Esp32.Sleep.EnableWakeupByPin(
                (nanoFramework.Hardware.Esp32.Sleep.WakeupGpioPin)(1UL << board.Button), 0);
        }

        nanoFramework.Hardware.Esp32.Sleep.StartDeepSleep();
    }
}
