using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>A blob in an array as the label's reader of stored catalogues takes it.</summary>
public sealed class ArraySource : BlobSource
{
    private readonly byte[] _blob;

    /// <summary>Of a whole blob.</summary>
    public ArraySource(byte[] blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        _blob = blob;
        Length = blob.Length;
    }

    /// <inheritdoc/>
    public override bool Begin() => true;

    /// <inheritdoc/>
    public override bool Copy(int at, byte[] into, int start, int count)
    {
        if (at < 0 || count > _blob.Length - at) return false;
        Array.Copy(_blob, at, into, start, count);
        return true;
    }

    /// <inheritdoc/>
    public override void Finish()
    {
    }

    /// <summary>Loads a blob as a label does: a shelf whole, of a catalogue what ranking needs.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="limit">Heap for what is kept and all that loading adds.</param>
    /// <param name="shelf">Receives the shelf.</param>
    /// <returns>A <see cref="BlobFault"/>.</returns>
    public static int Load(byte[] blob, int limit, out LoadedShelf shelf)
    {
        shelf = new LoadedShelf();
        var source = new ArraySource(blob);
        return CatalogueReader.IsCatalogue(source) ? CatalogueReader.Read(source, shelf, limit) : BlobReader.Read(blob, blob.Length, shelf, limit - blob.Length);
    }
}
