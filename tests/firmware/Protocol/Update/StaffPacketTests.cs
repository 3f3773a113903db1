using Endcap.Protocol;
using Endcap.Protocol.Update;

namespace Endcap.Tests.Firmware.Protocol.Update;

/// <summary>The staff's packets: what is sound is accepted, and nothing that was changed.</summary>
[TestClass]
public sealed class StaffPacketTests
{
    private static readonly byte[] _session = UpdateVectors.SessionKey, _chunk = UpdateVectors.ExampleChunk(), _start = UpdateVectors.ExampleStart();

    private static readonly (string Why, int Fault, Func<int> Check)[] _cases =
    [
        ("sound read", PacketFault.None, () => AuthPacket.CheckRead(UpdateVectors.AuthRead(true), 46)),
        ("longer read", PacketFault.None, () => AuthPacket.CheckRead([.. UpdateVectors.AuthRead(true), 9], 47)),
        ("no read", PacketFault.TooShort, () => AuthPacket.CheckRead(null!, 46)),
        ("short read", PacketFault.TooShort, () => AuthPacket.CheckRead(UpdateVectors.AuthRead(true), 45)),
        ("read of version 2", PacketFault.UnsupportedVersion, () => AuthPacket.CheckRead([2, .. UpdateVectors.AuthRead(true)[1..]], 46)),
        ("read without key", PacketFault.NoKey, () => AuthPacket.CheckRead([1, .. new byte[45]], 46)),
        ("sound response", PacketFault.None, () => AuthPacket.CheckResponse(UpdateVectors.AuthWrite(), 33)),
        ("no response", PacketFault.TooShort, () => AuthPacket.CheckResponse([], 0)),
        ("response of version 2", PacketFault.UnsupportedVersion, () => AuthPacket.CheckResponse([2, .. new byte[32]], 33)),
        ("short response", PacketFault.LengthMismatch, () => AuthPacket.CheckResponse(UpdateVectors.AuthWrite(), 32)),
        ("long response", PacketFault.LengthMismatch, () => AuthPacket.CheckResponse([.. UpdateVectors.AuthWrite(), 0], 34)),
        ("sound operation", PacketFault.None, () => Control(_start, 0)),
        ("the last operation again", PacketFault.None, () => Control(_start, 1)),
        ("an older operation", PacketFault.OldSequence, () => Control(_start, 2)),
        ("sequence 0", PacketFault.OldSequence, () => Control(ControlPacket.Encode(_session, ControlPacket.Abort, 0, []), 0)),
        ("an unknown operation", PacketFault.BadOperation, () => Control(ControlPacket.Encode(_session, 9, 1, []), 0)),
        ("operation 0", PacketFault.BadOperation, () => Control(ControlPacket.Encode(_session, 0, 1, []), 0)),
        ("a body too short", PacketFault.LengthMismatch, () => Control(ControlPacket.Encode(_session, ControlPacket.Commit, 1, []), 0)),
        ("a body too long", PacketFault.LengthMismatch, () => Control(ControlPacket.Encode(_session, ControlPacket.Commit, 1, [1, 1]), 0)),
        ("no operation", PacketFault.TooShort, () => ControlPacket.Check(_session, null!, 11, 0)),
        ("10 bytes", PacketFault.TooShort, () => Control(_start[..10], 0)),
        ("58 bytes", PacketFault.TooLong, () => Control([.. _start, 0], 0)),
        ("an operation of another session", PacketFault.BadTag, () => ControlPacket.Check(UpdateVectors.FileKey, _start, _start.Length, 0)),
        ("sound manifest", PacketFault.None, () => Manifest.Check(UpdateVectors.ExampleManifest(), 0)),
        ("kind 0", PacketFault.BadManifest, () => ManifestWith(Manifest.KindAt, 0)),
        ("kind 4", PacketFault.BadManifest, () => ManifestWith(Manifest.KindAt, 4)),
        ("flag 4", PacketFault.BadManifest, () => ManifestWith(Manifest.FlagsAt, 4)),
        ("length 0", PacketFault.BadManifest, () => ManifestWith(Manifest.LengthAt, 0)),
        ("negative length", PacketFault.BadManifest, () => ManifestWith(Manifest.LengthAt + 3, 0x80)),
        ("more blocks than a u16 counts", PacketFault.BadManifest, () => ManifestWith(Manifest.LengthAt + 3, 4)),
        ("version 0", PacketFault.BadManifest, () => ManifestWith(Manifest.VersionAt, 0)),
        ("sound chunk", PacketFault.None, () => Chunk(_chunk, 100)),
        ("no chunk", PacketFault.TooShort, () => ChunkPacket.Check(_session, null!, 12, 100)),
        ("a chunk without bytes", PacketFault.TooShort, () => Chunk(_chunk[..8], 100)),
        ("513 bytes", PacketFault.TooLong, () => Chunk(new byte[513], 2000)),
        ("a chunk of another session", PacketFault.BadTag, () => ChunkPacket.Check(UpdateVectors.FileKey, _chunk, 12, 100)),
        ("beyond the file", PacketFault.BadChunk, () => Chunk(_chunk, 96)),
        ("over the file's end", PacketFault.BadChunk, () => Chunk(_chunk, 99)),
        ("an odd offset", PacketFault.BadChunk, () => Chunk(Piece(2, 4), 100)),
        ("a negative offset", PacketFault.BadChunk, () => Chunk(Piece(-4, 4), 100)),
        ("an odd length", PacketFault.BadChunk, () => Chunk(Piece(0, 3), 100)),
        ("an odd length at the end", PacketFault.None, () => Chunk(Piece(96, 3), 99)),
        ("over a block's end", PacketFault.BadChunk, () => Chunk(Piece(1020, 8), 2000)),
        ("sound progress", PacketFault.None, () => Progress(UpdateVectors.ExampleProgress())),
        ("longer progress", PacketFault.None, () => Progress([.. UpdateVectors.ExampleProgress(), 9])),
        ("short progress", PacketFault.TooShort, () => Progress(UpdateVectors.ExampleProgress()[..79])),
        ("no progress", PacketFault.TooShort, () => ProgressPacket.Check(null!, 80)),
        ("progress of version 2", PacketFault.UnsupportedVersion, () => Progress([2, .. UpdateVectors.ExampleProgress()[1..]])),
        ("progress that lost a range", PacketFault.LengthMismatch, () => Progress(UpdateVectors.ExampleProgress()[..^1])),
        ("55 ranges", PacketFault.BadCount, () => Progress([1, .. new byte[78], 55, .. new byte[440]])),
    ];

