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
        image = fault == BlobFault.None ? new BlobImage(bytes, shelf, BlobContentReader.Read(shelf)) : null;
        return fault;
    }

    /// <summary>Kind, offset and length of each section's content, in file order.</summary>
    public IEnumerable<(byte Kind, int At, int Length)> Sections() => BlobContentReader.Sections(Shelf);
}
