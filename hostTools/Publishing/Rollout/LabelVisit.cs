using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Publishing.Journal;
using Endcap.Publishing.Keys;
using Endcap.Publishing.Planning;
using Endcap.Simulation;
using Endcap.Virtual;

namespace Endcap.Publishing.Rollout;

/// <summary>
/// A label's turn: connect, prove the key, compare, send what is missing, commit, wait for the restart, look whether it is
/// active, confirm. Each visit goes on where the one before ended, because the label and the journal say where that was.
/// </summary>
internal sealed partial class LabelVisit
{
    private readonly VirtualBoard _board;
    private readonly StaffPhone _phone;
    private readonly PlannedLabel _label;
    private readonly KeyRing _keys;
    private readonly PublishJournal _journal;
    private readonly VisitOptions _options;
    private readonly Action _keep;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<PublishFile> _done = [];
    private long _noted; // of the radio's bytes, those that the journal has
    private long _fileBytes;
    private int _attempts;

    /// <summary>A visit to a label that is switched on.</summary>
    /// <param name="board">The label's board.</param>
    /// <param name="label">The label and its files.</param>
    /// <param name="keys">The store's keys.</param>
    /// <param name="journal">Is told of each step.</param>
    /// <param name="options">How.</param>
    /// <param name="keep">Is called before the journal or the keys say that the label has something: what is on its drive must last.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public LabelVisit(VirtualBoard board, PlannedLabel label, KeyRing keys, PublishJournal journal, VisitOptions options, Action keep, CancellationToken cancellation)
    {
        (_board, _label, _keys, _journal, _options, _keep, _cancellation) = (board, label, keys, journal, options, keep, cancellation);
        int seed = options.SeedOf(label.Label);
        _phone = new StaffPhone(board, new byte[Seal.KeyBytes], seed);
        _phone.Radio.SetLoss(options.Loss, seed);
    }

    /// <summary>Visits the label until it has everything, or is given up.</summary>
    /// <exception cref="OperationCanceledException">Stopped; the label and the journal know how far it was.</exception>
    public Delivery Run()
    {
        long start = _board.Scheduler.NowMicroseconds;
        Trouble? trouble;
        do
        {
            if (_attempts > 0) _board.Run(VisitOptions.BackOff * (1 << (_attempts - 1)));
            trouble = Attempt();
        }
        while (trouble is { MayPass: true } && _attempts < VisitOptions.MostAttempts);
        Outcome outcome = trouble is not null ? Outcome.Failed : _fileBytes > 0 ? Outcome.Updated : Outcome.UpToDate;
        double seconds = (_board.Scheduler.NowMicroseconds - start) / 1e6;
        return new Delivery(_label.Label, outcome, _attempts, _fileBytes, _phone.Radio.SentBytes, _phone.Chunks, seconds, trouble);
    }

    private IEnumerable<PublishFile> Open => _label.Files.Where(file => !_done.Contains(file));

    private Trouble? Attempt()
    {
        _attempts++;
        foreach (PublishFile file in Open) _journal.Attempt(_label.Label, file);
        try
        {
            Trouble? trouble = Once();
            Leave();
            if (trouble is null) return null;
            bool over = !trouble.MayPass || _attempts == VisitOptions.MostAttempts;
            foreach (PublishFile file in Open) _journal.Trouble(_label.Label, file, trouble.Fault, trouble.Text, NewBytes(), over);
            return trouble;
        }
        catch (OperationCanceledException)
        {
            Leave();
            foreach (PublishFile file in Open) _journal.Trouble(_label.Label, file, 0, "stopped", NewBytes(), false);
            throw;
        }
    }

    private Trouble? Once()
    {
        if (Connect() is { } trouble) return trouble;
        foreach (PublishFile file in _label.Files)
        {
            if (_done.Contains(file)) continue;
            trouble = Bring(file);
            if (trouble is not null) return trouble;
            _done.Add(file);
        }

        return null;
    }

    // The label writes down what it has of a file when the phone is gone. One that restarts is given the time to: a virtual
    // label has no power once its visit is over, and a first start that is cut off would take the new version back.
    private void Leave()
    {
        if (_phone.Radio.IsConnected) _phone.Disconnect();
        _board.Run(TimeSpan.FromSeconds(1));
        _board.RunUntil(() => _phone.Radio.Scan() is not null || _board.State == BoardState.Asleep, VisitOptions.Patience);
        _keep();
    }

    private long NewBytes()
    {
        long sent = _phone.Radio.SentBytes, bytes = sent - _noted;
        _noted = sent;
        return bytes;
    }

    private Trouble? Connect(bool mayRotate = true)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (!_phone.Find(VisitOptions.Patience)) return NotHeard();
        if (!_phone.Connect(_options.Mtu)) return NotHeard();
        byte[]? auth = _phone.ReadAuth();
        if (auth is null) return NotHeard();
        if ((auth[AuthPacket.FlagsAt] & AuthPacket.HasKey) == 0) return Trouble.Of(PacketFault.NoKey, "asking for its key");
        int generation = AuthPacket.Generation(auth);
        LabelKey known = _keys.Of(_label.Label);
        if (AuthPacket.LabelId(auth) != _label.Label)
            return new Trouble(0, $"label {AuthPacket.LabelId(auth)} answers in its place", "Look which key was flashed onto it.", false);
        if (!known.MayHave(generation))
            return new Trouble(0, $"its key is of generation {generation}; the store's is {known.Generation}",
                "Was the key file restored from an old backup, or does somebody pose as the label? Give it its key again over USB.", false);
        _board.Run(TimeSpan.FromSeconds(BitConverter.ToUInt16(auth, AuthPacket.WaitAt)));
        _phone.DeviceKey = _keys.Device(_label.Label, generation);
        StaffReply reply = _phone.Authenticate();
        if (!reply.Ok) return Trouble.Of(reply, "proving the key");
        if (generation == known.Generation) return Known(generation);
        return mayRotate ? Rotate(known) : Trouble.Of(PacketFault.NotStored, "giving it its new key");
    }

    private Trouble? Known(int generation)
    {
        if (_keys.Of(_label.Label).Replaces is null) return null;
        _keep();
        _keys.Confirm(_label.Label, generation);
        return null;
    }

    // The new key is in force from the next connection on, which confirms it.
    private Trouble? Rotate(LabelKey key)
    {
        StaffReply reply = _phone.Rotate(key.Generation, _keys.Device(_label.Label, key.Generation));
        if (!reply.Ok) return Trouble.Of(reply, "giving it its new key");
        Leave();
        return Connect(mayRotate: false);
    }

    private static Trouble NotHeard() => new(0, "the label was not heard, or did not answer",
        "Bring it into reach and charge it; the next run goes on where this one was.", true);
}
