using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace Endcap.Virtual;

/// <summary>
/// A shopper's phone, on the world's side. Each access reaches the board after <see cref="LatencyMicroseconds"/>. The
/// plain methods run the board until the answer is there; PostRead and PostWrite do not wait.
/// </summary>
public sealed class VirtualPhone
{
    /// <summary>Bytes of an attribute's value, at most (Bluetooth Core, Vol 3, Part F, 3.2.9).</summary>
    public const int MaxValueBytes = 512;

    /// <summary>The MTU without negotiation.</summary>
    public const int LeastMtu = 23;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly VirtualBoard _board;
    private readonly HashSet<GattReply> _open = [];
    private int _connections;
    private Xorshift _losses = new(1);

    /// <summary>A phone near a board, not connected.</summary>
    public VirtualPhone(VirtualBoard board) => _board = board;

    /// <summary>Time until an access reaches the board, µs: a connection interval. An estimate for a phone's usual choice.</summary>
    public int LatencyMicroseconds { get; set; } = 7_500;

    /// <summary>
    /// The share of packets that are lost on the air, 0 … below 1, in an order that <see cref="SetLoss"/>'s seed repeats. The link layer
    /// sends a lost packet again, which takes another interval; but a write without response, which nobody waits for, is
    /// gone, as it is where a stack's buffers are full.
    /// </summary>
    public double Loss { get; private set; }

    /// <summary>Writes without response that were lost.</summary>
    public int LostWrites { get; private set; }

    /// <summary>Bytes of all packets sent to the board so far, lost ones and repetitions included, without headers.</summary>
    public long SentBytes { get; private set; }

    /// <summary>The agreed MTU; 0 while not connected.</summary>
    public int Mtu { get; private set; }

    /// <summary>Whether it is connected.</summary>
    public bool IsConnected => Mtu > 0;

    /// <summary>Notifications that came, the oldest first; take them off.</summary>
    public Queue<Notification> Notifications { get; } = new();

    /// <summary>What the board advertises now; null where nothing is on the air.</summary>
    public Advert? Scan() => _board.Radio.OnAir;

