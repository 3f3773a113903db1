namespace Endcap.Virtual;

/// <summary>A lock between virtual threads, which a .NET lock must not be: its owner may sleep.</summary>
internal sealed class Gate
{
    private readonly VirtualBoard _board;
    private readonly WaitPoint _free = new();
    private VirtualThread? _owner;
    private int _depth;

    internal Gate(VirtualBoard board) => _board = board;

    /// <summary>Does something while no other thread does.</summary>
    internal void Do(Action action)
    {
        VirtualThread? calling = VirtualThread.Current;
        while (_depth > 0 && _owner != calling) _board.Scheduler.Wait(_free, -1);
        _owner = calling;
        _depth++;
        try
        {
            action();
        }
        finally
        {
            _depth--;
            if (_depth == 0) _board.Scheduler.WakeOne(_free);
        }
    }

    /// <summary>Frees it: its owner lost its power.</summary>
    internal void Open() => _depth = 0;
}
