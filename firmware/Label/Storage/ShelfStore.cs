using Endcap.Boards;
using Endcap.Kernel;
using Endcap.Label.Faults;

namespace Endcap.Label.Storage;

/// <summary>The shelf's two slots on the drive.</summary>
public static class ShelfStore
{
    /// <summary>Content of <see cref="Drive.ActiveSlot"/> for the second slot; anything else means the first.</summary>
    public const byte SlotB = 0x42;

    /// <summary>
    /// Loads the active slot, or the other one where the active one is missing or refused.
    /// </summary>
    /// <param name="board">Says how much heap a shelf may take.</param>
    /// <param name="fault">Receives 0, or why the active slot was not loaded; with a null result why nothing was.</param>
    /// <returns>The shelf, or null.</returns>
    public static LoadedShelf Load(Board board, out int fault)
    {
        bool second = SecondIsActive();
        LoadedShelf shelf = LoadSlot(board, second ? Drive.ShelfB : Drive.ShelfA, out fault);
        if (shelf != null || fault == LabelFault.NoDrive) return shelf;
        int other;
        shelf = LoadSlot(board, second ? Drive.ShelfA : Drive.ShelfB, out other);
        return shelf;
    }

    private static bool SecondIsActive()
    {
        int fault;
        byte[] marker = Files.Read(Drive.ActiveSlot, 16, LabelFault.NoShelf, LabelFault.NoShelf, out fault);
        return marker != null && marker.Length > 0 && marker[0] == SlotB;
    }

    private static LoadedShelf LoadSlot(Board board, string path, out int fault)
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
