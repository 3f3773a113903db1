namespace Endcap.Virtual;

/// <summary>
/// One of the runtime's own threads: it does what is posted, in order. nanoFramework has one that delivers native events
/// (radio, pins) and one that calls timers.
/// </summary>
internal sealed class EventLoop
{
    private readonly VirtualBoard _board;
    private readonly string _name;
    private readonly Queue<Action> _queue = new();
    private readonly WaitPoint _posted = new();
    private VirtualThread? _thread;

    internal EventLoop(VirtualBoard board, string name)
    {
        _board = board;
        _name = name;
    }

    /// <summary>Has it done by the loop's thread. Dropped while the board does not run.</summary>
    internal void Post(Action action)
    {
        if (_board.State != BoardState.Running) return;
        _queue.Enqueue(action);
        if (_thread == null || _thread.Phase == ThreadPhase.Ended) _thread = _board.StartThread(_name, Work);
        else _board.Scheduler.WakeOne(_posted);
    }

    /// <summary>Forgets what was posted: the power went off.</summary>
    internal void Clear() => _queue.Clear();

    private void Work()
    {
        while (true)
        {
            while (_queue.TryDequeue(out Action? action)) action();
            _board.Scheduler.Wait(_posted, -1);
        }
    }
}
