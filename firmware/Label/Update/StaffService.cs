using System;
using System.Threading;
using Endcap.Boards;
using Endcap.Label.Faults;
using Endcap.Label.Radio;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace Endcap.Label.Update;

/// <summary>
/// The staff service, as UPDATE.md says. The library calls the handlers on its own thread: they check, take chunks, note an
/// operation and answer; the label's main thread does the operation (<see cref="Work"/>). One of the two threads at a time
/// has the turn; the library's never waits for it but answers "busy".
/// </summary>
internal sealed partial class StaffService
{
    // How long a label waits for its phone to go before it restarts, milliseconds.
    private const int RestartDelay = 2000;

    private readonly Board _board;
    private readonly Health _health;
    private readonly Slots _slots;
    private readonly KeyRecord _key;
    private readonly AutoResetEvent _look;
    private readonly StaffSession _session;
    private readonly Staging _staging = new Staging();

    private BluetoothLEServer _server;
    private GattLocalCharacteristic _progressCharacteristic;
    private int _turn;
    private int _op;
    private byte[] _body;
    private int _opConnection;
    private bool _mustFlush;
    private long _restartAt;
    private long _trialEnd;

    /// <summary>Milliseconds since start at which the staff was last heard of.</summary>
    public long HeardAt;

    /// <summary>Seconds for which a mark is to be shown; the screen's thread takes it.</summary>
    public int BlinkSeconds;

    /// <summary>Creates the service; it is offered by <see cref="AddTo"/>.</summary>
    /// <param name="board">Says how large a shelf may be.</param>
    /// <param name="health">Counts.</param>
    /// <param name="slots">What is active.</param>
    /// <param name="look">Is set when <see cref="Work"/> has something to do.</param>
    public StaffService(Board board, Health health, Slots slots, AutoResetEvent look)
    {
        _board = board;
        _health = health;
        _slots = slots;
        _look = look;
        _key = new KeyRecord();
        _health.Report(_key.Load());
        _session = new StaffSession(_key, slots.State);
    }

    /// <summary>Whether somebody is connected who proved the key.</summary>
    public bool IsOpen()
    {
        return _session.IsOpen();
    }

    /// <summary>Whether the label must stay awake: an operation, a restart or a trial is not over.</summary>
    public bool IsBusy()
    {
        return _op != 0 || _mustFlush || _restartAt != 0 || _trialEnd != 0;
    }

    /// <summary>Whether the phone guessed too often: the caller drops it.</summary>
    public bool MustDrop()
    {
        return _session.MustDrop();
    }

    /// <summary>Whether the label must restart now, to run what is active.</summary>
    /// <param name="now">Milliseconds since start.</param>
    /// <param name="connected">Whether a phone is connected.</param>
    public bool MustRestart(long now, bool connected)
    {
        return _restartAt != 0 && (!connected || now >= _restartAt);
    }

    /// <summary>A version waits for Confirm: until when, milliseconds since start.</summary>
    public void BeginTrial(long end)
    {
        _trialEnd = end;
    }

    /// <summary>Adds the service to a server that does not advertise yet. False when the library refuses.</summary>
    public bool AddTo(BluetoothLEServer server)
    {
        _session.Begin();
        GattServiceProviderResult created = GattServiceProvider.Create(new Guid(GattIds.StaffService));
        if (created.Error != BluetoothError.Success) return false;
        GattLocalService service = created.ServiceProvider.Service;
        GattLocalCharacteristic auth = ShopperService.Add(service, GattIds.Auth, GattCharacteristicProperties.Read | GattCharacteristicProperties.Write);
        GattLocalCharacteristic control = ShopperService.Add(service, GattIds.Control, GattCharacteristicProperties.Write);
        GattLocalCharacteristic chunk = ShopperService.Add(service, GattIds.Chunk, GattCharacteristicProperties.Write | GattCharacteristicProperties.WriteWithoutResponse);
        GattLocalCharacteristic progress = ShopperService.Add(service, GattIds.Progress, GattCharacteristicProperties.Read | GattCharacteristicProperties.Notify);
        if (auth == null || control == null || chunk == null || progress == null) return false;
        auth.ReadRequested += OnAuthRead;
        auth.WriteRequested += OnAuthWrite;
        control.WriteRequested += OnControl;
        chunk.WriteRequested += OnChunk;
        progress.ReadRequested += OnProgressRead;
        _progressCharacteristic = progress;
        _server = server;
        server.Session.SessionStatusChanged += OnSession;
        return true;
    }

    /// <summary>The radio goes off: whoever was connected is forgotten.</summary>
    public void Close()
    {
        if (_server != null) _server.Session.SessionStatusChanged -= OnSession;
        _server = null;
        _progressCharacteristic = null;
        _mustFlush = true;
        _session.Begin();
    }

    private bool TryTakeTurn()
    {
        return Interlocked.CompareExchange(ref _turn, 1, 0) == 0;
    }

    private void GiveTurn()
    {
        Interlocked.Exchange(ref _turn, 0);
        if (_op != 0 || _mustFlush) _look.Set(); // the main thread may have come while the turn was taken
    }

    // Returns the packet's length.
    private int FillProgress(byte[] packet)
    {
        int state = FillHead(packet);
        _slots.State.CopyKinds(packet, ProgressPacket.KindsAt);
        byte[] announced = _staging.Announced;
        if (state != ProgressPacket.Receiving || announced == null) return ProgressPacket.RangesAt;
        PacketBytes.Put32(packet, ProgressPacket.FileVersionAt, (int)Manifest.Version(announced));
        PacketBytes.Put32(packet, ProgressPacket.ChecksumAt, Manifest.Checksum(announced));
        _staging.AddMissing(packet);
        return ProgressPacket.Length(packet);
    }

    // Answers the state. What the main thread works on is not looked at.
    private int FillHead(byte[] packet)
    {
        byte[] announced = _staging.Announced;
        int state = _restartAt != 0 ? ProgressPacket.Restarting : _op != 0 ? ProgressPacket.Working
            : announced != null ? ProgressPacket.Receiving : ProgressPacket.Idle;
        packet[ProgressPacket.VersionAt] = PacketBytes.Version;
        packet[ProgressPacket.StateAt] = (byte)state;
        packet[ProgressPacket.FaultAt] = (byte)_lastFault;
        PacketBytes.Put16(packet, ProgressPacket.SequenceAt, _session.Sequence);
        if (state != ProgressPacket.Receiving) return state;
        packet[ProgressPacket.KindAt] = announced[Manifest.KindAt];
        PacketBytes.Put32(packet, ProgressPacket.LengthAt, _staging.Length);
        PacketBytes.Put32(packet, ProgressPacket.ReceivedAt, _staging.Received);
        return state;
    }
}
