extern alias Net;
using NetEvent = Net::System.Threading.AutoResetEvent;

namespace Endcap.Virtual;

/// <summary>
/// The world of one virtual board: simulated time in microseconds and cooperative threads, exactly one of which runs at a
/// time. The thread that calls <see cref="Run"/> is the world's: it hands the baton to a ready thread and waits for it.
/// When no thread is ready, the clock jumps to the next alarm. Same calls, same seed: same run.
/// </summary>
public sealed partial class Scheduler
{
    private const int HangSeconds = 60;
    private const int BlockedSeconds = 10;

    private readonly List<VirtualThread> _ready = [];
    private readonly PriorityQueue<Action, (long At, long Order)> _alarms = new();
    private readonly Queue<Action> _soon = new();
    private readonly Xorshift? _order;
    private VirtualThread? _running;
    private long _alarmOrder;

    internal Scheduler(int? seed) => _order = seed is int value ? new Xorshift(value) : null;

    /// <summary>Simulated time since this world began, µs.</summary>
    public long NowMicroseconds { get; private set; }

    // Never disposed: a carrier may hand back late, when its board is gone.
    private NetEvent Back { get; } = new(false);

    /// <summary>While set, no other thread gets the baton: light sleep.</summary>
    internal VirtualThread? Only { get; set; }

    /// <summary>Runs everything until this much simulated time has passed.</summary>
    public void Run(TimeSpan time) => RunUntil(() => false, time);

    /// <summary>Runs until a condition holds; it is asked before every step.</summary>
    /// <param name="done">The condition.</param>
    /// <param name="limit">Simulated time after which it gives up.</param>
    /// <returns>Whether the condition holds.</returns>
    public bool RunUntil(Func<bool> done, TimeSpan limit)
    {
        if (VirtualThread.Current != null) throw new InvalidOperationException("The label's own threads cannot run the world.");
        long until = NowMicroseconds + limit.Ticks / TimeSpan.TicksPerMicrosecond;
        while (!done())
        {
            if (NowMicroseconds <= until && Step(until)) continue;
            NowMicroseconds = Math.Max(NowMicroseconds, until);
            return done();
        }
        return true;
    }

    /// <summary>Does something in the world at a time.</summary>
    /// <param name="microseconds">Simulated time; one that has passed means as soon as possible.</param>
    /// <param name="action">Runs on the world's thread.</param>
    public void At(long microseconds, Action action) =>
        _alarms.Enqueue(action, (Math.Max(microseconds, NowMicroseconds), _alarmOrder++));

    /// <summary>Does something in the world before any thread runs again.</summary>
    internal void Soon(Action action) => _soon.Enqueue(action);

    /// <summary>Gives the baton back to the world: a thread that waits or has ended.</summary>
    internal void HandBack() => Back.Set();

    private bool Step(long until)
    {
        if (_soon.TryDequeue(out Action? soon))
        {
            soon();
            return true;
        }
        bool due = _alarms.TryPeek(out Action? alarm, out (long At, long Order) key) && key.At <= NowMicroseconds;
        if (!due && NextReady() is VirtualThread next)
        {
            Resume(next);
            return true;
        }
        if (alarm == null || key.At > until) return false;
        _alarms.Dequeue();
        NowMicroseconds = Math.Max(NowMicroseconds, key.At);
        alarm();
        return true;
    }

    private VirtualThread? NextReady()
    {
        int index = Only != null ? _ready.IndexOf(Only) : _ready.Count - 1;
        if (index < 0) return null;
        if (Only == null) index = _order?.Next(_ready.Count) ?? 0;
        VirtualThread next = _ready[index];
        _ready.RemoveAt(index);
        return next;
    }

    private void Resume(VirtualThread thread)
    {
        thread.Carrier ??= Carrier.Load(thread);
        thread.Phase = ThreadPhase.Running;
        thread.SliceMicroseconds = 0;
        _running = thread;
        thread.Carrier.Go.Set();
        WaitForBaton(thread);
        _running = null;
        if (thread.Phase == ThreadPhase.Ended) WakeAll(thread.Ending);
    }

    // A thread that never calls a stand-in, or waits for a .NET lock of another virtual thread, would stop the world.
    private void WaitForBaton(VirtualThread thread)
    {
        int blocked = 0;
        for (int seconds = 0; !Back.WaitOne(1000); seconds++)
        {
            if (System.Diagnostics.Debugger.IsAttached) continue;
            blocked = thread.Carrier!.IsBlocked ? blocked + 1 : 0;
            if (blocked > BlockedSeconds) throw new InvalidOperationException($"Thread '{thread.Name}' waits for a lock that another thread holds while it sleeps or waits. Sleep outside locks.");
            if (seconds > HangSeconds) throw new InvalidOperationException($"Thread '{thread.Name}' has run for {HangSeconds} s without calling the board: an endless loop?");
        }
    }
}
