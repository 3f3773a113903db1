using Endcap.Compression.Datasets;
using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>Writes blobs of format 1. The layout is the firmware's: <see cref="BlobLayout"/> and BLOB.md.</summary>
public static class BlobWriter
{
    /// <summary>The bytes of a content. Throws <see cref="OverflowException"/> when a number does not fit its field.</summary>
    public static byte[] Write(BlobContent content)
    {
        var sink = new ByteSink();
        int sections = 0;
        WriteHeader(sink, content);
        Section(content.IsCatalogue ? BlobLayout.CatalogueSection : BlobLayout.ShapeSection, () => WriteShape(sink, content));
        if (content.Tables is { } tables) Section(BlobLayout.TablesSection, () => WriteTables(sink, tables, content.Base.Length));
        if (content.Trees is { } trees) Section(BlobLayout.TreesSection, () => WriteTrees(sink, trees));
        if (content.Dense is { } dense) Section(BlobLayout.DenseSection, () => NetworkWriter.Write(sink, dense, content));
        if (content.Factors is { } factors) Section(BlobLayout.FactorsSection, () => NetworkWriter.Write(sink, factors, content));
        if (content.Products is { } products) Section(BlobLayout.ProductsSection, () => WriteProducts(sink, products));
        if (content.FeatureTexts is { } texts) Section(BlobLayout.FeaturesSection, () => WriteFeatures(sink, texts));
        if (content.Numbers is { } numbers) Section(BlobLayout.NumbersSection, () => WriteNumbers(sink, numbers));
        if (content.Prices is { } prices) Section(BlobLayout.PricesSection, () => WritePrices(sink, prices));
        foreach (UnknownSection unknown in content.Unknown) Section(unknown.Kind, () => sink.Bytes(unknown.Bytes));
        sink.SetU8(BlobLayout.SectionCountAt, sections);
        sink.SetU32(BlobLayout.LengthAt, (uint)sink.Length);
        byte[] blob = sink.ToArray();
        Seal(blob);
        return blob;

        void Section(int kind, Action write)
        {
            sections++;
            sink.U8(kind);
            int lengthAt = sink.Length;
            sink.Bytes([0, 0, 0]);
            write();
            int length = sink.Length - lengthAt - 3;
            if (length > 0xFFFFFF) throw new OverflowException($"Section 0x{kind:X2} has {length} bytes; a section holds at most 16,777,215.");
            sink.SetU24(lengthAt, length);
        }
    }

    /// <summary>Writes the checksum of a blob's present bytes into it.</summary>
    public static void Seal(byte[] blob) =>
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(BlobLayout.ChecksumAt), Crc32.OfBlob(blob, blob.Length));

    private static void WriteHeader(ByteSink sink, BlobContent content)
    {
        sink.U32(BlobLayout.Magic);
        sink.U8(BlobLayout.Major);
        sink.U8(BlobLayout.Minor);
        sink.U16(0); // flags, section count
        sink.U32(0); // length
        sink.U32(0); // checksum
        sink.U32(content.SchemaId);
        sink.U32(content.ModelVersion);
    }

    private static void WriteShape(ByteSink sink, BlobContent content)
    {
        int affinity = content.Features.Count(feature => feature.Scope == 2);
        if (content.IsCatalogue) sink.U16(checked((ushort)content.Base.Length));
        else sink.U8(content.Base.Length);
        sink.U8(content.Features.Count - affinity);
        sink.U8(affinity);
        if (!content.IsCatalogue) sink.U8(content.ItemCount);
        foreach (FeatureShape feature in content.Features)
        {
            sink.U8((feature.Radix - 1) | (feature.Scope << 4));
            if (feature.Scope == 2) sink.U8(feature.Rest);
        }

        foreach (short value in content.Base) sink.U16(value);
    }

    private static void WriteTables(ByteSink sink, TablesContent tables, int products)
    {
        sink.U8(tables.Grids.Count);
        foreach (byte[] grid in tables.Grids)
        {
            sink.U8(grid.Length);
            sink.Bytes(grid);
        }

        sink.U8(tables.Groups.Count);
        foreach (TableGroup group in tables.Groups) WriteGroup(sink, group, products);
    }

    private static void WriteGroup(ByteSink sink, TableGroup group, int products)
    {
        sink.U8(group.F);
        sink.U8(group.G < 0 ? BlobLayout.None : group.G);
        sink.U8(group.Grid < 0 ? BlobLayout.None : group.Grid);
        sink.U16(group.CutsF);
        sink.U16(group.CutsG);
        byte[] bitmap = new byte[(products + 7) / 8];
        foreach (BlobTable table in group.Tables) bitmap[table.Product >> 3] |= (byte)(1 << (table.Product & 7));
        sink.Bytes(bitmap);
        foreach (BlobTable table in group.Tables)
        {
            int bits = CutMask.Gather(table.CutsF, group.CutsF, out int bitsF);
            uint mask = (uint)(table.Shift | (bits << BlobLayout.TableShiftBits));
            mask |= (uint)CutMask.Gather(table.CutsG, group.CutsG, out int bitsG) << (BlobLayout.TableShiftBits + bitsF);
            for (int bit = 0; bit < BlobLayout.TableShiftBits + bitsF + bitsG; bit += 8) sink.U8((int)(mask >> bit) & 0xFF);
            foreach (sbyte cell in table.Cells) sink.U8((byte)cell);
        }
    }

    private static void WriteTrees(ByteSink sink, TreesContent trees)
    {
        foreach (byte[] bins in trees.ItemBins) sink.Bytes(bins);
        sink.U16(checked((ushort)trees.Trees.Count));
        foreach (BlobTree tree in trees.Trees)
        {
            sink.U8(tree.Product < 0 ? BlobLayout.None : tree.Product);
            sink.U8(tree.Shift);
            sink.U16(checked((ushort)tree.Nodes.Length));
            foreach (BlobNode node in tree.Nodes)
            {
                sink.U8(node.Feature < 0 ? BlobLayout.None : node.Feature);
                sink.U8(node.Feature < 0 ? (byte)checked((sbyte)node.Value) : node.Value);
                sink.U16(checked((ushort)node.Jump));
            }
        }
    }

    private static void WriteProducts(ByteSink sink, IReadOnlyList<ProductText> products)
    {
        foreach (ProductText product in products)
        {
            sink.Text(product.Sku);
            sink.Text(product.Name);
        }
    }

    private static void WriteFeatures(ByteSink sink, IReadOnlyList<FeatureText> features)
    {
        foreach (FeatureText feature in features)
        {
            sink.Text(feature.Name);
            sink.U8(KindByte(feature));
            sink.U8(feature.AbsentBin);
            if (feature.Kind == FeatureKind.Numeric) EdgeCode.Write(sink, feature.Edges);
            foreach (string category in feature.Categories) sink.Text(category);
        }
    }

    private static int KindByte(FeatureText feature)
    {
        int kind = feature.Kind switch
        {
            FeatureKind.Numeric => TextChecker.Numeric,
            FeatureKind.Categorical => TextChecker.Categorical,
            _ => TextChecker.Flag,
        };
        return kind | (feature.HasMissingBin ? TextChecker.HasMissingBin : 0);
    }

    private static void WriteNumbers(ByteSink sink, ScoreNumbers numbers)
    {
        sink.F32(numbers.Step);
        sink.F32(numbers.Offset);
        sink.F32(numbers.WorstError);
    }

    private static void WritePrices(ByteSink sink, ShelfPrices prices)
    {
        sink.Text(prices.Currency);
        sink.U8(prices.Decimals);
        foreach (uint price in prices.Minor) sink.U32(price);
    }
}
