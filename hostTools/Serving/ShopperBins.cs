using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Protocol;

namespace Endcap.Serving;

/// <summary>A profile packet taken apart by the firmware's own decoder.</summary>
/// <param name="Shared">[shopper or context feature]: bin.</param>
/// <param name="Affinity">[product][affinity feature]: bin; one that is not listed has its rest bins.</param>
/// <param name="Listed">Listed products.</param>
/// <param name="ForLabel">The same as the kernel takes it.</param>
internal sealed record ShopperBins(byte[] Shared, byte[][] Affinity, IReadOnlyList<int> Listed, LabelProfile ForLabel)
{
    /// <summary>Takes a packet apart.</summary>
    /// <param name="image">The shelf.</param>
    /// <param name="packet">The packet, of whatever nonce.</param>
    /// <param name="context">[context feature]: the label's own bins; null where they do not matter.</param>
    /// <returns>Null for a packet that this shelf refuses.</returns>
    public static ShopperBins? Decode(BlobImage image, byte[] packet, byte[]? context)
    {
        if (packet.Length < ProfilePacket.HeaderBytes) return null;
        byte[] shared = new byte[Math.Max(1, image.Shelf.SharedCount)], bytes = new byte[ProfilePacket.ListedBytes(image.Shelf)];
        uint nonce = (uint)Kernel.BlobLayout.I32(packet, ProfilePacket.NonceAt);
        int contexts = image.Content.Features.Count(feature => feature.Scope == 1);
        if (ProfilePacket.Decode(image.Shelf, packet, packet.Length, nonce, context ?? new byte[contexts], shared, bytes) != PacketFault.None) return null;
        int count = ProfilePacket.ListedCount(packet), number = image.Shelf.NumberBytes, width = number + image.Shelf.AffinityCount;
        byte[] rest = [.. image.Content.Features.Where(feature => feature.Scope == 2).Select(feature => (byte)feature.Rest)];
        byte[][] affinity = [.. Enumerable.Range(0, image.Shelf.ProductCount).Select(_ => rest)];
        int[] listed = [.. Enumerable.Range(0, count).Select(n => number == 1 ? bytes[n * width] : Kernel.BlobLayout.U16(bytes, n * width))];
        for (int n = 0; n < count; n++) affinity[listed[n]] = bytes[(n * width + number)..((n + 1) * width)];
        return new ShopperBins(shared[..image.Shelf.SharedCount], affinity, listed,
            new LabelProfile(shared, bytes[..(count * width)], count));
    }
}