    /// <summary>The faults of these cases.</summary>
    public static IEnumerable<int> Faults => _cases.Select(one => one.Fault);

    public static IEnumerable<object[]> Names => _cases.Select(one => new object[] { one.Why });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Has_The_Fault(string why)
    {
        (_, int fault, Func<int> check) = _cases.Single(one => one.Why == why);
        Assert.AreEqual(fault, check());
    }

    [TestMethod]
    public void A_Flipped_Bit_Or_A_Lost_Byte_Of_An_Operation_Or_Chunk_Is_Refused()
    {
        foreach (byte[] changed in Changed(_start)) Assert.AreNotEqual(PacketFault.None, Control(changed, 0));
        foreach (byte[] changed in Changed(_chunk)) Assert.AreNotEqual(PacketFault.None, Chunk(changed, 100));
    }

    [TestMethod]
    public void A_Flipped_Bit_Of_Manifest_Or_File_And_Another_Label_Or_Key_Are_Not_Genuine()
    {
        byte[] file = UpdateVectors.File(1030), manifest = Manifest.Encode(UpdateVectors.FileKey, UpdateVectors.LabelId, Manifest.Shelf, 0, 7, file);
        Assert.IsTrue(IsGenuine(UpdateVectors.FileKey, UpdateVectors.LabelId, manifest, file));
        Assert.IsFalse(IsGenuine(UpdateVectors.DeviceKey, UpdateVectors.LabelId, manifest, file));
        Assert.IsFalse(IsGenuine(UpdateVectors.FileKey, UpdateVectors.LabelId + 1, manifest, file));
        for (int bit = 0; bit < 8 * manifest.Length; bit++)
        {
            byte[] changed = Flip(manifest, bit);
            Assert.IsTrue(Manifest.Blocks(Manifest.Length(changed)) != 2 || !IsGenuine(UpdateVectors.FileKey, UpdateVectors.LabelId, changed, file), $"manifest, bit {bit}");
        }

        for (int bit = 0; bit < 8 * file.Length; bit++)
            Assert.IsFalse(IsGenuine(UpdateVectors.FileKey, UpdateVectors.LabelId, manifest, Flip(file, bit)), $"file, bit {bit}");
        byte[] swapped = [.. file[1024..], .. file[..1024]];
        Assert.IsFalse(IsGenuine(UpdateVectors.FileKey, UpdateVectors.LabelId, manifest, swapped), "blocks in another order");
    }

