using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace Endcap.Virtual;

/// <summary>Connection, requests and notifications. The stack serves one request at a time, as NimBLE's host task does.</summary>
internal sealed partial class Radio
{
    internal const int PreferredMtu = 256;
    internal const int UnlikelyError = 0x0E;
    private const int NotConnected = 7;          // BLE_HS_ENOTCONN
    private const int Connection = 1;
    private const long AnswerMicroseconds = 2_000_000;

    private readonly Queue<RadioRequest> _requests = new();
    private readonly HashSet<GattLocalCharacteristic> _subscribed = [];
    private RadioRequest? _inWork;
    private VirtualPhone? _phone;
    private VirtualPhone? _leaving;
    private int _mtu;

    /// <summary>A phone connects.</summary>
    /// <returns>The MTU; 0 where it cannot connect now.</returns>
    internal int Connect(VirtualPhone phone, int mtu)
    {
        if (OnAir is not { IsConnectable: true }) return 0;
        _phone = phone;
        _mtu = Math.Min(mtu, PreferredMtu);
        _board.Events.Post(() => _server?.Session.OnStatus(GattSessionStatus.Active));
        int agreed = _mtu;
        _board.Events.Post(() => _server?.Session.OnMtu(agreed));
        return _mtu;
    }

    /// <summary>The phone goes. The stack notices when the request in work is over, and advertises again then.</summary>
    internal void Disconnect(VirtualPhone phone)
    {
        if (_phone != phone) return;
        _phone = null;
        _leaving = phone;
        DropWaiting();
        phone.OnDropped();
        if (_inWork == null) NoticeDisconnect();
    }

    internal GattLocalCharacteristic? Find(Guid uuid) => _served.Find(characteristic => characteristic.Uuid == uuid);

    /// <summary>A phone asks; what comes of it goes to the request.</summary>
    internal void Submit(VirtualPhone phone, RadioRequest request)
    {
        if (_phone != phone)
        {
            request.End([], GattReply.Disconnected);
            return;
        }
        _requests.Enqueue(request);
        ServeNext();
    }

    /// <summary>The request in work was answered, or its time is over. A late answer changes nothing.</summary>
    internal void Finish(RadioRequest request, byte[] value, int error)
    {
        if (_inWork != request) return;
        _inWork = null;
        request.End(value, error);
        if (_leaving != null) NoticeDisconnect();
        ServeNext();
    }

    internal void Subscribe(VirtualPhone phone, GattLocalCharacteristic characteristic, bool subscribe)
    {
        if (_phone != phone) return;
        bool changed = subscribe ? _subscribed.Add(characteristic) : _subscribed.Remove(characteristic);
        if (changed) PostSubscription(characteristic, subscribe);
    }

    /// <summary>The program notifies; a value longer than the MTU − 3 is cut.</summary>
    /// <returns>0, or an error number of the stack.</returns>
    internal int Notify(int connection, GattLocalCharacteristic characteristic, byte[] value)
    {
        if (_phone == null || connection != Connection || !_served.Contains(characteristic)) return NotConnected;
        if (_subscribed.Contains(characteristic)) _phone.OnNotification(characteristic.Uuid, value[..Math.Min(value.Length, _mtu - 3)]);
        return 0;
    }

    private void DropPhone()
    {
        if (_phone is VirtualPhone phone) Disconnect(phone);
        if (_leaving != null) NoticeDisconnect();
    }

    private void NoticeDisconnect()
    {
        _leaving = null;
        foreach (GattLocalCharacteristic characteristic in _subscribed) PostSubscription(characteristic, false);
        _subscribed.Clear();
        _board.Events.Post(() => _server?.Session.OnStatus(GattSessionStatus.Closed));
    }

    private void DropWaiting()
    {
        _inWork?.End([], GattReply.Disconnected);
        while (_requests.TryDequeue(out RadioRequest? request)) request.End([], GattReply.Disconnected);
    }

    private void DropRequests()
    {
        DropWaiting();
        _inWork = null;
    }

    private void PostSubscription(GattLocalCharacteristic characteristic, bool subscribe) =>
        Deliver(characteristic, () => characteristic.OnSubscription(subscribe, Connection));

    // Upstream delivers under a lock on its map of characteristics, and ignores those that are not in it.
    private void Deliver(GattLocalCharacteristic characteristic, Action deliver) => _board.Events.Post(() => _mapGate.Do(() =>
    {
        if (_map.Contains(characteristic)) deliver();
    }));

    private void ServeNext()
    {
        while (_inWork == null && _requests.TryDequeue(out RadioRequest? request))
        {
            GattLocalCharacteristic? characteristic = Find(request.Uuid);
            int refusal = characteristic == null ? GattProtocolError.AttributeNotFound : Refusal(characteristic, request);
            if (refusal != 0) request.End([], refusal);
            else Serve(request, characteristic!);
        }
    }

    private void Serve(RadioRequest request, GattLocalCharacteristic characteristic)
    {
        _inWork = request;
        _board.Scheduler.At(_board.Scheduler.NowMicroseconds + AnswerMicroseconds, () => GiveUp(request));
        Deliver(characteristic, () =>
        {
            if (request.IsWrite) characteristic.OnWrite(new GattWriteRequestedEventArgs(request));
            else characteristic.OnRead(new GattReadRequestedEventArgs(request));
        });
    }

    private void GiveUp(RadioRequest request)
    {
        if (_inWork != request) return;
        Violation($"A {(request.IsWrite ? "write to" : "read of")} {request.Uuid} was not answered within 2 s.");
        Finish(request, [], UnlikelyError);
    }

    private static int Refusal(GattLocalCharacteristic characteristic, RadioRequest request)
    {
        GattCharacteristicProperties can = characteristic.CharacteristicProperties;
        if (!request.IsWrite) return can.HasFlag(GattCharacteristicProperties.Read) ? 0 : GattProtocolError.ReadNotPermitted;
        GattCharacteristicProperties needed = request.NeedsResponse ? GattCharacteristicProperties.Write : GattCharacteristicProperties.WriteWithoutResponse;
        return can.HasFlag(needed) ? 0 : GattProtocolError.WriteNotPermitted;
    }
}
