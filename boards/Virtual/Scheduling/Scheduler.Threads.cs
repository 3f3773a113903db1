namespace Endcap.Virtual;

/// <summary>What the stand-ins use: start, sleep, wait, wake, spend time.</summary>
public sealed partial class Scheduler
{
    // nanoFramework switches threads after 20 ms; here only a stand-in call can, see Spend.
    private const long SliceMicroseconds = 20_000;
    private const long YieldMicroseconds = 100;

    /// <summary>Makes a new thread ready to run.</summary>
    internal void Start(VirtualThread thread) => MakeReady(thread);

    /// <summary>
    /// Lets time pass in which the calling thread computes or transfers: the clock moves on, others run when the slice
    /// of 20 ms is used up. On the world's thread it does nothing.
    /// </summary>
    /// <param name="microseconds">Simulated time, 0 or more.</param>
    internal void Spend(long microseconds)
    {
        VirtualThread? thread = VirtualThread.Current;
        if (thread == null) return;
        thread.ThrowIfKilled();
        NowMicroseconds += microseconds;
        thread.SliceMicroseconds += microseconds;
        if (thread.SliceMicroseconds >= SliceMicroseconds) Yield(thread);
    }

    /// <summary>Sleeps; 0 lets the others run, negative sleeps for ever.</summary>
    internal void Sleep(long milliseconds)
    {
        VirtualThread thread = Calling();
        if (milliseconds == 0)
        {
            NowMicroseconds += YieldMicroseconds;
            Yield(thread);
            return;
        }
        Block(thread, null, milliseconds);
    }

    /// <summary>Sleeps, counted in microseconds: what the panel is busy for.</summary>
    internal void SleepMicroseconds(long microseconds)
    {
        VirtualThread thread = Calling();
        SetTimeout(thread, NowMicroseconds + microseconds);
        SwitchOut(thread, ThreadPhase.Waiting);
    }

    /// <summary>Waits to be woken.</summary>
    /// <param name="point">Where.</param>
    /// <param name="milliseconds">Patience; negative: for ever; 0: none.</param>
    /// <returns>False where the time ran out.</returns>
    internal bool Wait(WaitPoint point, long milliseconds)
    {
        VirtualThread thread = Calling();
        if (milliseconds == 0) return false;
        Block(thread, point, milliseconds);
        return !thread.TimedOut;
    }

    /// <summary>Wakes the one that waits longest.</summary>
    /// <returns>False where nobody waits.</returns>
    internal bool WakeOne(WaitPoint point)
    {
        VirtualThread? first = point.Waiters.First?.Value;
        if (first == null) return false;
        Wake(first, timedOut: false);
        return true;
    }

    /// <summary>Wakes all that wait.</summary>
    internal void WakeAll(WaitPoint point)
    {
        while (WakeOne(point))
        {
        }
    }

    /// <summary>Unwinds threads whose board lost its power. Only on the world's thread.</summary>
    internal void Unwind(IReadOnlyList<VirtualThread> threads)
    {
        foreach (VirtualThread thread in threads) thread.Killed = true;
        foreach (VirtualThread thread in threads)
        {
            thread.WaitsAt?.Waiters.Remove(thread);
            thread.WaitsAt = null;
            thread.Waits++;
            _ready.Remove(thread);
            if (thread.Carrier == null) thread.Phase = ThreadPhase.Ended;
            if (thread.Phase != ThreadPhase.Ended) Resume(thread);
        }
    }

    /// <summary>Gives up on a thread that will not unwind: it never runs again.</summary>
    internal void Park(VirtualThread thread)
    {
        thread.Board.AddError(new InvalidOperationException($"Thread '{thread.Name}' did not end when the power went off."));
        thread.Phase = ThreadPhase.Ended;
        HandBack();
        while (true) thread.Carrier!.Go.WaitOne();
    }

    private static VirtualThread Calling()
    {
        VirtualThread thread = VirtualThread.Current ?? throw new InvalidOperationException("Only a thread of the label's program can wait here.");
        thread.ThrowIfKilled();
        return thread;
    }

    private void Block(VirtualThread thread, WaitPoint? point, long milliseconds)
    {
        thread.Waits++;
        thread.WaitsAt = point;
        point?.Waiters.AddLast(thread);
        if (milliseconds > 0) SetTimeout(thread, NowMicroseconds + milliseconds * 1000);
        SwitchOut(thread, ThreadPhase.Waiting);
    }

    private void SetTimeout(VirtualThread thread, long at)
    {
        int wait = thread.Waits;
        At(at, () =>
        {
            if (thread.Phase == ThreadPhase.Waiting && thread.Waits == wait) Wake(thread, timedOut: true);
        });
    }

    private void Wake(VirtualThread thread, bool timedOut)
    {
        thread.WaitsAt?.Waiters.Remove(thread);
        thread.WaitsAt = null;
        thread.TimedOut = timedOut;
        thread.Waits++;
        MakeReady(thread);
    }

    private void MakeReady(VirtualThread thread)
    {
        thread.Phase = ThreadPhase.Ready;
        _ready.Add(thread);
    }

    private void Yield(VirtualThread thread)
    {
        _ready.Add(thread);
        SwitchOut(thread, ThreadPhase.Ready);
    }

    private void SwitchOut(VirtualThread thread, ThreadPhase phase)
    {
        thread.Phase = phase;
        HandBack();
        thread.Carrier!.Go.WaitOne();
        thread.ThrowIfKilled();
    }
}
