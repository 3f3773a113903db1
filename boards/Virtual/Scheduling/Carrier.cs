extern alias Net;
using System.Collections.Concurrent;
using NetEvent = Net::System.Threading.AutoResetEvent;
using NetThread = Net::System.Threading.Thread;

namespace Endcap.Virtual;

/// <summary>
/// A real thread that carries virtual threads, one after another. Carriers are kept for reuse, because starting one
/// costs more than most boots.
/// </summary>
internal sealed class Carrier
{
    private const int StackBytes = 512 * 1024;

    private static readonly ConcurrentBag<Carrier> Idle = [];

    private readonly NetThread _thread;
    private VirtualThread? _load;

    private Carrier()
    {
        _thread = new NetThread(Work, StackBytes) { IsBackground = true, Name = "virtual board" };
        _thread.Start();
    }

    /// <summary>Set to let the carried thread run.</summary>
    internal NetEvent Go { get; } = new(false);

    /// <summary>Whether the real thread stands in a wait of .NET's: where it should run, it waits for a lock.</summary>
    internal bool IsBlocked => (_thread.ThreadState & Net::System.Threading.ThreadState.WaitSleepJoin) != 0;

    /// <summary>A carrier for a thread that begins when <see cref="Go"/> is set.</summary>
    internal static Carrier Load(VirtualThread load)
    {
        Carrier carrier = Idle.TryTake(out Carrier? idle) ? idle : new Carrier();
        carrier._load = load;
        return carrier;
    }

    private void Work()
    {
        while (true)
        {
            Go.WaitOne();
            VirtualThread load = _load!;
            load.RunBody();
            Idle.Add(this);
            load.Scheduler.HandBack();
        }
    }
}
