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

    // The label writes down what it has of a file when the phone is gone.
    private void Leave()
    {
        if (_phone.Radio.IsConnected) _phone.Disconnect();
        _board.Run(TimeSpan.FromSeconds(1));
        _keep();
    }

    private long NewBytes()
    {
        long sent = _phone.Radio.SentBytes, bytes = sent - _noted;
        _noted = sent;
        return bytes;
    }
}
