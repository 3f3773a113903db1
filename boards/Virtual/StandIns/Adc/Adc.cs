using Endcap.Virtual;

namespace System.Device.Adc;

/// <summary>How a channel measures.</summary>
public enum AdcChannelMode
{
    /// <summary>Against ground.</summary>
    SingleEnded = 0,

    /// <summary>Between two pins; not here.</summary>
    Differential = 1,
}

/// <summary>Base of converters.</summary>
public abstract class AdcControllerBase
{
    /// <summary>Number of channels.</summary>
    public abstract int ChannelCount { get; }

    /// <summary>How channels measure.</summary>
    public abstract AdcChannelMode ChannelMode { get; set; }

    /// <summary>The highest reading.</summary>
    public abstract int MaxValue { get; }

    /// <summary>The lowest reading.</summary>
    public abstract int MinValue { get; }

    /// <summary>Bits of a reading.</summary>
    public abstract int ResolutionInBits { get; }

    /// <summary>Whether channels can measure so.</summary>
    public abstract bool IsChannelModeSupported(AdcChannelMode channelMode);

    /// <summary>Opens a channel.</summary>
    public abstract AdcChannel OpenChannel(int channelNumber);
}

/// <summary>Base of channels.</summary>
public abstract class AdcChannelBase
{
    /// <summary>The converter.</summary>
    public AdcController Controller { get; internal set; } = null!;

    /// <summary>The reading as a part of the highest, 0…1.</summary>
    public double ReadRatio() => ReadValue() / (double)Controller.MaxValue;

    /// <summary>The reading.</summary>
    public abstract int ReadValue();
}

/// <summary>
/// The converter. Models: every channel sees the battery through the board's divider; 12 bits, 3.3 V full scale, no noise and
/// perfectly linear. A board whose data has no battery pin reads 0.
/// </summary>
public class AdcController : AdcControllerBase
{
    private const int Channels = 20;

    /// <inheritdoc/>
    public override int ChannelCount => Channels;

    /// <inheritdoc/>
    public override AdcChannelMode ChannelMode { get; set; }

    /// <inheritdoc/>
    public override int MaxValue => 4095;

    /// <inheritdoc/>
    public override int MinValue => 0;

    /// <inheritdoc/>
    public override int ResolutionInBits => 12;

    /// <inheritdoc/>
    public override bool IsChannelModeSupported(AdcChannelMode channelMode) => channelMode == AdcChannelMode.SingleEnded;

    /// <summary>Opens a channel.</summary>
    /// <param name="channelNumber">0…19; others throw an ArgumentOutOfRangeException.</param>
    public override AdcChannel OpenChannel(int channelNumber)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channelNumber);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channelNumber, Channels);
        return new AdcChannel { Controller = this };
    }
}

/// <summary>A channel of <see cref="AdcController"/>.</summary>
public class AdcChannel : AdcChannelBase, IDisposable
{
    private const int FullScaleMillivolts = 3300;

    internal AdcChannel()
    {
    }

    /// <summary>Half the battery's voltage, 0…4095 for 0…3300 mV.</summary>
    public override int ReadValue()
    {
        VirtualBoard board = VirtualBoard.Current;
        if (board.Data.Battery < 0) return 0;
        return Math.Clamp(10 * board.BatteryMillivolts * Controller.MaxValue / (board.Data.BatteryDividerTenths * FullScaleMillivolts), 0, Controller.MaxValue);
    }

    /// <summary>Closes the channel.</summary>
    public void Dispose()
    {
    }
}
