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
