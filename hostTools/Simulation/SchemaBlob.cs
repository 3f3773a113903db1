using Endcap.Compression.Blobs;
using Endcap.Kernel;
using Endcap.Protocol;

namespace Endcap.Simulation;

/// <summary>
/// What a phone knows of a shelf after reading its schema pages, as a blob: products, features and edges as they stand in the
/// label's, but no tables, and base scores of 0. The blob's own readers then serve for the phone too.
/// </summary>
public static class SchemaBlob
{
    /// <summary>Joins checked pages.</summary>
    /// <param name="pages">All pages, in order.</param>
    /// <returns>The blob.</returns>
    /// <exception cref="InvalidDataException">The pages do not belong together, or their content is no schema.</exception>
    public static BlobImage Of(IReadOnlyList<byte[]> pages)
    {
        byte[] first = pages[0];
        if (pages.Any(page => !page.AsSpan(SchemaPages.SchemaIdAt, 8).SequenceEqual(first.AsSpan(SchemaPages.SchemaIdAt, 8))))
            throw new InvalidDataException("The schema pages are of different shelves: the shelf changed while the phone read.");
        byte[] content = [.. pages.SelectMany(page => page[SchemaPages.HeaderBytes..])];
        byte[] blob = Build(first, content);
        int fault = BlobImage.TryRead(blob, out BlobImage? image);
        return image ?? throw new InvalidDataException($"The schema pages hold no schema: blob fault {fault}.");
    }

    private static byte[] Build(byte[] page, byte[] content)
    {
        bool wide = (page[SchemaPages.FlagsAt] & PacketBytes.WideFlag) != 0;
        int products = wide ? BlobLayout.U16(content, 0) : content[0], shape = wide ? 4 + content[2] + 2 * content[3] : 4 + content[1] + 2 * content[2];
        int sections = 1, at = shape;
        for (; at < content.Length; at += BlobLayout.SectionHeaderBytes + BlobLayout.U24(content, at + 1)) sections++;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(BlobLayout.Magic);
        writer.Write((byte)BlobLayout.Major);
        writer.Write((byte)BlobLayout.Minor);
        writer.Write((byte)0);
        writer.Write((byte)sections);
        writer.Write(BlobLayout.HeaderBytes + BlobLayout.SectionHeaderBytes + content.Length + 2 * products);
        writer.Write(0);
        writer.Write(page.AsSpan(SchemaPages.SchemaIdAt, 8));
        writer.Write((byte)(wide ? BlobLayout.CatalogueSection : BlobLayout.ShapeSection));
        int length = shape + 2 * products;
        writer.Write([(byte)length, (byte)(length >> 8), (byte)(length >> 16)]);
        writer.Write(content.AsSpan(0, 3));
        writer.Write((byte)(wide ? content[3] : 0)); // a shelf's item features: the phone has no trees to test them
        writer.Write(content.AsSpan(4, shape - 4));
        writer.Write(new byte[2 * products]);
        writer.Write(content.AsSpan(shape));
        byte[] blob = stream.ToArray();
        BlobWriter.Seal(blob);
        return blob;
    }
}
