using Endcap.Kernel;

namespace Endcap.Protocol;

/// <summary>
/// What a label answers: the best products with their scores, or a fault. Scores are i32: BLOB.md allows ±2^30, and a
/// score cut to 16 bits would show products as equal that are not.
/// </summary>
public static class RankingPacket
{
    /// <summary>Bytes before the first rank.</summary>
    public const int HeaderBytes = 15;

    /// <summary>Bytes of a rank: product (u8), score (i32).</summary>
    public const int RankBytes = 5;

    /// <summary>Bytes of a catalogue's rank: product (u16), score (i32). What a phone writes to have the ranks after it.</summary>
    public const int WideRankBytes = 6;

    /// <summary>Set in the byte of the fault where ranks are of <see cref="WideRankBytes"/>; then there may be none: none fits, or none is left.</summary>
    public const int WideFlag = 0x80;

    /// <summary>Offset of the version (u8).</summary>
    public const int VersionAt = 0;

    /// <summary>Offset of the fault (u8): 0, or why there is no ranking; or <see cref="WideFlag"/>.</summary>
    public const int FaultAt = 1;

    /// <summary>Offset of the nonce (u32) of the profile that is answered.</summary>
    public const int NonceAt = 2;

    /// <summary>Offset of the schema id (u32).</summary>
    public const int SchemaIdAt = 6;

    /// <summary>Offset of the model version (u32).</summary>
    public const int ModelVersionAt = 10;

    /// <summary>Offset of the number of ranks (u8).</summary>
    public const int CountAt = 14;

    /// <summary>Writes what <see cref="Ranker.Rank"/> left in the shelf.</summary>
    /// <param name="shelf">A shelf that was ranked for at least k products.</param>
    /// <param name="nonce">The nonce of the profile.</param>
    /// <param name="k">Number of ranks, 1 … <see cref="MaxRanks(int)"/> of the array's length; of a catalogue 0 … its own.</param>
    /// <param name="into">Receives the packet.</param>
    /// <returns>Length of the packet in bytes.</returns>
    public static int Encode(LoadedShelf shelf, uint nonce, int k, byte[] into)
    {
        bool wide = shelf.NumberBytes == 2;
        PutHeader(shelf, nonce, wide ? WideFlag : PacketFault.None, k, into);
        long[] keys = shelf.Keys;
        int bias = shelf.Bias;
        int at = HeaderBytes;
        for (int rank = 0; rank < k; rank++)
        {
            long key = keys[rank];
            int product = TopK.Product(key);
            into[at++] = (byte)product;
            if (wide) into[at++] = (byte)(product >> 8);
            PacketBytes.Put32(into, at, TopK.Score(key) - bias);
            at += 4;
        }

        return at;
    }

    /// <summary>Writes an answer without ranks.</summary>
    /// <param name="shelf">The loaded shelf.</param>
    /// <param name="nonce">The nonce that the label gave out.</param>
    /// <param name="fault">A fault number other than 0.</param>
    /// <param name="into">Receives the packet.</param>
    /// <returns>Length of the packet in bytes.</returns>
    public static int EncodeFault(LoadedShelf shelf, uint nonce, int fault, byte[] into)
    {
        PutHeader(shelf, nonce, fault, 0, into);
        return HeaderBytes;
    }

    /// <summary>How many ranks of a shelf a packet of some length can hold, 0…255.</summary>
    public static int MaxRanks(int bytes)
    {
        return MaxRanks(bytes, RankBytes);
    }

    /// <summary>The same for ranks of some length.</summary>
    public static int MaxRanks(int bytes, int rankBytes)
    {
        int ranks = bytes < HeaderBytes ? 0 : (bytes - HeaderBytes) / rankBytes;
        return ranks > 255 ? 255 : ranks;
    }

    /// <summary>Bytes of a rank of a shelf's packets.</summary>
    public static int RankBytesOf(LoadedShelf shelf)
    {
        return shelf.NumberBytes == 2 ? WideRankBytes : RankBytes;
    }

