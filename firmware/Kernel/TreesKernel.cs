namespace Endcap.Kernel;

/// <summary>The residual trees: adds, for each product, the leaf values that its bins reach.</summary>
public static class TreesKernel
{
    /// <summary>Adds to <see cref="LoadedShelf.Scores"/>. Parameters as in <see cref="TablesKernel.Score"/>.</summary>
    public static void Add(LoadedShelf shelf, byte[] shared, byte[] listed, int listedCount)
    {
        byte[] blob = shelf.Blob;
        byte[] bins = shelf.TreeBins;
        byte[] rest = shelf.Rest;
        byte[] treeProduct = shelf.TreeProduct;
        byte[] treeShift = shelf.TreeShift;
        int[] treeAt = shelf.TreeAt;
        int[] scores = shelf.Scores;
        int trees = shelf.TreeCount;
        int sharedCount = shelf.SharedCount;
        int affinities = shelf.AffinityCount;
        int items = shelf.ItemCount;
        int products = shelf.ProductCount;
        int itemAt = shelf.TreesAt;
        int next = 0;
        int nextEnd = listedCount * (affinities + 1);
        for (int f = 0; f < sharedCount; f++) bins[f] = shared[f];
        for (int p = 0; p < products; p++)
        {
            byte[] source = rest;
            int sourceAt = 0;
            if (next < nextEnd && listed[next] == p)
            {
                source = listed;
                sourceAt = next + 1;
                next += affinities + 1;
            }

            int to = sharedCount;
            for (int a = 0; a < affinities; a++) bins[to++] = source[sourceAt++];
            for (int i = 0; i < items; i++) bins[to++] = blob[itemAt++];
            int score = scores[p];
            for (int t = 0; t < trees; t++)
            {
                int only = treeProduct[t];
                if (only != p && only != 255) continue;
                int node = treeAt[t];
                int feature = blob[node];
                while (feature != 255)
                {
                    if (bins[feature] < blob[node + 1]) node += 4;
                    else node += (blob[node + 2] << 2) + (blob[node + 3] << 10);
                    feature = blob[node];
                }

                score += blob[node + 1] << 24 >> 24 << treeShift[t];
            }

            scores[p] = score;
        }
    }
}