    [TestMethod]
    [DataRow(20, 12)]
    [DataRow(180, 172)]
    [DataRow(253, 244)]
    [DataRow(509, 500)]
    public void A_Frame_Holds_So_Many_Bytes(int frame, int bytes)
    {
        Assert.AreEqual(bytes, ChunkPacket.DataBytes(0, 5000, 5000, frame));
        Assert.AreEqual(4, ChunkPacket.DataBytes(1020, 5000, 5000, frame));
        Assert.AreEqual(3, ChunkPacket.DataBytes(1020, 1023, 1023, frame));
        Assert.AreEqual(8, ChunkPacket.DataBytes(4, 12, 5000, frame));
    }

    [TestMethod]
    public void As_Many_Missing_Ranges_As_Fit_An_Attribute()
    {
        byte[] packet = new byte[GattIds.MaxAttributeBytes];
        packet[0] = 1;
        int ranges = 0;
        while (ProgressPacket.AddRange(packet, 8 * ranges, 4)) ranges++;
        Assert.AreEqual(ProgressPacket.MaxRanges, ranges);
        Assert.AreEqual(GattIds.MaxAttributeBytes, ProgressPacket.Length(packet));
        Assert.AreEqual(PacketFault.None, ProgressPacket.Check(packet, packet.Length));
        Assert.AreEqual(8 * 53, ProgressPacket.RangeOffset(packet, 53));
    }

    [TestMethod]
    public void Uses_Of_A_Key_Have_Tags_Of_Their_Own()
    {
        byte[] body = new byte[9];
        Assert.AreNotEqual(PacketFault.None, Chunk(ControlPacket.Encode(_session, 0, 0, body), 100), "an operation is no chunk");
        Assert.AreNotEqual(Convert.ToHexString(StaffKeys.StaffProof(_session)), Convert.ToHexString(StaffKeys.LabelProof(_session)), "a proof sent back");
    }

    private static bool IsGenuine(byte[] fileKey, uint labelId, byte[] manifest, byte[] file)
    {
        byte[] root = Manifest.NewRoot(labelId, manifest);
        for (int block = 0; block < Manifest.Blocks(file.Length); block++)
            Manifest.AddBlock(root, block, Manifest.BlockTag(fileKey, block, file, 1024 * block, Math.Min(1024, file.Length - 1024 * block)));
        return Manifest.IsGenuine(fileKey, root, manifest);
    }

    private static IEnumerable<byte[]> Changed(byte[] packet) =>
        Enumerable.Range(0, 8 * packet.Length).Select(bit => Flip(packet, bit)).Concat(Enumerable.Range(0, packet.Length).Select(length => packet[..length])).Append([.. packet, 0]);

    private static byte[] Flip(byte[] bytes, int bit)
    {
        byte[] changed = (byte[])bytes.Clone();
        changed[bit / 8] ^= (byte)(1 << bit % 8);
        return changed;
    }

    private static int Control(byte[] packet, int last) => ControlPacket.Check(_session, packet, packet.Length, last);

    private static int Chunk(byte[] packet, int length) => ChunkPacket.Check(_session, packet, packet.Length, length);

    private static int Progress(byte[] packet) => ProgressPacket.Check(packet, packet.Length);

    private static int ManifestWith(int at, byte value)
    {
        byte[] manifest = UpdateVectors.ExampleManifest();
        if (at is Manifest.LengthAt or Manifest.VersionAt) Array.Clear(manifest, at, 4);
        manifest[at] = value;
        return Manifest.Check(manifest, 0);
    }

    // A chunk with a right tag and any place.
    private static byte[] Piece(int offset, int count)
    {
        byte[] packet = [.. BitConverter.GetBytes(offset), .. new byte[count]];
        return [.. packet, .. Seal.Of(_session, [.. "endcap chunk 1"u8, .. packet], 4)];
    }
}
