using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

/// <summary>A profile as the kernel takes it.</summary>
internal sealed record Profile(byte[] Shared, byte[] Listed, int ListedCount)
{
    /// <summary>A random profile that the shelf accepts.</summary>
    public static Profile Random(LoadedShelf shelf, Random random)
    {
        byte[] shared = new byte[Math.Max(1, shelf.SharedCount)];
        for (int f = 0; f < shelf.SharedCount; f++) shared[f] = (byte)random.Next(shelf.Radix[f]);
        var listed = new List<byte>();
        int count = 0, oneIn = random.Next(1, 5);
        for (int p = 0; p < shelf.ProductCount && count < BlobLayout.MaxListed; p++)
        {
            if (random.Next(oneIn) != 0) continue;
            count++;
            listed.Add((byte)p);
            if (shelf.NumberBytes == 2) listed.Add((byte)(p >> 8));
            for (int a = 0; a < shelf.AffinityCount; a++) listed.Add((byte)random.Next(shelf.Radix[shelf.SharedCount + a]));
        }

        return new Profile(shared, [.. listed], count);
    }

    /// <summary>The listed products of a profile for a blob with this content.</summary>
    public IEnumerable<(int Product, byte[] Bins)> ListedOf(Endcap.Compression.Blobs.BlobContent content, int affinity)
    {
        int number = content.IsCatalogue ? 2 : 1, step = number + affinity;
        for (int at = 0; at < ListedCount * step; at += step)
            yield return (number == 1 ? Listed[at] : Listed[at] + 256 * Listed[at + 1], Listed[(at + number)..(at + step)]);
    }

    public bool IsAcceptedBy(LoadedShelf shelf) => Ranker.Accepts(shelf, Shared, Listed, ListedCount);

    /// <summary>Ranks and answers the scores without bias.</summary>
    public int[] ScoresOn(LoadedShelf shelf, int k = 1)
    {
        Ranker.Rank(shelf, Shared, Listed, ListedCount, k);
        return [.. shelf.Scores.Take(shelf.ProductCount).Select(score => score - shelf.Bias)];
    }

    /// <summary>Ranks and answers the best k products.</summary>
    public int[] OrderOn(LoadedShelf shelf, int k)
    {
        Ranker.Rank(shelf, Shared, Listed, ListedCount, k);
        return [.. shelf.Keys.Take(k).Select(TopK.Product)];
    }
}
