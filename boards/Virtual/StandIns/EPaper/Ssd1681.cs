#pragma warning disable IDE0130
using System.Device.Gpio;
using System.Device.Spi;

namespace Iot.Device.EPaper.Drivers.Ssd168x.Ssd1681;

/// <summary>The SSD1681: up to 200 × 200 pixels.</summary>
public sealed class Ssd1681 : Ssd168x
{
    /// <summary>Opens the pins, then checks the size (ArgumentOutOfRangeException): in that order, as the library does.</summary>
    public Ssd1681(SpiDevice spiDevice, int resetPin, int busyPin, int dataCommandPin, int width, int height,
        GpioController? gpioController = null, bool enableFramePaging = true, bool shouldDispose = true)
        : base(spiDevice, resetPin, busyPin, dataCommandPin, width, height, gpioController, enableFramePaging, shouldDispose)
    {
        if (width is <= 0 or > 200) throw new ArgumentOutOfRangeException(nameof(width));
        if (height is <= 0 or > 200) throw new ArgumentOutOfRangeException(nameof(height));
    }

    /// <inheritdoc/>
    protected override int PagesPerFrame => 5;
}
