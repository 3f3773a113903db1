using Endcap.Kernel;

namespace Endcap.Protocol;

/// <summary>
/// What a phone writes: a nibble per shopper feature, and for each product that is not in its rest bins its number and a
/// nibble per affinity feature. Context features are the label's own and are not sent. Allocates nothing.
/// </summary>
public static class ProfilePacket
{
    /// <summary>Bytes before the shopper nibbles.</summary>
    public const int HeaderBytes = 11;

    /// <summary>Offset of the version (u8).</summary>
    public const int VersionAt = 0;

    /// <summary>Offset of the flags (u8): <see cref="PacketBytes.WideFlag"/> where the shelf has it, else 0.</summary>
    public const int FlagsAt = 1;

    /// <summary>Offset of the schema id (u32).</summary>
    public const int SchemaIdAt = 2;

    /// <summary>Offset of the nonce (u32).</summary>
    public const int NonceAt = 6;

    /// <summary>Offset of the number of listed products (u8).</summary>
    public const int ListedCountAt = 10;

    // What the count's byte says at most.
    private const int MostListed = 255;

    /// <summary>Checks a packet completely and unpacks it to what <see cref="Ranker.Rank"/> takes.</summary>
    /// <param name="shelf">A shelf that was read without fault.</param>
    /// <param name="packet">What was received.</param>
    /// <param name="length">Length of the packet in bytes.</param>
    /// <param name="nonce">The nonce that the label gave out.</param>
    /// <param name="context">[context feature, in the order of the shelf]: the label's own bins.</param>
    /// <param name="shared">Receives the bins of shopper and context features; at least 1 and SharedCount long.</param>
    /// <param name="listed">Receives number and bins per listed product; <see cref="ListedBytes"/> is always enough.</param>
    /// <returns>A <see cref="PacketFault"/>. After a fault the two arrays may hold a part of the profile.</returns>
    public static int Decode(LoadedShelf shelf, byte[] packet, int length, uint nonce, byte[] context, byte[] shared, byte[] listed)
    {
        int fault = CheckHeader(shelf, packet, length, nonce);
        if (fault != PacketFault.None) return fault;
        int count = packet[ListedCountAt];
        if (count * (shelf.NumberBytes + shelf.AffinityCount) > listed.Length) return PacketFault.TooManyProducts;
        fault = DecodeShared(packet, shelf.Radix, shelf.Scope, context, shared, shelf.SharedCount);
        if (fault != PacketFault.None || count == 0) return fault;
        int at = length - count * ListedPacketBytes(shelf);
        return DecodeListed(packet, at, count, shelf.Radix, shelf.SharedCount, shelf.AffinityCount, shelf.ProductCount, shelf.NumberBytes == 2, listed);
    }

    /// <summary>
    /// Checks all but bins and products, which is little work: what a label can answer while the phone waits for the write.
    /// </summary>
    /// <returns>A <see cref="PacketFault"/>.</returns>
    public static int CheckHeader(LoadedShelf shelf, byte[] packet, int length, uint nonce)
    {
        if (packet == null || length < HeaderBytes || length > packet.Length) return PacketFault.TooShort;
        if (length > GattIds.MaxAttributeBytes) return PacketFault.TooLong;
        if (packet[VersionAt] != PacketBytes.Version) return PacketFault.UnsupportedVersion;
        if (packet[FlagsAt] != PacketBytes.Flags(shelf)) return PacketFault.UnknownFlags;
        if ((uint)BlobLayout.I32(packet, SchemaIdAt) != shelf.SchemaId) return PacketFault.WrongSchema;
        if ((uint)BlobLayout.I32(packet, NonceAt) != nonce) return PacketFault.WrongNonce;
        int count = packet[ListedCountAt];
        if (count > shelf.ProductCount) return PacketFault.TooManyProducts;
        return length == Length(shelf, count) ? PacketFault.None : PacketFault.LengthMismatch;
    }

    /// <summary>The number of listed products of a packet that <see cref="Decode"/> found sound.</summary>
    public static int ListedCount(byte[] packet)
    {
        return packet[ListedCountAt];
    }

