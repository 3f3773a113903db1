using Endcap.Virtual;
using nanoFramework.Device.Bluetooth.Advertisement;

namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>
/// A service and its advertising. Models: the first service of a boot brings the Device Information service with it;
/// StartAdvertising fixes the services; StopAdvertising takes them down, drops the phone and switches the radio off.
/// </summary>
public class GattServiceProvider
{
    private readonly Radio _radio;
    private bool _wasStarted;

    internal GattServiceProvider(Radio radio, Guid uuid)
    {
        _radio = radio;
        Service = new GattLocalService(uuid);
    }

    /// <summary>State of advertising; goes on saying Started while a phone is connected.</summary>
    public GattServiceProviderAdvertisementStatus AdvertisementStatus { get; private set; }

    /// <summary>The service.</summary>
    public GattLocalService Service { get; }

    /// <summary>Makes a service; one of the same UUID is replaced.</summary>
    public static GattServiceProviderResult Create(Guid serviceUuid)
    {
        GattServiceProvider provider = new(VirtualBoard.Current.Radio, serviceUuid);
        provider._radio.Add(provider);
        return new GattServiceProviderResult(provider, BluetoothError.Success);
    }

    /// <summary>Advertises: discoverable, connectable, with the server's name.</summary>
    public void StartAdvertising() => StartAdvertising(new GattServiceProviderAdvertisingParameters());

    /// <summary>Advertises. What does not fit is left out, and the status says so.</summary>
    public void StartAdvertising(GattServiceProviderAdvertisingParameters parameters)
    {
        _ = VirtualBoard.Current;
        _radio.SwitchOn();
        if (!parameters.CustomAdvertisement) AddService(parameters);
        bool all = parameters.Advertisement.Pack(out byte[] advert, out byte[] scanResponse);
        _radio.Advertise(advert, scanResponse, parameters.IsConnectable);
        _wasStarted = true;
        AdvertisementStatus = all ? GattServiceProviderAdvertisementStatus.Started : GattServiceProviderAdvertisementStatus.StartedWithoutAllAdvertisementData;
    }

    /// <summary>Ends advertising and the service. Before StartAdvertising it throws a NullReferenceException, as upstream.</summary>
    public void StopAdvertising()
    {
        _ = VirtualBoard.Current;
#pragma warning disable CA2201 // The exception that the real library throws.
        if (!_wasStarted) throw new NullReferenceException("StopAdvertising before StartAdvertising.");
#pragma warning restore CA2201
        _radio.SwitchOff();
        AdvertisementStatus = GattServiceProviderAdvertisementStatus.Stopped;
    }

    // The whole array behind ServiceData goes out, not only its length: upstream does so.
    private void AddService(GattServiceProviderAdvertisingParameters parameters)
    {
        DataWriter uuid = new();
        UuidSize size = UuidSize.Of(Service.Uuid);
        uuid.WriteBytes(size.OnAir(Service.Uuid));
        parameters.Advertisement.AddOrUpdate(size.ListType, uuid.Copy());
        if (parameters.ServiceData == null) return;
        uuid.WriteBytes(parameters.ServiceData.Data);
        parameters.Advertisement.AddOrUpdate(size.DataType, uuid.Copy());
    }
}

/// <summary>A new service.</summary>
public class GattServiceProviderResult
{
    internal GattServiceProviderResult(GattServiceProvider provider, BluetoothError error)
    {
        ServiceProvider = provider;
        Error = error;
    }

    /// <summary>Success.</summary>
    public BluetoothError Error { get; }

    /// <summary>The service.</summary>
    public GattServiceProvider ServiceProvider { get; }
}

/// <summary>How to advertise. Takes the server's name when it is made: set DeviceName before.</summary>
public class GattServiceProviderAdvertisingParameters
{
    private bool _isDiscoverable = true;
    private bool _customAdvertisement;

    /// <summary>Discoverable and connectable.</summary>
    public GattServiceProviderAdvertisingParameters() => CustomAdvertisement = false;

    /// <summary>The advert.</summary>
    public BluetoothLEAdvertisement Advertisement { get; } = new();

    /// <summary>Whether the advert's sections are all the program's own.</summary>
    public bool CustomAdvertisement
    {
        get => _customAdvertisement;
        set
        {
            _customAdvertisement = value;
            if (value)
            {
                Advertisement.Remove(BluetoothLEAdvertisementDataSectionType.Flags);
                Advertisement.Remove(BluetoothLEAdvertisementDataSectionType.CompleteLocalName);
                return;
            }
            Advertisement.Flags = BluetoothLEAdvertisementFlags.ClassicNotSupported | BluetoothLEAdvertisementFlags.GeneralDiscoverableMode;
            Advertisement.LocalName = BluetoothLEServer.Instance.DeviceName;
        }
    }

    /// <summary>Whether a phone can connect.</summary>
    public bool IsConnectable { get; set; } = true;

    /// <summary>Whether the flags say discoverable.</summary>
    public bool IsDiscoverable
    {
        get => _isDiscoverable;
        set
        {
            _isDiscoverable = value;
            if (value) Advertisement.Flags |= BluetoothLEAdvertisementFlags.GeneralDiscoverableMode;
            else Advertisement.Flags &= ~BluetoothLEAdvertisementFlags.GeneralDiscoverableMode;
        }
    }

    /// <summary>Service data; null for none. The whole capacity goes out: give a buffer made from an array of the right size.</summary>
    public Buffer? ServiceData { get; set; }
}
