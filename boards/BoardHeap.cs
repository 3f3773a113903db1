namespace Endcap.Boards;

/// <summary>How a board's managed heap is shared out: the program, the picture, the shelf.</summary>
public static class BoardHeap
{
    // What a loaded shelf takes besides the contents of its arrays: its own object and the blocks that begin and fill
    // up its arrays. A bound; tests compare it with the shelf's fields.
    private const int ShelfOverhead = 1536;

    // The words in which a picture is sent to e-paper.
    private const int TransferBytes = 512;

    // For an LCD: eight 16-bit pixels for each byte of a picture.
    private const int PixelTableBytes = 256 * 8 * 2;

    /// <summary>
    /// Bytes of the pictures: the one that is drawn, 1 bit a pixel in rows of whole bytes, what the panel shows in its own
    /// order, and a piece of it to send; for an LCD a row in 16-bit colours, and the table that makes it.
    /// </summary>
    public static int PictureBytes(Board board)
    {
        if (board.Panel == Panels.None) return 0;
        int bytes = ((board.Width + 7) >> 3) * board.Height;
        if (board.Panel == Panels.Lcd) return 2 * bytes + 2 * board.Width + PixelTableBytes;
        return bytes + TransferBytes + (board.Turned ? ((board.Height + 7) >> 3) * board.Width : bytes);
    }

    /// <summary>
    /// The heap limit for the firmware's blob reader, so that blob, arrays and shelf object stay within the board's
    /// <see cref="Board.ShelfBytes"/>. Negative for a blob that alone is larger: the reader refuses it like any other.
    /// </summary>
    /// <param name="board">The board.</param>
    /// <param name="blobBytes">Length of the blob.</param>
    public static int ReaderLimit(Board board, int blobBytes)
    {
        return board.ShelfBytes - ShelfOverhead - blobBytes;
    }

    /// <summary>Bytes that nothing is planned for.</summary>
    public static int SpareBytes(Board board)
    {
        return board.HeapBytes - Board.ProgramBytes - PictureBytes(board) - board.ShelfBytes;
    }
}
