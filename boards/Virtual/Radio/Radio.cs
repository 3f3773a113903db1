using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace Endcap.Virtual;

/// <summary>The board's radio and Bluetooth stack: what stands behind the stand-ins, and what phones talk to.</summary>
internal sealed partial class Radio
{
    private const string FirstName = "nanoFramework";

    private readonly VirtualBoard _board;
    private readonly List<GattLocalCharacteristic> _map = [];
    private readonly Gate _mapGate;
    private readonly List<GattLocalCharacteristic> _served = [];
    private BluetoothLEServer? _server;
    private Advert? _advert;
    private long _onMicroseconds;
    private long _onSince;

    internal Radio(VirtualBoard board)
    {
        _board = board;
        _mapGate = new Gate(board);
    }

    internal List<GattServiceProvider> Services { get; } = [];

    internal string DeviceName { get; set; } = FirstName;

    internal bool IsOn { get; private set; }

    internal long OnMicroseconds => _onMicroseconds + (IsOn ? _board.Scheduler.NowMicroseconds - _onSince : 0);

    /// <summary>What is on the air now; null while a phone is connected or nothing is advertised.</summary>
    internal Advert? OnAir => IsOn && _phone == null && _leaving == null ? _advert : null;

    internal BluetoothLEServer Server() => _server ??= new BluetoothLEServer(this);

    internal void Violation(string what) => _board.AddViolation(what);

    internal void Add(GattServiceProvider provider)
    {
        int index = Services.FindIndex(old => old.Service.Uuid == provider.Service.Uuid);
        if (index >= 0) Services[index] = provider;
        else Services.Add(provider);
        if (Services.Count == 1) AddDeviceInformation();
    }

    internal void Add(GattLocalCharacteristic characteristic) => _mapGate.Do(() => _map.Add(characteristic));

    internal void SwitchOn()
    {
        if (IsOn) return;
        IsOn = true;
        _onSince = _board.Scheduler.NowMicroseconds;
    }

    internal void SwitchOff()
    {
        if (!IsOn) return;
        _onMicroseconds = OnMicroseconds;
        IsOn = false;
        _advert = null;
        DropPhone();
        _served.Clear();
    }

    /// <summary>Fixes the services and goes on the air.</summary>
    internal void Advertise(byte[] advert, byte[] scanResponse, bool isConnectable)
    {
        if (_advert != null) Violation("StartAdvertising while advertising: call StopAdvertising first.");
        _served.Clear();
        _served.AddRange(Services.SelectMany(service => service.Service.Characteristics));
        _advert = new Advert(advert, scanResponse, isConnectable);
    }

    internal void ForgetServer()
    {
        _mapGate.Do(_map.Clear);
        Services.Clear();
        _server = null;
    }

    /// <summary>RAM and radio lose their power; nobody of the program is told.</summary>
    internal void PowerDown()
    {
        SwitchOff();
        DropRequests();
        _map.Clear();
        _mapGate.Open();
        Services.Clear();
        _server = null;
        DeviceName = FirstName;
    }

    private void AddDeviceInformation()
    {
        GattServiceProvider provider = new(this, Sig(0x180A));
        AddText(provider, Sig(0x2A29), "nanoFramework");
        AddText(provider, Sig(0x2A24), nanoFramework.Runtime.Native.SystemInfo.Platform);
        Add(provider);
    }

    private static void AddText(GattServiceProvider provider, Guid uuid, string text)
    {
        DataWriter value = new();
        value.WriteString(text);
        provider.Service.CreateCharacteristic(uuid, new GattLocalCharacteristicParameters
        {
            StaticValue = value,
            CharacteristicProperties = GattCharacteristicProperties.Read,
        });
    }

    private static Guid Sig(int number) => new(number, 0x0000, 0x1000, 0x80, 0x00, 0x00, 0x80, 0x5f, 0x9b, 0x34, 0xfb);
}
