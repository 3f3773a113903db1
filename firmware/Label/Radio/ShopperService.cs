using System;
using System.Threading;
using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Label.Update;
using Endcap.Protocol;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace Endcap.Label.Radio;

/// <summary>
/// The shopper service over Bluetooth LE, as PROTOCOL.md says. The library calls the handlers on its own thread and
/// waits for their answer 2 s at most, so they copy, answer and wake the worker; no handler lets an exception out,
/// because that would end the library's thread.
/// </summary>
internal sealed partial class ShopperService
{
    // The MTU before a phone has asked for more.
    private const int SmallestMtu = 23;

    private readonly Inbox _inbox;
    private readonly Health _health;
    private readonly AutoResetEvent _work;
    private readonly Random _random = new Random();
    private readonly byte[] _page;
    private readonly byte[] _answer;

    private LoadedShelf _shelf;
    private BluetoothLEServer _server;
    private GattServiceProvider _provider;
    private GattLocalCharacteristic _ranking;
    private int _answerLength;
    private int _selectedPage;

    /// <summary>Offered beside this service; set it before <see cref="Open"/>.</summary>
    public StaffService Staff;

    /// <summary>Whether the radio is on.</summary>
    public bool IsOpen;

    /// <summary>Whether a phone is connected.</summary>
    public bool Connected;

    /// <summary>Milliseconds since start at which the present phone connected.</summary>
    public long ConnectedAt;

    /// <summary>Milliseconds since start at which the present phone was last heard of.</summary>
    public long HeardAt;

    /// <summary>The nonce that the next profile must echo.</summary>
    public uint Nonce;

    /// <summary>Counts connections, so that an answer never reaches another phone than the one that asked.</summary>
    public int Session;

    /// <summary>Creates the service; nothing is sent before <see cref="Open"/>.</summary>
    /// <param name="inbox">Where a profile goes.</param>
    /// <param name="work">Is set when a profile waits in the inbox.</param>
    /// <param name="health">Counts, and answers Status.</param>
    /// <param name="pageBytes">Bytes of a Schema page: 32 … 512.</param>
    public ShopperService(Inbox inbox, AutoResetEvent work, Health health, int pageBytes)
    {
        _inbox = inbox;
        _work = work;
        _health = health;
        _page = new byte[pageBytes];
        _answer = new byte[GattIds.MaxAttributeBytes];
    }

    /// <summary>Starts the radio: a connectable advert and the service. False when the library refuses.</summary>
    /// <param name="shelf">The shelf that phones ask about, or null: they are told "not ready".</param>
    /// <param name="name">The name in the advert, at most 8 bytes.</param>
    /// <param name="state">State bits of <see cref="AdvertData"/>.</param>
    /// <param name="labelId">The label's id.</param>
    public bool Open(LoadedShelf shelf, string name, int state, uint labelId)
    {
        _shelf = shelf;
        _health.SetState(state);
        NewSession();
        _server = BluetoothLEServer.Instance;
        _server.DeviceName = name;
        GattServiceProviderResult created = GattServiceProvider.Create(new Guid(GattIds.ShopperService));
        if (created.Error != BluetoothError.Success) return false;
        _provider = created.ServiceProvider;
        if (!AddCharacteristics(_provider.Service)) return false;
        if (!Staff.AddTo(_server)) return false;
        _server.Session.SessionStatusChanged += OnSession;
        byte[] data = new byte[AdvertData.Bytes];
        AdvertData.Encode(state, labelId, shelf == null ? 0 : shelf.SchemaId, data);
        GattServiceProviderAdvertisingParameters parameters = new GattServiceProviderAdvertisingParameters();
        parameters.IsConnectable = true;
        parameters.IsDiscoverable = true;
        parameters.ServiceData = new Buffer(data);
        _provider.StartAdvertising(parameters);
        IsOpen = true;
        return true;
    }

    /// <summary>Stops the radio; a connected phone is dropped. May be called at any time.</summary>
    public void Close()
    {
        Connected = false;
        IsOpen = false;
        if (_server == null) return;
        BluetoothLEServer server = _server;
        _server = null;
        Staff.Close();
        try
        {
            server.Session.SessionStatusChanged -= OnSession;
            if (_provider != null) _provider.StopAdvertising();
            server.Stop();
        }
        finally
        {
            _provider = null;
            _ranking = null;
            server.Dispose();
        }
    }

    /// <summary>How many ranks a notification to the present phone holds.</summary>
    public int MaxRanks()
    {
        int mtu = _server == null ? SmallestMtu : _server.Session.MaxMtuSize;
        return RankingPacket.MaxRanks((mtu < SmallestMtu ? SmallestMtu : mtu) - 3);
    }

    /// <summary>
    /// Gives the answer to the phone: it can be read from now on, and goes out as a notification. False when the phone
    /// subscribed but could not be reached. When the phone that asked has gone, nothing happens.
    /// </summary>
    public bool Answer(int session, byte[] packet, int length)
    {
        lock (_answer)
        {
            if (session != Session) return true;
            Array.Copy(packet, 0, _answer, 0, length);
            _answerLength = length;
        }

        GattLocalCharacteristic ranking = _ranking;
        if (ranking == null) return true;
        GattClientNotificationResult[] results = ranking.NotifyValue(Exactly(packet, length));
        for (int i = 0; i < results.Length; i++)
            if (results[i].Status != GattCommunicationStatus.Success) return false;
        return true;
    }

    /// <summary>Draws the next nonce: an answered packet is worthless from now on.</summary>
    public void DrawNonce()
    {
        Nonce = ((uint)_random.Next() << 8) ^ (uint)_random.Next();
    }

    private bool AddCharacteristics(GattLocalService service)
    {
        GattLocalCharacteristic schema = Add(service, GattIds.Schema, GattCharacteristicProperties.Read | GattCharacteristicProperties.Write);
        GattLocalCharacteristic profile = Add(service, GattIds.Profile, GattCharacteristicProperties.Write);
        GattLocalCharacteristic ranking = Add(service, GattIds.Ranking, GattCharacteristicProperties.Read | GattCharacteristicProperties.Notify);
        GattLocalCharacteristic status = Add(service, GattIds.Status, GattCharacteristicProperties.Read);
        if (schema == null || profile == null || ranking == null || status == null) return false;
        schema.ReadRequested += OnSchemaRead;
        schema.WriteRequested += OnPageSelected;
        profile.WriteRequested += OnProfile;
        ranking.ReadRequested += OnRankingRead;
        status.ReadRequested += OnStatusRead;
        _ranking = ranking;
        return true;
    }

    /// <summary>A new characteristic, or null where the library refuses.</summary>
    public static GattLocalCharacteristic Add(GattLocalService service, string id, GattCharacteristicProperties properties)
    {
        GattLocalCharacteristicParameters parameters = new GattLocalCharacteristicParameters();
        parameters.CharacteristicProperties = properties;
        GattLocalCharacteristicResult result = service.CreateCharacteristic(new Guid(id), parameters);
        return result.Error == BluetoothError.Success ? result.Characteristic : null;
    }

    /// <summary>A buffer that shows the first bytes of an array; the library copies them when it answers.</summary>
    public static Buffer Exactly(byte[] bytes, int length)
    {
        Buffer buffer = new Buffer(bytes);
        buffer.Length = (uint)length;
        return buffer;
    }
}