    /// <summary>Connects.</summary>
    /// <param name="mtu">What the phone asks for, at least 23; the board agrees to 256 at most.</param>
    /// <returns>False where nothing connectable is on the air.</returns>
    public bool Connect(int mtu = 247)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mtu, LeastMtu);
        if (IsConnected) throw new InvalidOperationException("The phone is connected already.");
        _connections++;
        Mtu = _board.Radio.Connect(this, mtu);
        return IsConnected;
    }

    /// <summary>Loses a share of the packets from now on.</summary>
    /// <param name="share">0 … below 1.</param>
    /// <param name="seed">Repeats the order.</param>
    public void SetLoss(double share, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        Loss = share;
        _losses = new Xorshift(seed);
    }

    /// <summary>Goes away. Open accesses end with <see cref="GattReply.Disconnected"/>.</summary>
    public void Disconnect() => _board.Radio.Disconnect(this);

    /// <summary>Reads a characteristic, long values in parts: the board is asked again for each.</summary>
    public GattReply Read(Guid uuid) => Await(PostRead(uuid));

    /// <summary>Writes a characteristic.</summary>
    public GattReply Write(Guid uuid, byte[] value, bool withResponse = true) => Await(PostWrite(uuid, value, withResponse));

    /// <summary>Asks for notifications.</summary>
    /// <returns>0, or an ATT error.</returns>
    public int Subscribe(Guid uuid) => SetSubscription(uuid, true);

    /// <summary>Wants no more notifications.</summary>
    /// <returns>0, or an ATT error.</returns>
    public int Unsubscribe(Guid uuid) => SetSubscription(uuid, false);

    /// <summary>Begins to read.</summary>
    public GattReply PostRead(Guid uuid)
    {
        GattReply reply = Open();
        ReadPart(uuid, reply, []);
        return reply;
    }

    /// <summary>
    /// Begins to write. With response, what is longer than the MTU − 3 goes as a prepared write; without, and beyond
    /// 512 bytes, the phone itself refuses it (0x0D).
    /// </summary>
    public GattReply PostWrite(Guid uuid, byte[] value, bool withResponse = true)
    {
        GattReply reply = Open();
        if (reply.IsDone) return reply;
        int longest = withResponse ? MaxValueBytes : Mtu - 3;
        if (value.Length > longest)
        {
            Close(reply, [], GattProtocolError.InvalidAttributeValueLength);
            return reply;
        }
        int packets = value.Length <= Mtu - 3 ? 1 : (value.Length + Mtu - 6) / (Mtu - 5) + 1;
        RadioRequest request = new(_board.Radio, uuid, true, withResponse, (byte[])value.Clone(), (_, error) => Close(reply, [], error));
        if (withResponse) Send(request, packets, value.Length);
        else SendOrLose(request, value.Length);
        if (!withResponse) Close(reply, [], 0);
        return reply;
    }

    internal void OnNotification(Guid uuid, byte[] value) => Notifications.Enqueue(new Notification(uuid, value, _board.Scheduler.NowMicroseconds));

    internal void OnDropped()
    {
        Mtu = 0;
        foreach (GattReply reply in _open.ToArray()) Close(reply, [], GattReply.Disconnected);
    }

    private GattReply Open()
    {
        GattReply reply = new();
        _open.Add(reply);
        if (!IsConnected) Close(reply, [], GattReply.Disconnected);
        return reply;
    }

    private void Close(GattReply reply, byte[] value, int error)
    {
        if (_open.Remove(reply)) reply.Set(value, error, _board.Scheduler.NowMicroseconds);
    }

    // The board gives the whole value each time; the stack takes what the offset and the MTU leave of it.
    private void ReadPart(Guid uuid, GattReply reply, byte[] before)
    {
        if (reply.IsDone) return;
        int room = Mtu - 1;
        Send(new RadioRequest(_board.Radio, uuid, false, true, [], (value, error) =>
        {
            if (error == 0 && before.Length > value.Length) error = GattProtocolError.InvalidOffset;
            if (error != 0)
            {
                Close(reply, [], error);
                return;
            }
            byte[] part = value[before.Length..Math.Min(value.Length, before.Length + room)];
            byte[] all = [.. before, .. part];
            if (part.Length < room || all.Length >= MaxValueBytes) Close(reply, all[..Math.Min(all.Length, MaxValueBytes)], 0);
            else ReadPart(uuid, reply, all);
        }), 1, 0);
    }

    private void SendOrLose(RadioRequest request, int bytes)
    {
        if (IsLost())
        {
            LostWrites++;
            SentBytes += bytes;
            request.End([], 0);
            return;
        }
        Arrive(request, 1, bytes);
    }

    // Each packet again until it came through.
    private void Send(RadioRequest request, int packets, int bytes)
    {
        int sent = 0;
        for (int packet = 0; packet < packets; packet++)
        {
            do sent++;
            while (IsLost());
        }
        Arrive(request, sent, (long)bytes * sent / packets);
    }

    private bool IsLost() => Loss > 0 && _losses.Next(1_000_000) < Loss * 1_000_000;

    // What is under way when the connection ends does not arrive in the next one.
    private void Arrive(RadioRequest request, int packets, long bytes)
    {
        SentBytes += bytes;
        int connection = _connections;
        _board.Scheduler.At(_board.Scheduler.NowMicroseconds + (long)packets * LatencyMicroseconds, () =>
        {
            if (connection == _connections) _board.Radio.Submit(this, request);
        });
    }

    private int SetSubscription(Guid uuid, bool subscribe)
    {
        if (!IsConnected) return GattReply.Disconnected;
        GattLocalCharacteristic? found = _board.Radio.Find(uuid);
        if (found == null) return GattProtocolError.AttributeNotFound;
        if ((found.CharacteristicProperties & (GattCharacteristicProperties.Notify | GattCharacteristicProperties.Indicate)) == 0) return GattProtocolError.RequestNotSupported;
        _board.Radio.Subscribe(this, found, subscribe);
        return 0;
    }

    private GattReply Await(GattReply reply)
    {
        if (!_board.RunUntil(() => reply.IsDone, Patience)) throw new InvalidOperationException("The board did not answer the phone.");
        return reply;
    }
}
