using System;
using System.IO;
using Endcap.Boards;
using Endcap.Kernel;
using Endcap.Label.Storage;
using Endcap.Protocol.Update;

namespace Endcap.Label.Update;

/// <summary>The files of the slots.</summary>
public static class SlotFile
{
    /// <summary>The path of a slot.</summary>
    /// <param name="kind">One of <see cref="Manifest"/>'s.</param>
    /// <param name="slot">0 A, 1 B.</param>
    public static string Path(int kind, int slot)
    {
        switch (kind)
        {
            case Manifest.Shelf: return slot == 0 ? Drive.ShelfA : Drive.ShelfB;
            case Manifest.Content: return slot == 0 ? Drive.Content : Drive.ContentB;
            default: return slot == 0 ? Drive.Settings : Drive.SettingsB;
        }
    }

    /// <summary>Bytes of a file of a kind, at most.</summary>
    public static int MaxBytes(int kind, Board board)
    {
        return kind == Manifest.Shelf ? board.ShelfBytes : RecordFields.MaxBytes;
    }

    /// <summary>The CRC-32 of a file, read piece by piece.</summary>
    /// <param name="path">The file.</param>
    /// <param name="checksum">Receives it.</param>
    /// <returns>The file's length, or −1 where it is missing or cannot be read.</returns>
    public static int Checksum(string path, out int checksum)
    {
        checksum = 0;
        FileStream stream = null;
        try
        {
            if (!File.Exists(path)) return -1;
            stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            byte[] piece = new byte[Manifest.BlockBytes];
            int length = (int)stream.Length;
            for (int at = 0; at < length;)
            {
                int got = stream.Read(piece, 0, length - at < piece.Length ? length - at : piece.Length);
                if (got <= 0) return -1;
                checksum = Crc32.Continue(checksum, piece, 0, got);
                at += got;
            }

            return length;
        }
        catch (Exception)
        {
            return -1;
        }
        finally
        {
            if (stream != null) stream.Dispose();
        }
    }
}