    /// <summary>Leaves out the last ranks of a packet.</summary>
    /// <param name="packet">A packet of ranks.</param>
    /// <param name="bytes">Bytes that it may have, at least <see cref="HeaderBytes"/>; longer ones are cut.</param>
    /// <param name="length">Its length.</param>
    /// <returns>The new length.</returns>
    public static int Cut(byte[] packet, int bytes, int length)
    {
        if (length <= bytes) return length;
        int rankBytes = RankBytesOf(packet);
        packet[CountAt] = (byte)MaxRanks(bytes, rankBytes);
        return HeaderBytes + packet[CountAt] * rankBytes;
    }

    /// <summary>Checks what a phone wrote to have a catalogue's next ranks: the last rank that it has, as it got it.</summary>
    /// <param name="shelf">The loaded shelf.</param>
    /// <param name="written">What was received.</param>
    /// <param name="length">Length in bytes.</param>
    /// <returns>A <see cref="PacketFault"/>.</returns>
    public static int CheckAfter(LoadedShelf shelf, byte[] written, int length)
    {
        if (shelf.NumberBytes != 2 || written == null || length != WideRankBytes || written.Length < length) return PacketFault.LengthMismatch;
        return BlobLayout.U16(written, 0) < shelf.ProductCount ? PacketFault.None : PacketFault.BadProduct;
    }

    /// <summary>The key that stands for checked written bytes; ranks below it come after.</summary>
    public static long KeyAfter(LoadedShelf shelf, byte[] written)
    {
        return TopK.Key(BlobLayout.U16(written, 0), BlobLayout.I32(written, 2) + shelf.Bias);
    }

    /// <summary>Checks a packet: lengths, counts, and that ranks descend by score, then ascend by product.</summary>
    /// <returns>A <see cref="PacketFault"/> of the packet itself; the fault that it reports stands in its byte 1.</returns>
    public static int Check(byte[] packet, int length)
    {
        if (packet == null || length < HeaderBytes || length > packet.Length) return PacketFault.TooShort;
        if (length > GattIds.MaxAttributeBytes) return PacketFault.TooLong;
        if (packet[VersionAt] != PacketBytes.Version) return PacketFault.UnsupportedVersion;
        int k = packet[CountAt];
        if (packet[FaultAt] != WideFlag && (k == 0) != (packet[FaultAt] != 0)) return PacketFault.BadCount;
        if (length != HeaderBytes + k * RankBytesOf(packet)) return PacketFault.LengthMismatch;
        for (int rank = 1; rank < k; rank++)
        {
            int product = Product(packet, rank);
            int score = Score(packet, rank);
            int above = Score(packet, rank - 1);
            if (score > above || (score == above && product < Product(packet, rank - 1))) return PacketFault.BadOrder;
            for (int other = 0; other < rank; other++)
                if (Product(packet, other) == product) return PacketFault.BadOrder;
        }

        return PacketFault.None;
    }

    /// <summary>The product of a rank of a checked packet; rank 0 is the best.</summary>
    public static int Product(byte[] packet, int rank)
    {
        return packet[FaultAt] == WideFlag ? BlobLayout.U16(packet, HeaderBytes + rank * WideRankBytes) : packet[HeaderBytes + rank * RankBytes];
    }

    /// <summary>The score of a rank of a checked packet.</summary>
    public static int Score(byte[] packet, int rank)
    {
        int bytes = RankBytesOf(packet);
        return BlobLayout.I32(packet, HeaderBytes + rank * bytes + bytes - 4);
    }

    /// <summary>The fault that a checked packet reports, or 0.</summary>
    public static int Fault(byte[] packet)
    {
        return packet[FaultAt] == WideFlag ? PacketFault.None : packet[FaultAt];
    }

    private static int RankBytesOf(byte[] packet)
    {
        return packet[FaultAt] == WideFlag ? WideRankBytes : RankBytes;
    }

    private static void PutHeader(LoadedShelf shelf, uint nonce, int fault, int k, byte[] into)
    {
        into[VersionAt] = PacketBytes.Version;
        into[FaultAt] = (byte)fault;
        PacketBytes.Put32(into, NonceAt, (int)nonce);
        PacketBytes.Put32(into, SchemaIdAt, (int)shelf.SchemaId);
        PacketBytes.Put32(into, ModelVersionAt, (int)shelf.ModelVersion);
        into[CountAt] = (byte)k;
    }
}
