using System.Buffers.Binary;
using System.Text;
using Endcap.Compression.Datasets;
using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>A blob that the firmware's reader has accepted, with its content for people and proofs.</summary>
public sealed class BlobImage
{
    /// <summary>Heap that host tools grant a blob; a board's own budget is far smaller.</summary>
    public const int HostHeapLimit = 64 << 20;

    private BlobImage(byte[] bytes, LoadedShelf shelf, BlobContent content) => (Bytes, Shelf, Content) = (bytes, shelf, content);

    /// <summary>The blob.</summary>
    public byte[] Bytes { get; }

    /// <summary>As the firmware loaded it.</summary>
    public LoadedShelf Shelf { get; }

    /// <summary>Section by section.</summary>
    public BlobContent Content { get; }

    /// <summary>Reads a blob. Answers a <see cref="BlobFault"/> and, when it is 0, the image.</summary>
    public static int TryRead(byte[] bytes, out BlobImage? image)
    {
        var shelf = new LoadedShelf();
        int fault = BlobReader.Read(bytes, bytes.Length, shelf, HostHeapLimit);
        image = fault == BlobFault.None ? new BlobImage(bytes, shelf, ContentOf(shelf)) : null;
        return fault;
    }

    /// <summary>Kind, offset and length of each section's content, in file order.</summary>
    public IEnumerable<(byte Kind, int At, int Length)> Sections()
    {
        for (int at = BlobLayout.HeaderBytes; at < Bytes.Length;)
        {
            int length = BlobLayout.U24(Bytes, at + 1);
            yield return (Bytes[at], at + BlobLayout.SectionHeaderBytes, length);
            at += BlobLayout.SectionHeaderBytes + length;
        }
    }

    private static BlobContent ContentOf(LoadedShelf shelf)
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
            ItemCount = shelf.ItemCount,
            Base = bases,
            Tables = shelf.TablesAt == 0 ? null : ReadTables(shelf),
            Trees = shelf.TreesAt == 0 ? null : ReadTrees(shelf),
            Products = shelf.ProductsAt == 0 ? null : ReadProducts(shelf),
            FeatureTexts = shelf.FeaturesAt == 0 ? null : ReadFeatures(shelf),
            Numbers = shelf.NumbersAt == 0 ? null : ReadNumbers(shelf),
            Unknown = ReadUnknown(shelf),
        };
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
        foreach (byte radix in shelf.Radix)
        {
            string name = ReadText(shelf.Blob, ref at);
            int kind = shelf.Blob[at++];
            int absent = shelf.Blob[at++];
            bool missing = (kind & TextChecker.HasMissingBin) != 0;
            int values = radix - (missing ? 1 : 0);
            FeatureKind featureKind = (kind & 3) switch
            {
                TextChecker.Numeric => FeatureKind.Numeric,
                TextChecker.Categorical => FeatureKind.Categorical,
                _ => FeatureKind.Flag,
            };
            double[] edges = featureKind == FeatureKind.Numeric ? EdgeCode.Read(shelf.Blob, ref at, values - 1) : [];
            string[] categories = featureKind == FeatureKind.Categorical ? new string[values] : [];
            for (int c = 0; c < categories.Length; c++) categories[c] = ReadText(shelf.Blob, ref at);
            features.Add(new FeatureText(name, featureKind, missing, absent, edges, categories));
        }

        return features;
    }

    private static ScoreNumbers ReadNumbers(LoadedShelf shelf)
    {
        ReadOnlySpan<byte> bytes = shelf.Blob.AsSpan(shelf.NumbersAt);
        return new ScoreNumbers(BinaryPrimitives.ReadSingleLittleEndian(bytes), BinaryPrimitives.ReadSingleLittleEndian(bytes[4..]),
            BinaryPrimitives.ReadSingleLittleEndian(bytes[8..]));
    }

    private static List<UnknownSection> ReadUnknown(LoadedShelf shelf)
    {
        var unknown = new List<UnknownSection>();
        for (int at = BlobLayout.HeaderBytes; at < shelf.Length;)
        {
            byte kind = shelf.Blob[at];
            int length = BlobLayout.U24(shelf.Blob, at + 1);
            at += BlobLayout.SectionHeaderBytes;
            if (kind is BlobLayout.OptionalSection or > BlobLayout.NumbersSection) unknown.Add(new UnknownSection(kind, shelf.Blob.AsSpan(at, length).ToArray()));
            at += length;
        }

        return unknown;
    }

    private static string ReadText(byte[] blob, ref int at)
    {
        int length = blob[at++];
        at += length;
        return Encoding.UTF8.GetString(blob, at - length, length);
    }

    private static int OrNone(int value) => value == BlobLayout.None ? -1 : value;
}
