using System.Buffers.Binary;
using System.Text;
using Endcap.Compression.Datasets;
using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>The content of a blob that the firmware's reader has accepted; tables and trees are found by its own loaders.</summary>
internal static class BlobContentReader
{
    /// <summary>Reads every section.</summary>
    public static BlobContent Read(LoadedShelf shelf)
    {
        var features = new FeatureShape[shelf.Radix.Length];
        for (int f = 0; f < features.Length; f++)
            features[f] = new FeatureShape(shelf.Radix[f], shelf.Scope[f], f < shelf.SharedCount ? 0 : shelf.Rest[f - shelf.SharedCount]);
        var bases = new short[shelf.ProductCount];
        for (int p = 0; p < bases.Length; p++) bases[p] = (short)BlobLayout.I16(shelf.Blob, shelf.BaseAt + 2 * p);
        return new BlobContent
        {
            SchemaId = shelf.SchemaId,
            ModelVersion = shelf.ModelVersion,
            Features = features,
            IsCatalogue = shelf.NumberBytes == 2,
            ItemCount = shelf.ItemCount,
            Base = bases,
            Tables = shelf.TablesAt == 0 ? null : ReadTables(shelf),
            Trees = shelf.TreesAt == 0 ? null : ReadTrees(shelf),
            Dense = NetworkReader.ReadDense(shelf),
            Factors = NetworkReader.ReadFactors(shelf),
            Products = shelf.ProductsAt == 0 ? null : ReadProducts(shelf),
            FeatureTexts = shelf.FeaturesAt == 0 ? null : ReadFeatures(shelf),
            Numbers = shelf.NumbersAt == 0 ? null : ReadNumbers(shelf),
            Prices = shelf.PricesAt == 0 ? null : ReadPrices(shelf),
            Unknown = ReadUnknown(shelf),
        };
    }

    /// <summary>Kind, offset and length of each section's content, in file order.</summary>
    public static IEnumerable<(byte Kind, int At, int Length)> Sections(LoadedShelf shelf)
    {
        for (int at = BlobLayout.HeaderBytes; at < shelf.Length;)
        {
            int length = BlobLayout.U24(shelf.Blob, at + 1);
            yield return (shelf.Blob[at], at + BlobLayout.SectionHeaderBytes, length);
            at += BlobLayout.SectionHeaderBytes + length;
        }
    }

    private static TablesContent ReadTables(LoadedShelf shelf)
    {
        var plan = new TablesPlan(shelf);
        var grids = new List<byte[]>();
        for (int g = 0; g < plan.GridCount; g++) grids.Add(plan.SlotFeature[(g == 0 ? 0 : plan.GridEnd[g - 1])..plan.GridEnd[g]]);
        var groups = new List<TableGroup>();
        var table = new TableCursor(shelf, plan.GroupsAt);
        List<BlobTable> tables = [];
        while (table.Next())
        {
            if (table.Group == groups.Count)
            {
                tables = [];
                groups.Add(new TableGroup(table.F, OrNone(table.G), OrNone(table.Grid), table.GroupCutsF, table.GroupCutsG, tables));
            }

            byte[] cells = shelf.Blob[table.CellsAt..(table.CellsAt + table.Rows * table.Columns)];
            tables.Add(new BlobTable(table.Product, table.Shift, table.CutsF, table.CutsG, Array.ConvertAll(cells, cell => (sbyte)cell)));
        }

        return new TablesContent(grids, groups);
    }

    private static TreesContent ReadTrees(LoadedShelf shelf)
    {
        var bins = new byte[shelf.ProductCount][];
        for (int p = 0; p < bins.Length; p++) bins[p] = shelf.Blob.AsSpan(shelf.TreesAt + p * shelf.ItemCount, shelf.ItemCount).ToArray();
        var trees = new List<BlobTree>();
        for (int t = 0; t < shelf.TreeCount; t++)
        {
            var nodes = new BlobNode[BlobLayout.U16(shelf.Blob, shelf.TreeAt[t] - 2)];
            for (int n = 0; n < nodes.Length; n++)
            {
                int at = shelf.TreeAt[t] + n * BlobLayout.NodeBytes;
                int feature = OrNone(shelf.Blob[at]);
                nodes[n] = new BlobNode(feature, feature < 0 ? (sbyte)shelf.Blob[at + 1] : shelf.Blob[at + 1], BlobLayout.U16(shelf.Blob, at + 2));
            }

            trees.Add(new BlobTree(OrNone(shelf.TreeProduct[t]), shelf.TreeShift[t], nodes));
        }

        return new TreesContent(bins, trees);
    }

    private static List<ProductText> ReadProducts(LoadedShelf shelf)
    {
        int at = shelf.ProductsAt;
        var products = new List<ProductText>();
        for (int p = 0; p < shelf.ProductCount; p++) products.Add(new ProductText(ReadText(shelf.Blob, ref at), ReadText(shelf.Blob, ref at)));
        return products;
    }

    private static List<FeatureText> ReadFeatures(LoadedShelf shelf)
    {
        int at = shelf.FeaturesAt;
        var features = new List<FeatureText>();
        foreach (byte radix in shelf.Radix) features.Add(ReadFeature(shelf.Blob, ref at, radix));
        return features;
    }

    private static FeatureText ReadFeature(byte[] blob, ref int at, int radix)
    {
        string name = ReadText(blob, ref at);
        int kind = blob[at++];
        int absent = blob[at++];
        bool missing = (kind & TextChecker.HasMissingBin) != 0;
        int values = radix - (missing ? 1 : 0);
        FeatureKind featureKind = (kind & 3) switch
        {
            TextChecker.Numeric => FeatureKind.Numeric,
            TextChecker.Categorical => FeatureKind.Categorical,
            _ => FeatureKind.Flag,
        };
        double[] edges = featureKind == FeatureKind.Numeric ? EdgeCode.Read(blob, ref at, values - 1) : [];
        string[] categories = featureKind == FeatureKind.Categorical ? new string[values] : [];
        for (int c = 0; c < categories.Length; c++) categories[c] = ReadText(blob, ref at);
        return new FeatureText(name, featureKind, missing, absent, edges, categories);
    }

    private static ScoreNumbers ReadNumbers(LoadedShelf shelf)
    {
        ReadOnlySpan<byte> bytes = shelf.Blob.AsSpan(shelf.NumbersAt);
        return new ScoreNumbers(BinaryPrimitives.ReadSingleLittleEndian(bytes), BinaryPrimitives.ReadSingleLittleEndian(bytes[4..]),
            BinaryPrimitives.ReadSingleLittleEndian(bytes[8..]));
    }

    private static ShelfPrices ReadPrices(LoadedShelf shelf)
    {
        int at = shelf.PricesAt;
        string currency = ReadText(shelf.Blob, ref at);
        int decimals = shelf.Blob[at++];
        return new ShelfPrices(currency, decimals,
            [.. Enumerable.Range(0, shelf.ProductCount).Select(p => (uint)BlobLayout.I32(shelf.Blob, at + 4 * p))]);
    }

    private static List<UnknownSection> ReadUnknown(LoadedShelf shelf) =>
        [.. Sections(shelf).Where(section => section.Kind is BlobLayout.OptionalSection or > BlobLayout.PricesSection)
            .Select(section => new UnknownSection(section.Kind, shelf.Blob.AsSpan(section.At, section.Length).ToArray()))];

    private static string ReadText(byte[] blob, ref int at)
    {
        int length = blob[at++];
        at += length;
        return Encoding.UTF8.GetString(blob, at - length, length);
    }

    private static int OrNone(int value) => value == BlobLayout.None ? -1 : value;
}
