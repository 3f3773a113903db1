using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Virtual;

namespace Endcap.Simulation;

/// <summary>
/// What the staff's tablet or a gateway does, step by step as UPDATE.md says. Each step answers what the label said; every step
/// is written down. It knows the label's key and nothing else of it.
/// </summary>
public sealed partial class StaffPhone
{
    private static readonly Guid _auth = new(GattIds.Auth), _control = new(GattIds.Control);
    private static readonly Guid _chunk = new(GattIds.Chunk), _progress = new(GattIds.Progress);

    private readonly VirtualBoard _board;
    private readonly Random _random;
    private readonly List<TranscriptEntry> _transcript = [];
    private byte[]? _session;
    private int _sequence;

    /// <summary>A tablet near a label.</summary>
    /// <param name="board">The label's board.</param>
    /// <param name="deviceKey">The label's key, 32 bytes.</param>
    /// <param name="seed">Repeats its nonces.</param>
    public StaffPhone(VirtualBoard board, byte[] deviceKey, int seed = 1)
    {
        _board = board;
        DeviceKey = deviceKey;
        _random = new Random(seed);
        Radio = new VirtualPhone(board);
    }

    /// <summary>The tablet's radio.</summary>
    public VirtualPhone Radio { get; }

    /// <summary>The label's key; <see cref="Rotate"/> replaces it.</summary>
    public byte[] DeviceKey { get; set; }

    /// <summary>All steps so far; chunks are one step for each round.</summary>
    public IReadOnlyList<TranscriptEntry> Transcript => _transcript;

    /// <summary>The label of the key, after <see cref="Authenticate"/>.</summary>
    public uint LabelId { get; private set; }

    /// <summary>The generation of the label's key, after <see cref="Authenticate"/>.</summary>
    public int Generation { get; private set; }

    /// <summary>The key of the open session, or null.</summary>
    public byte[]? SessionKey => _session;

    /// <summary>How long an operation may take.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Waits for the advert. False when the label does not advertise in that time.</summary>
    public bool Find(TimeSpan patience)
    {
        bool found = _board.RunUntil(() => Radio.Scan() is not null, patience);
        Note("advert", [], found ? "found" : "nothing on the air");
        return found;
    }

    /// <summary>Connects. False when the label does not answer.</summary>
    public bool Connect(int mtu = 247)
    {
        (_session, _sequence) = (null, 0);
        bool connected = Radio.Connect(mtu);
        Note("connect", [], connected ? $"MTU {Radio.Mtu}" : "no answer");
        return connected;
    }

    /// <summary>Reads what the label says of itself before anybody proved anything.</summary>
    /// <returns>The packet, or null where it cannot be read.</returns>
    public byte[]? ReadAuth()
    {
        GattReply reply = Radio.Read(_auth);
        Note("read Auth", reply.Value, reply.Error == 0 ? "" : StaffReply.Of(reply.Error).ToString());
        return reply.Error == 0 && AuthPacket.CheckRead(reply.Value, reply.Value.Length) is PacketFault.None or PacketFault.NoKey ? reply.Value : null;
    }

    /// <summary>Proves the key, and checks that the label has it too (<see cref="PacketFault.WrongProof"/> where it has not).</summary>
    public StaffReply Authenticate()
    {
        if (ReadAuth() is not { } challenge) return new StaffReply(Radio.IsConnected ? 0 : GattReply.Disconnected, PacketFault.TooShort);
        if ((challenge[AuthPacket.FlagsAt] & AuthPacket.HasKey) == 0) return new StaffReply(0, PacketFault.NoKey);
        LabelId = AuthPacket.LabelId(challenge);
        Generation = AuthPacket.Generation(challenge);
        byte[] nonce = new byte[StaffKeys.NonceBytes], write = new byte[AuthPacket.WriteBytes];
        _random.NextBytes(nonce);
        byte[] session = StaffKeys.Session(DeviceKey, challenge, nonce, 0);
        AuthPacket.EncodeResponse(session, nonce, write);
        StaffReply reply = Write(_auth, write, "write Auth", $"label {LabelId}, key generation {Generation}");
        if (!reply.Ok) return reply;
        byte[]? answer = ReadAuth();
        if (answer is null || !answer.AsSpan(AuthPacket.ProofAt, Seal.HalfBytes).SequenceEqual(StaffKeys.LabelProof(session)))
            return new StaffReply(0, PacketFault.WrongProof);
        _session = session;
        return StaffReply.Done;
    }

