namespace Endcap.Kernel;

/// <summary>A shelf of more than 255 products: base scores only, for the kernels that add to them.</summary>
public static class CatalogueLoader
{
    /// <summary>Ranks that a catalogue gives at once, at most: what an attribute of 512 bytes holds. <see cref="TopK.SelectBelow"/> has the next ones.</summary>
    public const int MaxRanks = 82;

    /// <summary>Checks that there are no tables or trees, and makes room for the results.</summary>
    /// <returns>A <see cref="BlobFault"/>.</returns>
    public static int Load(LoadedShelf shelf, int heapLimit)
    {
        if (shelf.TablesAt != 0 || shelf.TreesAt != 0) return BlobFault.BadCatalogue;
        int products = shelf.ProductCount;
        int ranks = products < MaxRanks ? products : MaxRanks;
        shelf.HeapBytes = 2 * shelf.SharedCount + 3 * shelf.AffinityCount + 4 * products + 8 * ranks;
        if (shelf.HeapBytes > heapLimit) return BlobFault.TooMuchMemory;
        shelf.Bias = 0;
        shelf.Scores = new int[products];
        shelf.Keys = new long[ranks];
        return BlobFault.None;
    }

    /// <summary>Begins a ranking: writes the base scores.</summary>
    public static void Start(LoadedShelf shelf)
    {
        byte[] blob = shelf.Blob;
        int[] scores = shelf.Scores;
        int products = shelf.ProductCount;
        int at = shelf.BaseAt;
        for (int p = 0; p < products; p++)
        {
            scores[p] = (blob[at] | (blob[at + 1] << 8)) << 16 >> 16;
            at += 2;
        }
    }
}
