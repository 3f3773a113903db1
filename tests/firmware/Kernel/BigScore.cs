using System.Numerics;
using Endcap.Compression.Blobs;

namespace Endcap.Tests.Firmware.Kernel;

/// <summary>The formula of BLOB.md, "Score", word for word: unbounded integers, no lanes, grids or differences.</summary>
internal static class BigScore
{
    /// <summary>[product]: score.</summary>
    public static BigInteger[] Of(BlobContent content, Profile profile) =>
        [.. Enumerable.Range(0, content.Base.Length).Select(p => Of(content, Bins(content, profile, p), p)
            + BigNetworks.Dense(content, Bins(content, profile, p), p) + BigNetworks.Factors(content, profile, p))];

    private static BigInteger Of(BlobContent content, int[] bins, int product)
    {
        BigInteger sum = content.Base[product];
        foreach (TableGroup group in content.Tables?.Groups ?? [])
            foreach (BlobTable table in group.Tables.Where(table => table.Product == product))
            {
                int row = Part(table.CutsF, bins[group.F]);
                int column = group.G < 0 ? 0 : Part(table.CutsG, bins[group.G]);
                int columns = Part(table.CutsG, 16) + 1;
                sum += (BigInteger)table.Cells[row * columns + column] << table.Shift;
            }

        foreach (BlobTree tree in content.Trees?.Trees ?? [])
            if (tree.Product < 0 || tree.Product == product) sum += (BigInteger)Leaf(tree, bins) << tree.Shift;
        return sum;
    }

    // Cuts at or below a bin; bit b − 1 is the cut in front of bin b. For a bin beyond the last: all cuts but one part each.
    private static int Part(int cuts, int bin)
    {
        int part = 0;
        for (int b = 1; b <= bin; b++) part += (cuts >> (b - 1)) & 1;
        return part;
    }

    private static int Leaf(BlobTree tree, int[] bins)
    {
        int node = 0;
        while (tree.Nodes[node].Feature >= 0)
            node += bins[tree.Nodes[node].Feature] < tree.Nodes[node].Value ? 1 : tree.Nodes[node].Jump;
        return tree.Nodes[node].Value;
    }

    // Shared bins, the product's affinity bins or its rest bins, its item bins.
    private static int[] Bins(BlobContent content, Profile profile, int product)
    {
        int affinity = content.Features.Count(feature => feature.Scope == 2), shared = content.Features.Count - affinity;
        var bins = new List<int>(profile.Shared.Take(shared).Select(bin => (int)bin));
        byte[]? listed = profile.ListedOf(content, affinity).FirstOrDefault(each => each.Product == product).Bins;
        for (int a = 0; a < affinity; a++) bins.Add(listed is null ? content.Features[shared + a].Rest : listed[a]);
        if (content.ItemCount > 0) bins.AddRange(content.Trees!.ItemBins[product].Select(bin => (int)bin));
        return [.. bins];
    }
}
