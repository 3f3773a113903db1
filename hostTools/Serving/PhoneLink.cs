using Endcap.Protocol;
using Endcap.Virtual;

namespace Endcap.Serving;

/// <summary>What came of a phone's request.</summary>
/// <param name="Error">0, an ATT error, or one of <see cref="PhoneLink"/>'s.</param>
/// <param name="Value">What was read.</param>
/// <param name="Message">What the error means.</param>
public sealed record PhoneAnswer(int Error, byte[] Value, string Message);

/// <summary>
/// One phone near a live label. Its methods may be called from any thread; what comes of them, and what the label sends by
/// itself, is told on the label's thread, in the order in which it happened.
/// </summary>
public sealed class PhoneLink : IDisposable
{
    /// <summary>The connection was lost, or there is none.</summary>
    public const int Lost = -1;

    /// <summary>No label there, or it is busy with another phone.</summary>
    public const int Unreachable = -2;

    // How long a phone looks for the advert.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly LiveLabel _label;
    private readonly VirtualPhone _radio;
    private readonly List<Open> _open = [];
    private (long Deadline, int Mtu, Action<PhoneAnswer> Done)? _search;
    private bool _wasConnected;

    /// <summary>A phone near a label, not connected.</summary>
    /// <param name="label">The label.</param>
    /// <param name="name">Who it is, in the log.</param>
    public PhoneLink(LiveLabel label, string name)
    {
        (_label, Name) = (label, name);
        _radio = new VirtualPhone(label.Do(each => each.Board).GetAwaiter().GetResult());
        label.Add(this);
    }

    /// <summary>Who it is, in the log.</summary>
    public string Name { get; }

    /// <summary>Told of notifications: characteristic and value.</summary>
    public Action<Guid, byte[]>? Notified { get; set; }

    /// <summary>Told when the connection ends and the phone did not end it.</summary>
    public Action? Disconnected { get; set; }

    internal bool IsWaiting => _open.Count > 0 || _search is not null || _radio.IsConnected;

    internal bool IsConnected => _radio.IsConnected;

    /// <summary>Looks for the label for 2 s and connects.</summary>
    /// <param name="mtu">23…517.</param>
    /// <param name="done">Gets 0 or <see cref="Unreachable"/>.</param>
    public void Connect(int mtu, Action<PhoneAnswer> done) => _label.Post(() =>
    {
        if (_radio.IsConnected || _search is not null) done(new PhoneAnswer(Unreachable, [], "this phone is connected already"));
        else _search = (Environment.TickCount64 + (long)_patience.TotalMilliseconds, mtu, done);
        Look();
    });

    /// <summary>Goes away.</summary>
    public void Disconnect(Action<PhoneAnswer> done) => _label.Post(() =>
    {
        Leave();
        done(new PhoneAnswer(0, [], ""));
    });

    /// <summary>Reads a characteristic.</summary>
    public void Read(Guid uuid, Action<PhoneAnswer> done) => _label.Post(() => _open.Add(new Open(uuid, null, _radio.PostRead(uuid), done)));

    /// <summary>Writes a characteristic with response.</summary>
    public void Write(Guid uuid, byte[] value, Action<PhoneAnswer> done) => _label.Post(() =>
    {
        if (uuid == _profile) _label.RememberProfile(this, value);
        _open.Add(new Open(uuid, value, _radio.PostWrite(uuid, value), done));
    });

    /// <summary>Wants notifications, or no more.</summary>
    public void Subscribe(Guid uuid, bool on, Action<PhoneAnswer> done) => _label.Post(() =>
    {
        int error = on ? _radio.Subscribe(uuid) : _radio.Unsubscribe(uuid);
        _label.Log(this, on ? "subscribe" : "unsubscribe", uuid, [], error);
        done(new PhoneAnswer(error, [], PacketWords.Error(error)));
    });

    /// <summary>Leaves the label for good.</summary>
    public void Dispose() => _label.Remove(this);

    private static readonly Guid _profile = new(GattIds.Profile);

    // The phone's own wish: nobody is told.
    internal void Leave()
    {
        if (_radio.IsConnected) _label.Log(this, "disconnect", null, [], 0);
        _wasConnected = false;
        _radio.Disconnect();
        Look();
    }

    /// <summary>The connection breaks off.</summary>
    internal void DropByAir()
    {
        _radio.Disconnect();
        Look();
    }

    /// <summary>Looks what came. After every step of the label's clock.</summary>
    internal void Look()
    {
        if (_search is not null) Search();
        foreach (Open each in _open.FindAll(each => each.Reply.IsDone))
        {
            _open.Remove(each);
            _label.Log(this, each.Written is null ? "read" : "write", each.Uuid, each.Written ?? each.Reply.Value, each.Reply.Error);
            each.Done(new PhoneAnswer(each.Reply.Error, each.Reply.Value, PacketWords.Error(each.Reply.Error)));
        }

        while (_radio.Notifications.TryDequeue(out Notification? notification))
        {
            _label.Log(this, "notification", notification.Uuid, notification.Value, 0);
            Notified?.Invoke(notification.Uuid, notification.Value);
        }

        if (!_wasConnected || _radio.IsConnected) return;
        _wasConnected = false;
        _label.Log(this, "connection lost", null, [], 0);
        Disconnected?.Invoke();
    }

    private void Search()
    {
        (long deadline, int mtu, Action<PhoneAnswer> done) = _search!.Value;
        bool busy = _label.Phones.Any(phone => phone != this && phone.IsConnected);
        bool connected = !busy && _radio.Connect(mtu);
        if (!connected && !busy && Environment.TickCount64 < deadline) return;
        _search = null;
        _wasConnected = connected;
        _label.Log(this, "connect", null, [], connected ? 0 : Unreachable, connected ? $"MTU {_radio.Mtu}" : busy ? "busy with another phone" : "no advert");
        done(connected ? new PhoneAnswer(0, [], "")
            : new PhoneAnswer(Unreachable, [], busy ? "the label is busy with another phone" : "no label answers: it is switched off, asleep, or its radio is off"));
    }

    private sealed record Open(Guid Uuid, byte[]? Written, GattReply Reply, Action<PhoneAnswer> Done);
}
