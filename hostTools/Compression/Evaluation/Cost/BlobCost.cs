using Endcap.Compression.Blobs;
using Endcap.Kernel;
using Endcap.Protocol;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>What a blob costs the label, counted on the firmware's own kernel.</summary>
/// <param name="Load">Reading and expanding the blob, once.</param>
/// <param name="AtRest">Ranking all products for a profile that lists none.</param>
/// <param name="Listed">The dearest of the random profiles that list every product (of a catalogue: as many as a packet holds); no proof that none is dearer.</param>
public sealed record BlobCost(IlCost Load, IlCost AtRest, IlCost Listed)
{
    /// <summary>Random profiles that <see cref="Listed"/> is the dearest of.</summary>
    public const int Profiles = 64;

    /// <summary>Ranks of a catalogue's first answer, at most (the label's setting topK); each further part is selected when a phone asks for it.</summary>
    public const int MostRanks = 10;

    /// <summary>Counts a blob.</summary>
    /// <param name="image">The blob.</param>
    /// <param name="seed">Of the random profiles.</param>
    public static BlobCost Measure(BlobImage image, int seed)
    {
        LoadedShelf shelf = image.Shelf;
        using var meter = new KernelMeter();
        IlCost load = meter.MeasureRead(image.Bytes);
        int ranks = RanksOf(shelf);
        IlCost rest = meter.MeasureRank(new byte[Math.Max(1, shelf.SharedCount)], [], 0, ranks);
        IlCost dearest = rest;
        var random = new Random(seed);
        for (int n = 0; n < Profiles; n++)
        {
            LabelProfile profile = RandomProfile(shelf, random);
            IlCost cost = meter.MeasureRank(profile.Shared, profile.Listed, profile.ListedCount, ranks);
            if (cost.Weighted > dearest.Weighted) dearest = cost;
        }

        return new BlobCost(load, rest, dearest);
    }

    /// <summary>Ranks that are counted: all of a shelf, of a catalogue those of its first answer.</summary>
    public static int RanksOf(LoadedShelf shelf) => shelf.NumberBytes == 1 ? shelf.Keys.Length : Math.Min(MostRanks, shelf.Keys.Length);

    private static LabelProfile RandomProfile(LoadedShelf shelf, Random random)
    {
        byte[] shared = new byte[Math.Max(1, shelf.SharedCount)];
        for (int f = 0; f < shelf.SharedCount; f++) shared[f] = (byte)random.Next(shelf.Radix[f]);
        if (shelf.AffinityCount == 0) return new LabelProfile(shared, [], 0);
        var listed = new List<byte>();
        int count = shelf.NumberBytes == 1 ? shelf.ProductCount : ProfilePacket.MaxListed(shelf, GattIds.MaxAttributeBytes);
        for (int p = 0; p < count; p++)
        {
            listed.Add((byte)p);
            if (shelf.NumberBytes == 2) listed.Add((byte)(p >> 8));
            for (int a = 0; a < shelf.AffinityCount; a++) listed.Add((byte)random.Next(shelf.Radix[shelf.SharedCount + a]));
        }

        return new LabelProfile(shared, [.. listed], count);
    }
}
