#pragma warning disable IDE0130
namespace Iot.Device.EPaper.Drivers;

/// <summary>What all e-paper drivers have in common; the members that a label may need.</summary>
public interface IEPaperDisplay : IDisposable
{
    /// <summary>Pixels of a row of the panel's RAM.</summary>
    int Width { get; }

    /// <summary>Rows of the panel's RAM.</summary>
    int Height { get; }

    /// <summary>Whether the driver's own buffer holds a part of the picture only.</summary>
    bool PagedFrameDrawEnabled { get; }

    /// <summary>Shows the RAM with a full refresh and waits.</summary>
    bool PerformFullRefresh();

    /// <summary>Shows what differs between the RAMs and waits.</summary>
    bool PerformPartialRefresh();

    /// <summary>Sends commands.</summary>
    void SendCommand(params byte[] command);

    /// <summary>Sends data, byte by byte.</summary>
    void SendData(params byte[] data);

    /// <summary>Sends data in one transfer, low bytes first.</summary>
    void SendData(params ushort[] data);

    /// <summary>Sets the address counters.</summary>
    void SetPosition(int x, int y);

    /// <summary>Waits until the panel is not busy; false if the token ended the wait.</summary>
    bool WaitReady(CancellationToken cancellationToken = default);
}
