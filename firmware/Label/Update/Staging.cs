using System;
using System.IO;
using Endcap.Kernel;
using Endcap.Label.Storage;
using Endcap.Protocol;
using Endcap.Protocol.Update;

namespace Endcap.Label.Update;

/// <summary>
/// The file that is being sent, as far as it is there: on the drive the manifest, then for each block of 1,024 bytes a
/// checksum, which units of 4 bytes are there, and the bytes. In RAM one block and the units of all. After a power cut what
/// stood on the drive is still there.
/// </summary>
public sealed partial class Staging
{
    private const int Magic = 0x55534345; // "ECSU"
    private const int ManifestAt = RecordPair.ContentAt;
    private const int HeaderBytes = ManifestAt + Manifest.Bytes + 2;
    private const int UnitsAt = 4;
    private const int UnitBytes = Manifest.BlockBytes / ChunkPacket.Unit / 8;
    private const int DataAt = UnitsAt + UnitBytes;
    private const int RecordBytes = DataAt + Manifest.BlockBytes;

    private byte[] _units; // [32 per block]: a bit per 4 bytes
    private byte[] _record; // of the open block
    private int _open = -1;
    private bool _changed;

    /// <summary>What is being sent, or null.</summary>
    public byte[] Announced;

    /// <summary>The length of the file.</summary>
    public int Length;

    /// <summary>How many bytes of it are there.</summary>
    public int Received;

    /// <summary>Goes on with a file where the drive has the same manifest, otherwise begins anew.</summary>
    /// <param name="manifest">A checked manifest; it is kept.</param>
    /// <returns>0 or <see cref="PacketFault.NotStored"/>.</returns>
    public int Begin(byte[] manifest)
    {
        if (Announced != null && Seal.AreSame(manifest, 0, Announced, 0, Manifest.Bytes)) return PacketFault.None;
        bool goesOn = IsOnDrive(manifest);
        if (!goesOn && (!Drop() || !WriteHeader(manifest))) return PacketFault.NotStored;
        Announced = manifest;
        Length = Manifest.Length(manifest);
        Received = 0;
        _units = new byte[Manifest.Blocks(Length) * UnitBytes];
        _record = new byte[RecordBytes];
        _open = -1;
        _changed = false;
        if (goesOn) FindBlocks();
        return PacketFault.None;
    }

    /// <summary>Takes a checked chunk.</summary>
    /// <returns>0 or <see cref="PacketFault.NotStored"/>.</returns>
    public int Add(byte[] packet, int length)
    {
        int offset = BlobLayout.I32(packet, ChunkPacket.OffsetAt);
        int count = length - ChunkPacket.OverheadBytes;
        if (IsThere(offset, count)) return PacketFault.None;
        int block = offset / Manifest.BlockBytes;
        if (block != _open)
        {
            if (!Flush()) return PacketFault.NotStored;
            Open(block);
        }

        Array.Copy(packet, ChunkPacket.DataAt, _record, DataAt + (offset & (Manifest.BlockBytes - 1)), count);
        Mark(offset, count);
        _changed = true;
        return !IsThere(block * Manifest.BlockBytes, BlockLength(block)) || Flush() ? PacketFault.None : PacketFault.NotStored;
    }

    /// <summary>Writes the open block to the drive. False where the drive refuses.</summary>
    public bool Flush()
    {
        if (!_changed) return true;
        Array.Copy(_units, _open * UnitBytes, _record, UnitsAt, UnitBytes);
        PacketBytes.Put32(_record, 0, Crc32.Continue(0, _record, UnitsAt, RecordBytes));
        if (!WriteRecord(_open)) return false;
        _changed = false;
        return true;
    }

    /// <summary>Whether all bytes are there.</summary>
    public bool IsComplete()
    {
        return Received == Length;
    }

    /// <summary>Adds the missing ranges to Progress, as many as fit.</summary>
    public void AddMissing(byte[] progress)
    {
        int units = (Length + ChunkPacket.Unit - 1) / ChunkPacket.Unit;
        for (int unit = 0; unit < units; unit++)
        {
            if (HasUnit(unit)) continue;
            int from = unit;
            while (unit < units && !HasUnit(unit)) unit++;
            int end = unit * ChunkPacket.Unit < Length ? unit * ChunkPacket.Unit : Length;
            if (!ProgressPacket.AddRange(progress, from * ChunkPacket.Unit, end - from * ChunkPacket.Unit)) return;
        }
    }

    /// <summary>Forgets everything, on the drive too. False where the drive refuses.</summary>
    public bool Drop()
    {
        Announced = null;
        Length = 0;
        Received = 0;
        _units = null;
        _record = null;
        _open = -1;
        _changed = false;
        return Files.Delete(Drive.Staging) == 0;
    }

    private void Open(int block)
    {
        _open = block;
        if (BlockIsBlank(block) || !ReadRecord(block))
        {
            ForgetBlock(block);
            Array.Clear(_record, 0, RecordBytes);
        }
    }

    private int BlockLength(int block)
    {
        int left = Length - block * Manifest.BlockBytes;
        return left < Manifest.BlockBytes ? left : Manifest.BlockBytes;
    }

    private bool HasUnit(int unit)
    {
        return (_units[unit >> 3] & (1 << (unit & 7))) != 0;
    }

    private bool IsThere(int offset, int count)
    {
        int end = (offset + count + ChunkPacket.Unit - 1) / ChunkPacket.Unit;
        for (int unit = offset / ChunkPacket.Unit; unit < end; unit++)
            if (!HasUnit(unit)) return false;
        return true;
    }

    private void Mark(int offset, int count)
    {
        int end = (offset + count + ChunkPacket.Unit - 1) / ChunkPacket.Unit;
        for (int unit = offset / ChunkPacket.Unit; unit < end; unit++)
        {
            if (HasUnit(unit)) continue;
            _units[unit >> 3] |= (byte)(1 << (unit & 7));
            Received += UnitLength(unit);
        }
    }

    // The file's last unit may be shorter.
    private int UnitLength(int unit)
    {
        int left = Length - unit * ChunkPacket.Unit;
        return left < ChunkPacket.Unit ? left : ChunkPacket.Unit;
    }

    private bool BlockIsBlank(int block)
    {
        for (int i = 0; i < UnitBytes; i++)
            if (_units[block * UnitBytes + i] != 0) return false;
        return true;
    }

    // What the drive lost must come again.
    private void ForgetBlock(int block)
    {
        for (int unit = block * UnitBytes * 8; unit < (block + 1) * UnitBytes * 8; unit++)
            if (HasUnit(unit)) Received -= UnitLength(unit);
        Array.Clear(_units, block * UnitBytes, UnitBytes);
    }
}
