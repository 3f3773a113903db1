namespace Endcap.Compression.Models.TfLite;

/// <summary>A table of a FlatBuffers file; a field that is not there has its default.</summary>
internal readonly record struct FlatTable(FlatBuffer Buffer, int Position, int Layout, int LayoutSize, int Size, string Place)
{
    public byte UInt8(int field) => Find(field, 1) is int at ? Buffer.UInt8(at, Place) : (byte)0;

    public int Int32(int field) => Find(field, 4) is int at ? Buffer.Int32(at, Place) : 0;

    public uint UInt32(int field) => Find(field, 4) is int at ? Buffer.UInt32(at, Place) : 0;

    public long Int64(int field) => Find(field, 8) is int at ? Buffer.Int64(at, Place) : 0;

    public float Single(int field) => Find(field, 4) is int at ? Buffer.Single(at, Place) : 0;

    public bool Has(int field) => Find(field, 4) is not null;

    /// <summary>A table in a field, or null.</summary>
    public FlatTable? Table(int field, string place) => Find(field, 4) is int at ? Buffer.Table(Buffer.Target(at, place), place) : null;

    /// <summary>A vector in a field; empty where it is not there.</summary>
    public FlatVector Vector(int field, int itemSize, string place) => Find(field, 4) is int at
        ? Buffer.Vector(Buffer.Target(at, place), itemSize, place)
        : new FlatVector(Buffer, 0, 0, itemSize, place);

    /// <summary>A text, or "".</summary>
    public string Text(int field, string place)
    {
        FlatVector text = Vector(field, 1, place);
        Buffer.Limit($"the length of {place}", text.Count, 4096);
        return Buffer.Text(text);
    }

    // Where a field's value is, or null.
    private int? Find(int field, int size)
    {
        int entry = 4 + 2 * field;
        if (entry + 2 > LayoutSize) return null;
        int offset = Buffer.UInt16(Layout + entry, Place);
        if (offset == 0) return null;
        return offset >= 4 && offset + size <= Size ? Position + offset : throw Buffer.Bad(Place, $"field {field} is outside its table");
    }
}
