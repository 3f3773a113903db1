using Endcap.Boards;
using Endcap.Label;
using Endcap.Label.Storage;
using Endcap.Virtual;

namespace Endcap.Simulation;

/// <summary>The label's own firmware on a virtual board. One program object lives from a wake to the next sleep.</summary>
public sealed class SimulatedLabel : IDisposable
{
    private LabelApp? _app;

    /// <summary>A label that is switched off.</summary>
    /// <param name="board">The board that it stands for.</param>
    /// <param name="blob">The shelf in slot A, or null for none.</param>
    /// <param name="content">The content record, or null for none.</param>
    /// <param name="settings">The settings record, or null for none.</param>
    /// <param name="seed">Where given, threads take turns in a random order.</param>
    public SimulatedLabel(Board board, byte[]? blob, byte[]? content, byte[]? settings, int? seed = null)
    {
        Board = new VirtualBoard(board, seed);
        Put(Drive.ShelfA, blob);
        Put(Drive.Content, content);
        Put(Drive.Settings, settings);
    }

    /// <summary>The board.</summary>
    public VirtualBoard Board { get; }

    /// <summary>Heap of the label's own objects now, by rule. 0 before the first boot.</summary>
    public int HeapBytes => _app is { } app ? ManagedHeap.Of(app) : 0;

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

    private void Put(string path, byte[]? bytes)
    {
        if (bytes is not null) Board.Drive.WriteAllBytes(path, bytes);
    }
}
