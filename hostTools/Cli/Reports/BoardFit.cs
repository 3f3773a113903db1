using Endcap.Boards;
using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Kernel;

namespace Endcap.Cli.Reports;

/// <summary>Whether a blob fits a board's heap: the firmware's reader decides, with the heap limit that a label gives it.</summary>
internal sealed class BoardFit
{
    public BoardFit(Board board, BlobImage image)
    {
        Board = board;
        Fault = ArraySource.Load(image.Bytes, BoardHeap.ReaderLimit(board, 0), out _);
        ArraySource.Load(image.Bytes, BlobImage.HostHeapLimit, out LoadedShelf loaded);
        ReaderLimitBytes = BoardHeap.ReaderLimit(board, loaded.Length);
        ShelfBytes = LoadedHeap.Of(loaded).TotalBytes;
    }

    public Board Board { get; }

    /// <summary>Bytes that the reader may take for arrays.</summary>
    public int ReaderLimitBytes { get; }

    /// <summary>The reader's answer under that limit: <see cref="BlobFault"/>.</summary>
    public int Fault { get; }

    /// <summary>What the loaded shelf takes, blob included.</summary>
    public int ShelfBytes { get; }

    public bool Fits => Fault == BlobFault.None;

    /// <summary>Heap that stays free with this shelf; negative when it is too large.</summary>
    public int FreeBytes => Board.HeapBytes - Board.ProgramBytes - BoardHeap.PictureBytes(Board) - ShelfBytes;

    /// <summary>A sentence.</summary>
    public string Verdict => Fits
        ? FormattableString.Invariant($"fits {Board.Id}: {ShelfBytes:N0} of {Board.ShelfBytes:N0} bytes for the shelf")
        : FormattableString.Invariant($"does not fit {Board.Id}: the label would refuse this blob with fault {Fault} (the shelf takes ")
            + FormattableString.Invariant($"{ShelfBytes:N0} bytes of heap, the board has {Board.ShelfBytes:N0} for it); ")
            + "build it with a smaller --budget or --lane-heap, or with fewer products";
}
