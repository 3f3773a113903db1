namespace Endcap.Kernel;

/// <summary>Ranks a shelf for one profile. Allocates nothing.</summary>
public static class Ranker
{
    /// <summary>Ranks; the result is in the first k of <see cref="LoadedShelf.Keys"/>. The profile must have passed <see cref="Accepts"/>.</summary>
    /// <param name="shelf">A shelf that was read without fault.</param>
    /// <param name="shared">[shopper and context feature, at least 1 long]: bins; without such a feature, entry 0 is any bin below 16.</param>
    /// <param name="listed">Per listed product: its number (of a catalogue: two bytes, the low one first), then a bin for each affinity feature.</param>
    /// <param name="listedCount">Number of listed products.</param>
    /// <param name="k">How many products to rank: 1 … the length of Keys, which is ProductCount, of a catalogue <see cref="CatalogueLoader.MaxRanks"/> at most.</param>
    public static void Rank(LoadedShelf shelf, byte[] shared, byte[] listed, int listedCount, int k)
    {
        if (shelf.NumberBytes == 1) TablesKernel.Score(shelf, shared, listed, listedCount);
        else CatalogueLoader.Start(shelf);
        if (shelf.TreeCount != 0) TreesKernel.Add(shelf, shared, listed, listedCount);
        if (shelf.Dense != null) DenseKernel.Add(shelf, shared, listed, listedCount);
        if (shelf.Factors != null) FactorsKernel.Add(shelf, shared, listed, listedCount);
        TopK.Select(shelf.Scores, shelf.Keys, shelf.ProductCount, k);
    }

    /// <summary>Whether a profile fits the shelf: every bin below its radix, products known and strictly ascending.</summary>
    public static bool Accepts(LoadedShelf shelf, byte[] shared, byte[] listed, int listedCount)
    {
        // Entry 0 is read even when there are no shared features: it picks the cell of single-feature tables.
        if (shared.Length == 0 || shared.Length < shelf.SharedCount || shared[0] >= BlobLayout.MaxRadix) return false;
        for (int f = 0; f < shelf.SharedCount; f++)
            if (shared[f] >= shelf.Radix[f]) return false;
        int affinities = shelf.AffinityCount;
        int numberBytes = shelf.NumberBytes;
        if (listedCount < 0 || listedCount > shelf.ProductCount || listedCount > BlobLayout.MaxListed) return false;
        if (listed.Length < listedCount * (affinities + numberBytes)) return false;
        int before = -1;
        int at = 0;
        for (int n = 0; n < listedCount; n++)
        {
            int product = listed[at++];
            if (numberBytes == 2) product += listed[at++] << 8;
            if (product <= before || product >= shelf.ProductCount) return false;
            before = product;
            for (int a = 0; a < affinities; a++)
                if (listed[at++] >= shelf.Radix[shelf.SharedCount + a]) return false;
        }

        return true;
    }
}
