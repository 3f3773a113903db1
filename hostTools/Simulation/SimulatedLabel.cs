using Endcap.Boards;
using Endcap.Label;
using Endcap.Label.Display;
using Endcap.Label.Storage;
using Endcap.Virtual;

namespace Endcap.Simulation;

/// <summary>The label's own firmware on a virtual board. One program object lives from a wake to the next sleep.</summary>
public sealed class SimulatedLabel : IDisposable
{
    private LabelApp? _app;

    /// <summary>A label that is switched off.</summary>
    /// <param name="board">The board that it stands for.</param>
    /// <param name="files">Path on the drive (<see cref="Drive"/>), and bytes.</param>
    /// <param name="seed">Where given, threads take turns in a random order.</param>
    public SimulatedLabel(Board board, IEnumerable<(string Path, byte[] Bytes)> files, int? seed = null)
    {
        Board = new VirtualBoard(board, seed);
        foreach ((string path, byte[] bytes) in files) Board.Drive.WriteAllBytes(path, bytes);
    }

    /// <summary>The board.</summary>
    public VirtualBoard Board { get; }

    /// <summary>Heap of the label's own objects now, by rule. 0 before the first boot.</summary>
    public int HeapBytes => _app is { } app ? ManagedHeap.Of(app) : 0;

    /// <summary>
    /// Rules of the hardware that the firmware broke, exceptions that ended its threads, and a heap larger than the board's:
    /// none, if all is well.
    /// </summary>
    public IReadOnlyList<string> Problems => [.. Board.Violations, .. Board.Errors.Select(error => error.ToString()), .. HeapProblems()];

    /// <summary>What the panel shows now.</summary>
    public FrameBuffer Picture
    {
        get
        {
            ShownPicture shown = Board.Panel.Shown;
            var frame = new FrameBuffer(shown.Width, shown.Height);
            shown.Pixels.CopyTo(frame.Pixels, 0);
            return frame;
        }
    }

    /// <summary>What the panel shows now, or null on a board without one.</summary>
    public FrameBuffer? PictureOrNull => Board.Data.Panel == Endcap.Boards.Panels.None ? null : Picture;

    // What libraries and threads take of the program's share is not counted but estimated: a third.
    private IEnumerable<string> HeapProblems()
    {
        int bytes = HeapBytes, libraries = Endcap.Boards.Board.ProgramBytes / 3;
        if (bytes + libraries > Board.Data.HeapBytes)
            yield return FormattableString.Invariant($"the label's own objects take {bytes:N0} bytes by rule; with {libraries:N0} for libraries (estimate) ")
                + FormattableString.Invariant($"that is more than the board's heap of {Board.Data.HeapBytes:N0}");
    }

    /// <summary>Switches the label on.</summary>
    public void Boot() => Board.Boot(() =>
    {
        _app = new LabelApp(Board.Data);
        _app.Run();
    });

    /// <summary>Lets time pass until the label sleeps. False when it does not within that time.</summary>
    public bool RunUntilAsleep(TimeSpan limit) => Board.RunUntil(() => Board.State == BoardState.Asleep, limit);

    /// <inheritdoc/>
    public void Dispose() => Board.Dispose();
}
