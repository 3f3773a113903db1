using Endcap.Boards;

namespace Endcap.Virtual;

/// <summary>A simulated board: one board's data, its clock and threads, radio, panel and drive.</summary>
public sealed partial class VirtualBoard
{
    [ThreadStatic]
    private static VirtualBoard? _current;

    /// <summary>A board that is switched off.</summary>
    /// <param name="data">The real board that it stands for.</param>
    public VirtualBoard(Board data)
    {
        Data = data;
    }

    /// <summary>The real board that it stands for.</summary>
    public Board Data { get; }

    /// <summary>The board whose program the present thread runs; stand-ins ask it. Throws outside such a thread.</summary>
    public static VirtualBoard Current
    {
        get => _current ?? throw new InvalidOperationException("No virtual board runs this thread: start the program by VirtualBoard.Boot.");
        internal set => _current = value;
    }
}
