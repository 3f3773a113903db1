using Endcap.Compression.Quantisation;
using Endcap.Compression.Specialisation;
using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>Groups tables by their features and assigns grids: from quantised products to a Tables section.</summary>
public static class TableLayout
{
    /// <summary>Lays the tables out; null when no product has any.</summary>
    /// <param name="products">[product]: quantised tables.</param>
    /// <param name="features">The run-time features.</param>
    /// <param name="laneHeapBytes">Heap that lanes may take on the label.</param>
    public static TablesContent? Of(IReadOnlyList<QuantisedProduct> products, RuntimeFeatures features, int laneHeapBytes)
    {
        var keyed = products.SelectMany((product, number) => product.Tables.Select(table => (Product: number, Table: table)))
            .GroupBy(entry => (entry.Table.F, entry.Table.G)).OrderBy(group => group.Key).ToList();
        if (keyed.Count == 0) return null;
        var cuts = keyed.Select(group => (F: group.Aggregate(0, (all, entry) => all | entry.Table.CutsF),
            G: group.Aggregate(0, (all, entry) => all | entry.Table.CutsG))).ToList();
        var shared = keyed.Select((group, i) => SharedOf(group.Key, cuts[i], features)).ToList();
        List<byte[]> grids = new GridPlanner(products.Count, laneHeapBytes).Run(shared, features.SharedCount, out int[] gridOf);
        var groups = keyed.Select((group, i) => new TableGroup(group.Key.F, group.Key.G, gridOf[i], cuts[i].F, cuts[i].G,
            [.. group.Select(entry => new BlobTable(entry.Product, entry.Table.Shift, entry.Table.CutsF, entry.Table.CutsG, entry.Table.Cells))]));
        return new TablesContent(grids, [.. groups]);
    }

    /// <summary>Bytes that float tables will take once they are quantised and laid out; grids estimated at two bytes a group.</summary>
    public static int EstimateBytes(IReadOnlyList<IReadOnlyList<CutTable>> products)
    {
        var cuts = new Dictionary<(int, int), (int F, int G)>();
        foreach (CutTable table in products.SelectMany(tables => tables))
        {
            (int f, int g) = cuts.GetValueOrDefault((table.F, table.G));
            cuts[(table.F, table.G)] = (f | table.CutsF, g | table.CutsG);
        }

        int bytes = 2 + cuts.Count * (7 + (products.Count + 7) / 8 + 2);
        foreach (CutTable table in products.SelectMany(tables => tables))
        {
            (int f, int g) = cuts[(table.F, table.G)];
            int bits = BlobLayout.TableShiftBits + CutMask.Parts(f) - 1 + CutMask.Parts(g) - 1;
            bytes += (bits + 7) / 8 + table.Cells.Length;
        }

        return bytes;
    }

    private static (int, int)[] SharedOf((int F, int G) key, (int F, int G) cuts, RuntimeFeatures features)
    {
        if (!features.IsAffinity(key.F)) return key.G < 0 ? [(key.F, cuts.F)] : [(key.F, cuts.F), (key.G, cuts.G)];
        return key.G >= 0 && !features.IsAffinity(key.G) ? [(key.G, cuts.G)] : [];
    }
}
