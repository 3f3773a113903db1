namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>A connection, or (of the server) all of them.</summary>
public class GattSession
{
    internal GattSession(BluetoothDeviceId deviceId) => DeviceId = deviceId;

    /// <summary>Handles connecting and disconnecting.</summary>
    public delegate void GattSessionStatusChangedEventHandler(object sender, GattSessionStatusChangedEventArgs args);

    /// <summary>A phone came or went.</summary>
    public event GattSessionStatusChangedEventHandler? SessionStatusChanged;

    /// <summary>The MTU was agreed.</summary>
    public event EventHandler? MaxPduSizeChanged;

    /// <summary>Number of the connection; 0 for the server's session.</summary>
    public BluetoothDeviceId DeviceId { get; }

    /// <summary>The MTU, bytes; 0 until it is agreed.</summary>
    public ushort MaxMtuSize { get; private set; }

    /// <summary>A session of a connection.</summary>
    public static GattSession FromDeviceId(BluetoothDeviceId deviceId) => new(deviceId);

    internal void OnStatus(GattSessionStatus status) =>
        SessionStatusChanged?.Invoke(this, new GattSessionStatusChangedEventArgs(status, BluetoothError.Success));

    internal void OnMtu(int mtu)
    {
        MaxMtuSize = (ushort)mtu;
        MaxPduSizeChanged?.Invoke(this, EventArgs.Empty);
    }
}

/// <summary>A phone came or went.</summary>
public class GattSessionStatusChangedEventArgs
{
    internal GattSessionStatusChangedEventArgs(GattSessionStatus status, BluetoothError error)
    {
        Status = status;
        Error = error;
    }

    /// <summary>Active: came; Closed: went.</summary>
    public GattSessionStatus Status { get; }

    /// <summary>Success.</summary>
    public BluetoothError Error { get; }
}

/// <summary>A phone that wants notifications.</summary>
public class GattSubscribedClient
{
    internal GattSubscribedClient(GattSession session) => Session = session;

    /// <summary>1024, as upstream says for every phone: use the MTU − 3.</summary>
    public ushort MaxNotificationSize => 1024;

    /// <summary>Its connection.</summary>
    public GattSession Session { get; }
}

/// <summary>How a notification went.</summary>
public class GattClientNotificationResult
{
    internal GattClientNotificationResult(byte result, GattSubscribedClient client, ushort bytes)
    {
        ProtocolError = result;
        SubscribedClient = client;
        BytesSent = bytes;
    }

    /// <summary>0, or the stack's error number (7: not connected).</summary>
    public byte ProtocolError { get; }

    /// <summary>Success, or Unreachable.</summary>
    public GattCommunicationStatus Status => ProtocolError == 0 ? GattCommunicationStatus.Success : GattCommunicationStatus.Unreachable;

    /// <summary>The phone.</summary>
    public GattSubscribedClient SubscribedClient { get; }

    /// <summary>Length of the value, even where the phone got less.</summary>
    public ushort BytesSent { get; }
}
