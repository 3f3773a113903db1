namespace Endcap.Kernel;

/// <summary>A blob that is not in RAM: a file on a label, an array in a tool. One reader at a time.</summary>
public abstract class BlobSource
{
    /// <summary>Bytes of the blob, after <see cref="Begin"/>.</summary>
    public int Length;

    /// <summary>Begins to read. False where that is not possible, or where the blob is no longer the one that was read before.</summary>
    public abstract bool Begin();

    /// <summary>Copies bytes of the blob, between <see cref="Begin"/> and <see cref="Finish"/>. False where they cannot be read.</summary>
    /// <param name="at">Offset in the blob.</param>
    /// <param name="into">Receives the bytes.</param>
    /// <param name="start">Index of the first one.</param>
    /// <param name="count">How many.</param>
    public abstract bool Copy(int at, byte[] into, int start, int count);

    /// <summary>Ends reading; may be called at any time.</summary>
    public abstract void Finish();
}
