using Endcap.Virtual;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace nanoFramework.Device.Bluetooth;

/// <summary>
/// The peripheral role. Models: one per board and boot; Start and Stop switch the radio; Stop drops the phone but leaves
/// AdvertisementStatus as it was; Dispose forgets services and events. Nothing pairs, so there is no Pairing.
/// </summary>
public class BluetoothLEServer : IDisposable
{
    private readonly Radio _radio;
    private bool _disposed;

    internal BluetoothLEServer(Radio radio) => _radio = radio;

    /// <summary>The board's server.</summary>
    public static BluetoothLEServer Instance => VirtualBoard.Current.Radio.Server();

    /// <summary>The name in the advert; "nanoFramework" unless set.</summary>
    public string DeviceName
    {
        get => _radio.DeviceName;
        set => _radio.DeviceName = value;
    }

    /// <summary>The appearance value of the device; kept, without effect.</summary>
    public ushort Appearance { get; set; }

    /// <summary>Connections come and go here.</summary>
    public GattSession Session { get; } = new(new BluetoothDeviceId(0));

    /// <summary>All services.</summary>
    public GattServiceProvider[] Services => [.. _radio.Services];

    /// <summary>A service, or null.</summary>
    public GattServiceProvider? GetServiceByUUID(Guid serviceUuid) => _radio.Services.Find(service => service.Service.Uuid == serviceUuid);

    /// <summary>Switches the radio on.</summary>
    public void Start()
    {
        _ = VirtualBoard.Current;
        _radio.SwitchOn();
    }

    /// <summary>Switches the radio off: the phone is dropped, advertising ends.</summary>
    public void Stop()
    {
        _ = VirtualBoard.Current;
        _radio.SwitchOff();
    }

    /// <summary>Stops and forgets everything.</summary>
    public void Dispose() => Dispose(true);

    /// <summary>Stops and forgets everything.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (_disposed) return;
        _disposed = true;
        Stop();
        _radio.ForgetServer();
    }
}
