using Endcap.Virtual;

namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>
/// A characteristic of the board. Models: events on the board's event thread; a read of a static value is answered
/// without an event; without a handler the phone gets UnlikelyError. Descriptors are not modelled.
/// </summary>
public class GattLocalCharacteristic
{
    private readonly Radio _radio;
    private readonly List<GattSubscribedClient> _clients = [];

    internal GattLocalCharacteristic(Radio radio, Guid uuid, GattLocalCharacteristicParameters parameters)
    {
        _radio = radio;
        Uuid = uuid;
        CharacteristicProperties = parameters.CharacteristicProperties;
        ReadProtectionLevel = parameters.ReadProtectionLevel;
        WriteProtectionLevel = parameters.WriteProtectionLevel;
        UserDescription = parameters.UserDescription;
        StaticValue = parameters.StaticValue;
        radio.Add(this);
    }

    /// <summary>Handles a read.</summary>
    public delegate void GattLocalCharacteristicReadEventHandler(GattLocalCharacteristic sender, GattReadRequestedEventArgs ReadRequestEventArgs);

    /// <summary>Handles a write.</summary>
    public delegate void GattLocalCharacteristicWriteEventHandler(GattLocalCharacteristic sender, GattWriteRequestedEventArgs WriteRequestEventArgs);

    /// <summary>Handles a change of the subscribers; the second argument is null.</summary>
    public delegate void GattLocalCharacteristicClientsChangedEventHandler(GattLocalCharacteristic sender, object? args);

    /// <summary>A phone reads. A long value asks again for each part.</summary>
    public event GattLocalCharacteristicReadEventHandler? ReadRequested;

    /// <summary>A phone writes.</summary>
    public event GattLocalCharacteristicWriteEventHandler? WriteRequested;

    /// <summary>A phone subscribed or unsubscribed, also by going away.</summary>
    public event GattLocalCharacteristicClientsChangedEventHandler? SubscribedClientsChanged;

    /// <summary>Its UUID.</summary>
    public Guid Uuid { get; }

    /// <summary>What a phone may do.</summary>
    public GattCharacteristicProperties CharacteristicProperties { get; }

    /// <summary>Kept, without effect.</summary>
    public GattProtectionLevel ReadProtectionLevel { get; }

    /// <summary>Kept, without effect.</summary>
    public GattProtectionLevel WriteProtectionLevel { get; }

    /// <summary>A text about it.</summary>
    public string UserDescription { get; }

    /// <summary>Answers all reads; null where events do.</summary>
    public Buffer? StaticValue { get; }

    /// <summary>The phones that want notifications.</summary>
    public GattSubscribedClient[] SubscribedClients => [.. _clients];

    /// <summary>Notifies all subscribers.</summary>
    public GattClientNotificationResult[] NotifyValue(Buffer value) => [.. SubscribedClients.Select(client => NotifyValue(value, client))];

    /// <summary>Notifies one subscriber; more than its MTU − 3 bytes are cut.</summary>
    public GattClientNotificationResult NotifyValue(Buffer value, GattSubscribedClient subscribedClient)
    {
        VirtualBoard board = VirtualBoard.Current;
        if (board.NotifyFault is { } fault) fault(board);
        int result = _radio.Notify(subscribedClient.Session.DeviceId.Id, this, value.Copy());
        return new GattClientNotificationResult((byte)result, subscribedClient, (ushort)value.Length);
    }

    internal void OnRead(GattReadRequestedEventArgs args)
    {
        if (StaticValue != null) args.GetRequest().RespondWithValue(StaticValue);
        else if (ReadRequested != null) ReadRequested(this, args);
        else args.GetRequest().RespondWithProtocolError(GattProtocolError.UnlikelyError);
    }

    internal void OnWrite(GattWriteRequestedEventArgs args)
    {
        if (WriteRequested != null) WriteRequested(this, args);
        else args.GetRequest().RespondWithProtocolError(GattProtocolError.UnlikelyError);
    }

    internal void OnSubscription(bool subscribe, int connection)
    {
        int index = _clients.FindIndex(client => client.Session.DeviceId.Id == connection);
        if (subscribe && index < 0) _clients.Add(new GattSubscribedClient(new GattSession(new BluetoothDeviceId(connection))));
        if (!subscribe && index >= 0) _clients.RemoveAt(index);
        SubscribedClientsChanged?.Invoke(this, null);
    }
}
