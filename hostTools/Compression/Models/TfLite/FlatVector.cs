namespace Endcap.Compression.Models.TfLite;

/// <summary>A vector of a FlatBuffers file; its items are inside the file.</summary>
internal readonly record struct FlatVector(FlatBuffer Buffer, int Start, int Count, int ItemSize, string Place)
{
    public int Int32(int index) => Buffer.Int32(Start + index * 4, Place);

    public long Int64(int index) => Buffer.Int64(Start + index * 8, Place);

    public float Single(int index) => Buffer.Single(Start + index * 4, Place);

    /// <summary>The table that an item points to.</summary>
    public FlatTable Table(int index, string place) => Buffer.Table(Buffer.Target(Start + index * 4, place), place);

    /// <summary>All items as 32-bit numbers, no more than a limit: E263.</summary>
    public int[] AllInt32(int most)
    {
        Buffer.Limit($"the length of {Place}", Count, most);
        int[] all = new int[Count];
        for (int i = 0; i < all.Length; i++) all[i] = Int32(i);
        return all;
    }
}
