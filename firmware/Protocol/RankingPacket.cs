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

    /// <summary>Offset of the version (u8).</summary>
    public const int VersionAt = 0;

    /// <summary>Offset of the fault (u8): 0, or why there is no ranking.</summary>
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
    /// <param name="k">Number of ranks, 1 … <see cref="MaxRanks"/> of the array's length.</param>
    /// <param name="into">Receives the packet.</param>
    /// <returns>Length of the packet in bytes.</returns>
    public static int Encode(LoadedShelf shelf, uint nonce, int k, byte[] into)
    {
        PutHeader(shelf, nonce, PacketFault.None, k, into);
        long[] keys = shelf.Keys;
        int bias = shelf.Bias;
        int at = HeaderBytes;
        for (int rank = 0; rank < k; rank++)
        {
            long key = keys[rank];
            into[at] = (byte)TopK.Product(key);
            PacketBytes.Put32(into, at + 1, TopK.Score(key) - bias);
            at += RankBytes;
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

    /// <summary>How many ranks a packet of some length can hold, 0…255.</summary>
    public static int MaxRanks(int bytes)
    {
        int ranks = (bytes - HeaderBytes) / RankBytes;
        return ranks < 0 ? 0 : ranks > 255 ? 255 : ranks;
    }

    /// <summary>Checks a packet: lengths, counts, and that ranks descend by score, then ascend by product.</summary>
    /// <returns>A <see cref="PacketFault"/> of the packet itself; the fault that it reports stands in its byte 1.</returns>
    public static int Check(byte[] packet, int length)
    {
        if (packet == null || length < HeaderBytes || length > packet.Length) return PacketFault.TooShort;
        if (length > GattIds.MaxAttributeBytes) return PacketFault.TooLong;
        if (packet[VersionAt] != PacketBytes.Version) return PacketFault.UnsupportedVersion;
        int k = packet[CountAt];
        if ((k == 0) != (packet[FaultAt] != 0)) return PacketFault.BadCount;
        if (length != HeaderBytes + k * RankBytes) return PacketFault.LengthMismatch;
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
        return packet[HeaderBytes + rank * RankBytes];
    }

    /// <summary>The score of a rank of a checked packet.</summary>
    public static int Score(byte[] packet, int rank)
    {
        return BlobLayout.I32(packet, HeaderBytes + rank * RankBytes + 1);
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