    /// <summary>Finds, connects and proves the key.</summary>
    public StaffReply Open(TimeSpan patience, int mtu = 247)
    {
        if (Radio.IsConnected) Disconnect();
        return Find(patience) && Connect(mtu) ? Authenticate() : new StaffReply(GattReply.Disconnected, 0);
    }

    /// <summary>Reads Progress; null where the label refuses or the connection is lost.</summary>
    public StaffProgress? ReadProgress()
    {
        GattReply reply = Radio.Read(_progress);
        bool sound = reply.Error == 0 && ProgressPacket.Check(reply.Value, reply.Value.Length) == PacketFault.None;
        StaffProgress? progress = sound ? StaffProgress.Of(reply.Value) : null;
        Note("read Progress", reply.Value, progress is null ? StaffReply.Of(reply.Error).ToString()
            : $"state {progress.State}, {progress.Received} of {progress.Length} bytes, {progress.Missing.Count} ranges missing, fault {progress.Fault}");
        return progress;
    }

    /// <summary>Leaves.</summary>
    public void Disconnect()
    {
        Radio.Disconnect();
        _session = null;
        Note("disconnect", [], "");
    }

    /// <summary>Keeps the version that is on trial.</summary>
    public StaffReply Confirm(int kind) => Operate(ControlPacket.Confirm, [(byte)kind], $"confirm kind {kind}");

    /// <summary>Goes back to the previous version: the label restarts.</summary>
    public StaffReply Revert(int kind) => Operate(ControlPacket.Revert, [(byte)kind], $"revert kind {kind}");

    /// <summary>Forgets what was sent so far.</summary>
    public StaffReply Abort() => Operate(ControlPacket.Abort, [], "abort");

    /// <summary>Shows a mark on the panel, or blinks the lamp of a board without one.</summary>
    public StaffReply Blink(int seconds) => Operate(ControlPacket.Blink, [(byte)seconds], $"blink for {seconds} s");

    /// <summary>Sets the clock.</summary>
    public StaffReply SetClock(DateTime utc) =>
        Operate(ControlPacket.SetClock, BitConverter.GetBytes((uint)(utc - DateTime.UnixEpoch).TotalSeconds), $"set the clock to {utc:s}");

    /// <summary>Gives the label another key, in force from the next connection on; this tablet has it then too.</summary>
    public StaffReply Rotate(int generation, byte[] deviceKey)
    {
        if (_session is null) return StaffReply.Of(GattIds.NotAuthorizedError);
        byte[] body = [(byte)generation, (byte)(generation >> 8), .. deviceKey];
        StaffKeys.Mask(_session, generation, body, 2);
        StaffReply reply = Operate(ControlPacket.Rotate, body, $"rotate to generation {generation}");
        if (reply.Ok) DeviceKey = deviceKey;
        return reply;
    }

    /// <summary>Writes an operation with the next sequence and waits until it is over.</summary>
    public StaffReply Operate(int op, byte[] body, string meaning)
    {
        if (_session is null) return StaffReply.Of(GattIds.NotAuthorizedError);
        byte[] packet = ControlPacket.Encode(_session, op, ++_sequence, body);
        StaffReply reply = Write(_control, packet, "write Control", meaning);
        return reply.Ok ? AwaitEnd() : reply;
    }

    private StaffReply AwaitEnd()
    {
        long end = _board.Scheduler.NowMicroseconds + Patience.Ticks / TimeSpan.TicksPerMicrosecond;
        while (_board.Scheduler.NowMicroseconds < end)
        {
            if (ReadProgress() is not { } progress) return new StaffReply(Radio.IsConnected ? 0x0E : GattReply.Disconnected, 0);
            if (progress.State != ProgressPacket.Working) return new StaffReply(0, progress.Fault);
            _board.Run(TimeSpan.FromMilliseconds(50));
        }

        return StaffReply.Of(GattIds.BusyError);
    }

    // A busy label is asked again.
    private StaffReply Write(Guid uuid, byte[] bytes, string what, string meaning)
    {
        GattReply reply = Radio.Write(uuid, bytes);
        for (int tries = 0; reply.Error == GattIds.BusyError && tries < 100; tries++)
        {
            _board.Run(TimeSpan.FromMilliseconds(50));
            reply = Radio.Write(uuid, bytes);
        }

        StaffReply answer = StaffReply.Of(reply.Error);
        Note(what, bytes, answer.Ok ? meaning : $"{meaning}: {answer}");
        return answer;
    }

    private void Note(string what, byte[] bytes, string meaning) =>
        _transcript.Add(new TranscriptEntry(_board.Scheduler.NowMicroseconds / 1000.0, what, bytes, meaning));
}
