extern alias Net;
using System.Runtime;
using Cancellation = Net::System.Threading.CancellationTokenSource;

namespace Endcap.Virtual;

/// <summary>What a virtual thread does at present.</summary>
internal enum ThreadPhase
{
    /// <summary>Not started.</summary>
    New,

    /// <summary>In the queue of those that can run.</summary>
    Ready,

    /// <summary>The one that runs.</summary>
    Running,

    /// <summary>Sleeps or waits.</summary>
    Waiting,

    /// <summary>Over, or never to run again.</summary>
    Ended,
}

/// <summary>One thread of the label's program, or of its runtime. It runs only while it has its scheduler's baton.</summary>
internal sealed class VirtualThread
{
    // A program that catches everything catches PowerOffException too; after so many it is aborted for good.
    private const int ThrowsBeforeAbort = 20;
    private const int ThrowsBeforeParking = 10_000;

    [ThreadStatic]
    private static VirtualThread? _current;

    private readonly Action _body;
    private Action _abort = () => { };
    private int _throws;

    internal VirtualThread(VirtualBoard board, string name, Action body)
    {
        Board = board;
        Name = name;
        _body = body;
    }

    /// <summary>The virtual thread that runs here; null on the world's thread.</summary>
    internal static VirtualThread? Current => _current;

    internal VirtualBoard Board { get; }

    internal Scheduler Scheduler => Board.Scheduler;

    internal string Name { get; }

    internal Carrier? Carrier { get; set; }

    internal ThreadPhase Phase { get; set; }

    /// <summary>Whether its board's power went off: it only unwinds from now on.</summary>
    internal bool Killed { get; set; }

    /// <summary>Where it waits, when it waits to be woken and not only for time.</summary>
    internal WaitPoint? WaitsAt { get; set; }

    /// <summary>Counts its waits, so that an old timeout does not end a new one.</summary>
    internal int Waits { get; set; }

    /// <summary>Whether its last wait ended by time.</summary>
    internal bool TimedOut { get; set; }

    /// <summary>Woken when it ends.</summary>
    internal WaitPoint Ending { get; } = new();

    /// <summary>Simulated time since it got the baton, µs.</summary>
    internal long SliceMicroseconds { get; set; }

    /// <summary>Throws in a thread that only unwinds. Every stand-in call begins so.</summary>
    internal void ThrowIfKilled()
    {
        if (!Killed) return;
        _throws++;
        if (_throws > ThrowsBeforeParking) Scheduler.Park(this);
        if (_throws > ThrowsBeforeAbort) _abort();
        throw new PowerOffException();
    }

    /// <summary>Runs the body on the carrier's thread.</summary>
    internal void RunBody()
    {
        _current = this;
        VirtualBoard.Current = Board;
        using Cancellation abort = new();
        _abort = abort.Cancel;
        try
        {
#pragma warning disable SYSLIB0046 // An abort cannot be caught for good, and it only ever comes in ThrowIfKilled.
            if (!Killed) ControlledExecution.Run(RunCatching, abort.Token);
#pragma warning restore SYSLIB0046
        }
        catch (OperationCanceledException)
        {
            // The abort above.
        }
        _current = null;
        Phase = ThreadPhase.Ended;
    }

    private void RunCatching()
    {
        try
        {
            _body();
        }
        catch (Exception thrown)
        {
            if (!Killed) Board.AddError(thrown);
        }
    }
}
