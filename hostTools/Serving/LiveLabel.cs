using System.Collections.Concurrent;
using System.Diagnostics;
using Endcap.Compression.Blobs;
using Endcap.Label.Storage;
using Endcap.Simulation;
using Endcap.Virtual;

namespace Endcap.Serving;

/// <summary>
/// A virtual label in real time. One thread of its own makes the board and is the only one that touches it; everybody
/// else hands it work by <see cref="Do"/>. Its simulated clock follows the wall clock; where the PC cannot keep up, the
/// label falls behind and the rest is left out.
/// </summary>
public sealed partial class LiveLabel : IDisposable
{
    // How long the thread rests when nobody waits for the radio, and when somebody does, ms.
    private const int IdleRest = 15, BusyRest = 2;
    private static readonly TimeSpan _mostBehind = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentQueue<Action> _work = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly List<PhoneLink> _phones = [];
    private readonly Thread _thread;
    private readonly double _speed;
    private SimulatedLabel _label = null!; // made by the thread, before any work
    private long _target;
    private volatile bool _stopping;

    /// <summary>Starts a label.</summary>
    /// <param name="index">Its number among the served ones, from 0.</param>
    /// <param name="setup">Board and files.</param>
    /// <param name="speed">Simulated seconds in a second.</param>
    public LiveLabel(int index, LabelSetup setup, double speed = 1)
    {
        (Index, Setup, _speed) = (index, setup, speed);
        (Image, Settings) = (setup.ReadShelf(), setup.ReadSettings());
        Explainer = new RankingExplainer(Image);
        _thread = new Thread(Drive) { IsBackground = true, Name = $"label {index}" };
        _thread.Start();
    }

    /// <summary>Its number among the served ones.</summary>
    public int Index { get; }

    /// <summary>What it was made of.</summary>
    public LabelSetup Setup { get; }

    /// <summary>Its settings.</summary>
    public Settings Settings { get; }

    /// <summary>The shelf that was put on its drive. Rank on the label's thread only.</summary>
    public BlobImage Image { get; }

    /// <summary>What happens to it, for those who watch.</summary>
    public LabelFeed Feed { get; } = new();

    /// <summary>Why it stands still for ever: a bug of firmware or simulator. Null while it lives.</summary>
    public string? Failure { get; private set; }

    internal RankingExplainer Explainer { get; }

    /// <summary>The board; only on the label's thread.</summary>
    internal VirtualBoard Board => _label.Board;

    /// <summary>Phones near it; only on the label's thread.</summary>
    internal IReadOnlyList<PhoneLink> Phones => _phones;

    /// <summary>Does something on the label's thread.</summary>
    /// <exception cref="ObjectDisposedException">The label was stopped before.</exception>
    public Task<T> Do<T>(Func<SimulatedLabel, T> action)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                done.SetResult(_stopping ? throw new ObjectDisposedException(nameof(LiveLabel)) : action(_label));
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    /// <summary>Does something on the label's thread; nobody waits for it.</summary>
    internal void Post(Action action)
    {
        _work.Enqueue(action);
        _wake.Set();
    }

    internal void Add(PhoneLink phone) => Post(() => _phones.Add(phone));

    internal void Remove(PhoneLink phone) => Post(() =>
    {
        phone.Leave();
        _phones.Remove(phone);
    });

    /// <summary>Switches the label off and ends its thread.</summary>
    public void Dispose()
    {
        if (_stopping) return;
        _stopping = true;
        _wake.Set();
        _thread.Join();
        while (_work.TryDequeue(out Action? late)) late(); // they learn that the label was stopped
        Feed.Close();
        _wake.Dispose();
    }

    private void Drive()
    {
        using SimulatedLabel label = _label = new SimulatedLabel(Setup.Board, Setup.Files);
        SwitchOn(label, setClock: true);
        long last = Stopwatch.GetTimestamp();
        while (!_stopping)
        {
            while (_work.TryDequeue(out Action? next)) next();
            TimeSpan passed = Stopwatch.GetElapsedTime(last);
            last = Stopwatch.GetTimestamp();
            Advance(passed < _mostBehind ? passed : _mostBehind);
            foreach (PhoneLink phone in _phones) phone.Look();
            Publish(label);
            _wake.WaitOne(_phones.Exists(phone => phone.IsWaiting) ? BusyRest : IdleRest);
        }
    }

    // Nothing may end this thread: the pages must be able to say what went wrong.
    private void Advance(TimeSpan passed)
    {
        if (Failure is not null) return;
        _target = Math.Max(_target + (long)(passed.TotalMicroseconds * _speed), Board.Scheduler.NowMicroseconds - 1_000_000);
        long ahead = _target - Board.Scheduler.NowMicroseconds;
        if (ahead <= 0) return;
        try
        {
            Board.Run(TimeSpan.FromMicroseconds(ahead));
        }
        catch (Exception e)
        {
            Failure = e.ToString();
        }
    }
}
