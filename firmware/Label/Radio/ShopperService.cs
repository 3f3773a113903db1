using System;
using System.Threading;
using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Protocol;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace Endcap.Label.Radio;

/// <summary>
/// The shopper service over Bluetooth LE, as PROTOCOL.md says. The library calls the handlers on its own thread and
/// waits for their answer 2 s at most, so they copy, answer and wake the worker; no handler lets an exception out,
/// because that would end the library's thread.
/// </summary>
internal sealed class ShopperService
{
    /// <summary>ATT error of a handler that failed: "unlikely error" (Bluetooth Core, Vol 3, Part F, 3.4.1.1).</summary>
    public const byte UnlikelyError = 0x0E;

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

    private static GattLocalCharacteristic Add(GattLocalService service, string id, GattCharacteristicProperties properties)
    {
        GattLocalCharacteristicParameters parameters = new GattLocalCharacteristicParameters();
        parameters.CharacteristicProperties = properties;
        GattLocalCharacteristicResult result = service.CreateCharacteristic(new Guid(id), parameters);
        return result.Error == BluetoothError.Success ? result.Characteristic : null;
    }

    // A phone came or went. Nothing of the one before is left for the next.
    private void OnSession(object sender, GattSessionStatusChangedEventArgs args)
    {
        NewSession();
        ConnectedAt = HeardAt;
        Connected = args.Status == GattSessionStatus.Active;
    }

    private void NewSession()
    {
        HeardAt = Environment.TickCount64;
        _selectedPage = 0;
        lock (_answer)
        {
            Session++;
            _answerLength = 0;
        }

        DrawNonce();
    }

    private void OnSchemaRead(GattLocalCharacteristic sender, GattReadRequestedEventArgs args)
    {
        HeardAt = Environment.TickCount64;
        GattReadRequest request = args.GetRequest();
        LoadedShelf shelf = _shelf;
        try
        {
            if (shelf == null)
            {
                request.RespondWithProtocolError(GattIds.NotReadyError);
                return;
            }

            int length = SchemaPages.Encode(shelf, Nonce, _selectedPage, _page.Length, _page);
            request.RespondWithValue(Exactly(_page, length));
        }
        catch (Exception)
        {
            _health.CountException();
            request.RespondWithProtocolError(UnlikelyError);
        }
    }

    private void OnPageSelected(GattLocalCharacteristic sender, GattWriteRequestedEventArgs args)
    {
        HeardAt = Environment.TickCount64;
        GattWriteRequest request = args.GetRequest();
        LoadedShelf shelf = _shelf;
        try
        {
            byte[] written = Take(request.Value);
            int fault = shelf == null ? LabelFault.NoShelf
                : SchemaPages.CheckSelection(written, written.Length, SchemaPages.PageCount(shelf, _page.Length));
            if (fault == LabelFault.None)
            {
                _selectedPage = BlobLayout.U16(written, 0);
                request.Respond();
                return;
            }

            _health.Refuse(fault);
            request.RespondWithProtocolError((byte)(shelf == null ? GattIds.NotReadyError : GattIds.AttError(fault)));
        }
        catch (Exception)
        {
            _health.CountException();
            request.RespondWithProtocolError(UnlikelyError);
        }
    }

    private void OnProfile(GattLocalCharacteristic sender, GattWriteRequestedEventArgs args)
    {
        HeardAt = Environment.TickCount64;
        GattWriteRequest request = args.GetRequest();
        LoadedShelf shelf = _shelf;
        try
        {
            if (shelf == null)
            {
                _health.Refuse(LabelFault.NoShelf);
                request.RespondWithProtocolError(GattIds.NotReadyError);
                return;
            }

            if (!_inbox.TryTake())
            {
                _health.Refuse(LabelFault.None);
                request.RespondWithProtocolError(GattIds.BusyError);
                return;
            }

            int fault = Accept(shelf, request.Value);
            if (fault == PacketFault.None)
            {
                request.Respond();
                _work.Set();
                return;
            }

            _inbox.Release();
            _health.Refuse(fault);
            request.RespondWithProtocolError((byte)GattIds.AttError(fault));
        }
        catch (Exception)
        {
            _inbox.Release();
            _health.CountException();
            request.RespondWithProtocolError(UnlikelyError);
        }
    }

    // Checks what can be checked without unpacking, and copies the packet to the inbox.
    private int Accept(LoadedShelf shelf, Buffer value)
    {
        int length = (int)value.Length;
        if (length > GattIds.MaxAttributeBytes) return PacketFault.TooLong;
        byte[] packet = Take(value);
        int fault = ProfilePacket.CheckHeader(shelf, packet, length, Nonce);
        if (fault == PacketFault.None)
        {
            Array.Copy(packet, 0, _inbox.Bytes, 0, length);
            _inbox.Length = length;
            _inbox.Nonce = Nonce;
            _inbox.Session = Session;
        }

        Array.Clear(packet, 0, length);
        return fault;
    }

    private void OnRankingRead(GattLocalCharacteristic sender, GattReadRequestedEventArgs args)
    {
        HeardAt = Environment.TickCount64;
        GattReadRequest request = args.GetRequest();
        try
        {
            if (_shelf == null) request.RespondWithProtocolError(GattIds.NotReadyError);
            else request.RespondWithValue(Exactly(_answer, _answerLength));
        }
        catch (Exception)
        {
            _health.CountException();
            request.RespondWithProtocolError(UnlikelyError);
        }
    }

    private void OnStatusRead(GattLocalCharacteristic sender, GattReadRequestedEventArgs args)
    {
        HeardAt = Environment.TickCount64;
        GattReadRequest request = args.GetRequest();
        try
        {
            request.RespondWithValue(Exactly(_health.Status(Environment.TickCount64), StatusPacket.Bytes));
        }
        catch (Exception)
        {
            _health.CountException();
            request.RespondWithProtocolError(UnlikelyError);
        }
    }

    private static byte[] Take(Buffer value)
    {
        byte[] bytes = new byte[(int)value.Length];
        DataReader.FromBuffer(value).ReadBytes(bytes);
        return bytes;
    }

    // A buffer that shows the first bytes of an array; the library copies them when it answers.
    private static Buffer Exactly(byte[] bytes, int length)
    {
        Buffer buffer = new Buffer(bytes);
        buffer.Length = (uint)length;
        return buffer;
    }
}
