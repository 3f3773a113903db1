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
        LoadedShelf catalogue = LoadCatalogue(board, path, out fault);
        if (catalogue != null || fault != LabelFault.None) return catalogue;
        byte[] blob = Files.Read(path, board.ShelfBytes, LabelFault.NoShelf, LabelFault.ShelfTooLarge, out fault);
        if (blob == null) return null;
        LoadedShelf shelf = new LoadedShelf();
        fault = BlobReader.Read(blob, blob.Length, shelf, BoardHeap.ReaderLimit(board, blob.Length));
        return fault == BlobFault.None ? shelf : null;
    }

    // The texts of a department's products stay in the file. Null without a fault where the file holds no catalogue.
    private static LoadedShelf LoadCatalogue(Board board, string path, out int fault)
    {
        ShelfFile file = new ShelfFile(path);
        LoadedShelf shelf = null;
        fault = LabelFault.None;
        if (file.Begin() && CatalogueReader.IsCatalogue(file))
        {
            shelf = new LoadedShelf();
            fault = CatalogueReader.Read(file, shelf, BoardHeap.ReaderLimit(board, 0));
            if (file.Failed) fault = LabelFault.NoDrive;
        }

        file.Finish();
        if (fault != LabelFault.None) return null;
        if (shelf != null) file.Expect(BlobLayout.I32(shelf.Blob, BlobLayout.ChecksumAt));
        return shelf;
    }
}
