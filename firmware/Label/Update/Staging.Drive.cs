using System;
using System.IO;
using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Protocol;
using Endcap.Protocol.Update;

namespace Endcap.Label.Update;

/// <content>What stands on the drive.</content>
public sealed partial class Staging
{
    /// <summary>Checks the whole file against its manifest, block by block. The open block must be on the drive.</summary>
    /// <param name="fileKey">Of the label's key.</param>
    /// <param name="labelId">The label that the key is of.</param>
    /// <returns>0 or <see cref="PacketFault.WrongHash"/>.</returns>
    public int Verify(byte[] fileKey, uint labelId)
    {
        byte[] root = Manifest.NewRoot(labelId, Announced);
        int checksum = 0;
        _open = -1;
        for (int block = 0; block < Manifest.Blocks(Length); block++)
        {
            if (!ReadRecord(block)) return PacketFault.WrongHash;
            int count = BlockLength(block);
            checksum = Crc32.Continue(checksum, _record, DataAt, DataAt + count);
            Manifest.AddBlock(root, block, Manifest.BlockTag(fileKey, block, _record, DataAt, count));
        }

        if (checksum != Manifest.Checksum(Announced)) return PacketFault.WrongHash;
        return Manifest.IsGenuine(fileKey, root, Announced) ? PacketFault.None : PacketFault.WrongHash;
    }

    /// <summary>Writes the file to a path: its content changes when all is written. False where the drive refuses.</summary>
    public bool CopyTo(string path)
    {
        _open = -1;
        FileStream into = null;
        try
        {
            into = new FileStream(path, FileMode.Create, FileAccess.Write);
            for (int block = 0; block < Manifest.Blocks(Length); block++)
            {
                if (!ReadRecord(block)) return false;
                into.Write(_record, DataAt, BlockLength(block));
            }

            into.Dispose();
            into = null;
            return true;
        }
        catch (Exception)
        {
            return false;
        }
        finally
        {
            Close(into);
        }
    }

    // Closing writes, so it may fail too.
    private static void Close(FileStream stream)
    {
        try
        {
            if (stream != null) stream.Dispose();
        }
        catch (Exception)
        {
            return; // the write before it failed already
        }
    }

    private static bool IsOnDrive(byte[] manifest)
    {
        byte[] header = new byte[HeaderBytes];
        return ReadAt(0, header) && RecordPair.IsSound(header, Magic, HeaderBytes)
            && Seal.AreSame(header, ManifestAt, manifest, 0, Manifest.Bytes);
    }

    private static bool WriteHeader(byte[] manifest)
    {
        byte[] header = new byte[HeaderBytes];
        Array.Copy(manifest, 0, header, ManifestAt, Manifest.Bytes);
        RecordPair.Seal(header, Magic);
        return Files.Write(Drive.Staging, header) == LabelFault.None;
    }

    // Which blocks of an earlier attempt are whole.
    private void FindBlocks()
    {
        for (int block = 0; block < Manifest.Blocks(Length); block++)
        {
            if (!ReadRecord(block)) continue;
            int units = (BlockLength(block) + ChunkPacket.Unit - 1) / ChunkPacket.Unit;
            for (int unit = 0; unit < units; unit++)
                if ((_record[UnitsAt + (unit >> 3)] & (1 << (unit & 7))) != 0) Mark(block * Manifest.BlockBytes + unit * ChunkPacket.Unit, 1);
        }
    }

    private bool ReadRecord(int block)
    {
        return ReadAt(HeaderBytes + block * RecordBytes, _record) && BlobLayout.I32(_record, 0) == Crc32.Continue(0, _record, UnitsAt, RecordBytes);
    }

    // Fills an array from a place of the file.
    private static bool ReadAt(int at, byte[] into)
    {
        FileStream stream = null;
        try
        {
            if (!File.Exists(Drive.Staging)) return false;
            stream = new FileStream(Drive.Staging, FileMode.Open, FileAccess.Read);
            if (stream.Length < at + into.Length) return false;
            stream.Seek(at, SeekOrigin.Begin);
            int have = 0;
            while (have < into.Length)
            {
                int got = stream.Read(into, have, into.Length - have);
                if (got <= 0) return false;
                have += got;
            }

            return true;
        }
        catch (Exception)
        {
            return false;
        }
        finally
        {
            if (stream != null) stream.Dispose();
        }
    }

    // Blocks before it that did not come yet are zeros, whose checksum is wrong.
    private bool WriteRecord(int block)
    {
        FileStream stream = null;
        try
        {
            int at = HeaderBytes + block * RecordBytes;
            stream = new FileStream(Drive.Staging, FileMode.Open, FileAccess.ReadWrite);
            int length = (int)stream.Length;
            stream.Seek(length < at ? length : at, SeekOrigin.Begin);
            if (length < at)
            {
                byte[] zeros = new byte[RecordBytes];
                for (int from = length; from < at; from += RecordBytes) stream.Write(zeros, 0, at - from < RecordBytes ? at - from : RecordBytes);
            }

            stream.Write(_record, 0, RecordBytes);
            stream.Dispose();
            stream = null;
            return true;
        }
        catch (Exception)
        {
            return false;
        }
        finally
        {
            Close(stream);
        }
    }
}
