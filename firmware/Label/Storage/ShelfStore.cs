using Endcap.Boards;
using Endcap.Kernel;
using Endcap.Label.Faults;

namespace Endcap.Label.Storage;

/// <summary>Loads a shelf from the drive.</summary>
public static class ShelfStore
{
    /// <summary>Loads a slot.</summary>
    /// <param name="board">Says how much heap a shelf may take.</param>
    /// <param name="path">The slot's file.</param>
    /// <param name="fault">Receives 0, or why it was not loaded.</param>
    /// <returns>The shelf, or null.</returns>
    public static LoadedShelf Load(Board board, string path, out int fault)
    {
        byte[] blob = Files.Read(path, board.ShelfBytes, LabelFault.NoShelf, LabelFault.ShelfTooLarge, out fault);
        if (blob == null) return null;
        LoadedShelf shelf = new LoadedShelf();
        fault = BlobReader.Read(blob, blob.Length, shelf, BoardHeap.ReaderLimit(board, blob.Length));
        // Packets of version 1 number products by a byte; a department's catalogue needs a newer label.
        if (fault == BlobFault.None && shelf.NumberBytes != 1) fault = BlobFault.UnknownSection;
        return fault == BlobFault.None ? shelf : null;
    }
}