    /// <summary>Writes the packet of a profile that the shelf accepts; context features are left out.</summary>
    /// <param name="shelf">The shelf, or one with the same schema.</param>
    /// <param name="nonce">The label's nonce.</param>
    /// <param name="shared">[shopper and context feature]: bins.</param>
    /// <param name="listed">Per listed product: its number (of a catalogue: two bytes, the low one first), then a bin for each affinity feature.</param>
    /// <param name="listedCount">Number of listed products, at most <see cref="MaxListed"/>.</param>
    /// <param name="into">Receives the packet.</param>
    /// <returns>Length of the packet, or −1 where it exceeds an attribute or the array.</returns>
    public static int Encode(LoadedShelf shelf, uint nonce, byte[] shared, byte[] listed, int listedCount, byte[] into)
    {
        int length = Length(shelf, listedCount);
        if (length > into.Length || length > GattIds.MaxAttributeBytes) return -1;
        into[VersionAt] = PacketBytes.Version;
        into[FlagsAt] = (byte)PacketBytes.Flags(shelf);
        PacketBytes.Put32(into, SchemaIdAt, (int)shelf.SchemaId);
        PacketBytes.Put32(into, NonceAt, (int)nonce);
        into[ListedCountAt] = (byte)listedCount;
        int nibble = 2 * HeaderBytes;
        for (int f = 0; f < shelf.SharedCount; f++)
            if (shelf.Scope[f] == 0) PutNibble(into, nibble++, shared[f]);
        int from = 0;
        for (int n = 0; n < listedCount; n++)
        {
            nibble = (nibble + 1) & ~1;
            for (int b = 0; b < shelf.NumberBytes; b++)
            {
                into[nibble >> 1] = listed[from++];
                nibble += 2;
            }

            for (int a = 0; a < shelf.AffinityCount; a++) PutNibble(into, nibble++, listed[from++]);
        }

        return length;
    }

    /// <summary>Length of a packet in bytes.</summary>
    public static int Length(LoadedShelf shelf, int listedCount)
    {
        return HeaderBytes + ((ShopperCount(shelf) + 1) >> 1) + listedCount * ListedPacketBytes(shelf);
    }

    /// <summary>How many products of the shelf a packet of some length can list.</summary>
    public static int MaxListed(LoadedShelf shelf, int bytes)
    {
        int left = bytes - Length(shelf, 0);
        int most = left < 0 ? 0 : left / ListedPacketBytes(shelf);
        if (most > MostListed) most = MostListed;
        return most < shelf.ProductCount ? most : shelf.ProductCount;
    }

    /// <summary>Length of the array that holds the listed products of any sound packet.</summary>
    public static int ListedBytes(LoadedShelf shelf)
    {
        return MaxListed(shelf, GattIds.MaxAttributeBytes) * (shelf.NumberBytes + shelf.AffinityCount);
    }

    /// <summary>Number of shopper features, 0…64.</summary>
    public static int ShopperCount(LoadedShelf shelf)
    {
        int count = 0;
        for (int f = 0; f < shelf.SharedCount; f++)
            if (shelf.Scope[f] == 0) count++;
        return count;
    }

    private static int ListedPacketBytes(LoadedShelf shelf)
    {
        return shelf.NumberBytes + ((shelf.AffinityCount + 1) >> 1);
    }

    private static int DecodeShared(byte[] packet, byte[] radix, byte[] scope, byte[] context, byte[] shared, int sharedCount)
    {
        int nibble = 2 * HeaderBytes;
        int own = 0;
        for (int f = 0; f < sharedCount; f++)
        {
            int bin;
            if (scope[f] == 0)
            {
                bin = (packet[nibble >> 1] >> ((nibble & 1) << 2)) & 15;
                nibble++;
                if (bin >= radix[f]) return PacketFault.BadBin;
            }
            else
            {
                if (own >= context.Length) return PacketFault.BadContext;
                bin = context[own++];
                if (bin >= radix[f]) return PacketFault.BadContext;
            }

            shared[f] = (byte)bin;
        }

        return (nibble & 1) != 0 && packet[nibble >> 1] > 15 ? PacketFault.BadPadding : PacketFault.None;
    }

    private static int DecodeListed(byte[] packet, int at, int count, byte[] radix, int first, int affinities, int products, bool wide,
        byte[] listed)
    {
        int before = -1;
        int to = 0;
        int end = first + affinities;
        for (int n = 0; n < count; n++)
        {
            int product = packet[at++];
            if (wide) product += packet[at++] << 8;
            if (product >= products) return PacketFault.BadProduct;
            if (product <= before) return PacketFault.BadOrder;
            before = product;
            listed[to++] = (byte)product;
            if (wide) listed[to++] = (byte)(product >> 8);
            for (int f = first; f < end; f += 2)
            {
                int two = packet[at++];
                if ((two & 15) >= radix[f]) return PacketFault.BadBin;
                listed[to++] = (byte)(two & 15);
                two >>= 4;
                if (f + 1 == end)
                {
                    if (two != 0) return PacketFault.BadPadding;
                    break;
                }

                if (two >= radix[f + 1]) return PacketFault.BadBin;
                listed[to++] = (byte)two;
            }
        }

        return PacketFault.None;
    }

    // The first of two is the low half; writing it clears the high one.
    private static void PutNibble(byte[] into, int nibble, int bin)
    {
        int at = nibble >> 1;
        into[at] = (nibble & 1) == 0 ? (byte)bin : (byte)(into[at] | (bin << 4));
    }
}
