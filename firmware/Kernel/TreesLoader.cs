namespace Endcap.Kernel;

/// <summary>
/// Checks the Trees section and finds its trees. Nodes are 4 bytes each in preorder (the left child of node n is
/// n + 1) and jump forward only, so every walk ends.
/// </summary>
public static class TreesLoader
{
    /// <summary>Checks and indexes the trees; a shelf without the section has none.</summary>
    /// <returns>A <see cref="BlobFault"/>.</returns>
    public static int Load(LoadedShelf shelf, int heapLimit)
    {
        shelf.TreeCount = 0;
        shelf.TreeBins = new byte[shelf.SharedCount + shelf.AffinityCount + shelf.ItemCount + 1];
        shelf.TreeAt = null;
        shelf.TreeProduct = null;
        shelf.TreeShift = null;
        shelf.HeapBytes += shelf.TreeBins.Length;
        if (shelf.HeapBytes > heapLimit) return BlobFault.TooMuchMemory;
        if (shelf.TreesAt == 0) return shelf.ItemCount == 0 ? BlobFault.None : BlobFault.SectionMissing;
        int itemBytes = shelf.ProductCount * shelf.ItemCount;
        int at = shelf.TreesAt;
        if (shelf.TreesEnd - at < itemBytes + 2) return BlobFault.SectionTruncated;
        at += itemBytes;
        int count = BlobLayout.U16(shelf.Blob, at);
        if (6 * count > shelf.TreesEnd - at) return BlobFault.SectionTruncated;
        shelf.HeapBytes += 6 * count;
        if (shelf.HeapBytes > heapLimit) return BlobFault.TooMuchMemory;
        shelf.TreeCount = count;
        shelf.TreeAt = new int[count];
        shelf.TreeProduct = new byte[count];
        shelf.TreeShift = new byte[count];
        return ReadTrees(shelf, at + 2);
    }

    private static int ReadTrees(LoadedShelf shelf, int at)
    {
        byte[] blob = shelf.Blob;
        int end = shelf.TreesEnd;
        int largest = 0;
        for (int t = 0; t < shelf.TreeCount; t++)
        {
            if (end - at < 4) return BlobFault.SectionTruncated;
            int product = blob[at];
            int shift = blob[at + 1];
            int nodes = BlobLayout.U16(blob, at + 2);
            if (nodes == 0 || shift > BlobLayout.MaxTreeShift) return BlobFault.BadTree;
            if (product >= shelf.ProductCount && product != BlobLayout.None) return BlobFault.BadTree;
            at += 4;
            if (BlobLayout.NodeBytes * nodes > end - at) return BlobFault.SectionTruncated;
            if (!CheckNodes(shelf, at, nodes)) return BlobFault.BadNode;
            shelf.TreeAt[t] = at;
            shelf.TreeProduct[t] = (byte)product;
            shelf.TreeShift[t] = (byte)shift;
            at += BlobLayout.NodeBytes * nodes;
            largest += 128 << shift;
            // Tables add less than 2^21 to a score; see TablesPlan.
            if (largest > BlobLayout.MaxScore - (1 << 21)) return BlobFault.ScoreOverflow;
        }

        return at == end ? BlobFault.None : BlobFault.TrailingBytes;
    }

    private static bool CheckNodes(LoadedShelf shelf, int at, int nodes)
    {
        byte[] blob = shelf.Blob;
        int features = shelf.SharedCount + shelf.AffinityCount + shelf.ItemCount;
        for (int n = 0; n < nodes; n++)
        {
            int feature = blob[at];
            int jump = BlobLayout.U16(blob, at + 2);
            at += BlobLayout.NodeBytes;
            if (feature == BlobLayout.None)
            {
                if (jump != 0) return false;
                continue;
            }

            if (feature >= features || jump == 0 || n + jump >= nodes) return false;
        }

        return true;
    }
}
