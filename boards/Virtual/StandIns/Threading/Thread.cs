extern alias Net;
using Endcap.Virtual;

namespace System.Threading;

/// <summary>A thread of the label. Models: cooperative threads in simulated time; priorities change nothing.</summary>
internal sealed class Thread
{
    private static readonly Net::System.Runtime.CompilerServices.ConditionalWeakTable<VirtualThread, Thread> Known = [];

    private readonly ThreadStart? _start;
    private VirtualThread? _thread;

    /// <summary>A thread that is not started.</summary>
    /// <param name="start">What it does.</param>
    public Thread(ThreadStart start) => _start = start ?? throw new ArgumentNullException(nameof(start));

    private Thread(VirtualThread thread) => _thread = thread;

    /// <summary>The thread that asks.</summary>
    public static Thread CurrentThread
    {
        get
        {
            _ = VirtualBoard.Current;
            return Known.GetValue(VirtualThread.Current!, thread => new Thread(thread));
        }
    }

    /// <summary>Whether it was started and has not ended.</summary>
    public bool IsAlive => _thread != null && _thread.Phase != ThreadPhase.Ended;

    /// <summary>A number of its own.</summary>
    public int ManagedThreadId => GetHashCode();

    /// <summary>Kept, without effect.</summary>
    public ThreadPriority Priority { get; set; } = ThreadPriority.Normal;

    /// <summary>Sleeps.</summary>
    /// <param name="millisecondsTimeout">ms; 0 lets others run, −1 sleeps for ever.</param>
    public static void Sleep(int millisecondsTimeout) => VirtualBoard.Current.Scheduler.Sleep(millisecondsTimeout);

    /// <summary>Sleeps.</summary>
    public static void Sleep(TimeSpan timeout) => Sleep((int)(timeout.Ticks / TimeSpan.TicksPerMillisecond));

    /// <summary>Computes without a purpose, about a microsecond an iteration.</summary>
    public static void SpinWait(int iterations) => VirtualBoard.Current.Scheduler.Spend(iterations);

    /// <summary>Makes it ready to run.</summary>
    public void Start()
    {
        VirtualBoard board = VirtualBoard.Current;
        if (_thread != null) throw new InvalidOperationException("The thread was started before.");
        _thread = board.StartThread(_start!.Method.Name, new Action(_start));
        Known.Add(_thread, this);
    }

    /// <summary>Waits until it has ended.</summary>
    public void Join() => Join(-1);

    /// <summary>Waits until it has ended.</summary>
    /// <param name="millisecondsTimeout">Patience, ms; −1: for ever.</param>
    /// <returns>False where the time ran out.</returns>
    public bool Join(int millisecondsTimeout)
    {
        VirtualBoard board = VirtualBoard.Current;
        return !IsAlive || board.Scheduler.Wait(_thread!.Ending, millisecondsTimeout);
    }

    /// <summary>Waits until it has ended.</summary>
    public bool Join(TimeSpan timeout) => Join((int)(timeout.Ticks / TimeSpan.TicksPerMillisecond));
}
