using System.Buffers.Binary;
using System.Text;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.TfLite;

/// <summary>
/// Checked reads of a FlatBuffers file: nothing outside the file is read, whatever the offsets say. Offsets to tables, vectors and
/// texts only point forward, so a reader of a fixed depth always ends.
/// </summary>
/// <param name="bytes">The whole file, little-endian.</param>
/// <param name="file">Its name, for messages.</param>
internal sealed class FlatBuffer(byte[] bytes, string file)
{
    public int Length => bytes.Length;

    /// <summary>The root table. Error: E261.</summary>
    public FlatTable Root(string place) => Table(Target(0, place), place);

    /// <summary>The table at a position. Error: E261.</summary>
    public FlatTable Table(int position, string place)
    {
        long layout = position - (long)Int32(position, place);
        if (layout < 0 || layout > bytes.Length - 4) throw Bad(place, $"the table's layout is at {layout}, outside the file");
        int layoutSize = UInt16((int)layout, place), size = UInt16((int)layout + 2, place);
        if (layoutSize < 4 || layoutSize > bytes.Length - layout) throw Bad(place, $"a table's layout of {layoutSize} bytes");
        if (size < 4 || size > bytes.Length - position) throw Bad(place, $"a table of {size} bytes does not fit the file");
        return new FlatTable(this, position, (int)layout, layoutSize, size, place);
    }

    /// <summary>Where the offset at a position points.</summary>
    public int Target(int at, string place)
    {
        long target = at + (long)UInt32(at, place);
        if (target <= at || target > bytes.Length - 4) throw Bad(place, $"an offset points to {target}, outside the file");
        return (int)target;
    }

    /// <summary>The vector of items of some bytes each at a position: where its items begin and how many there are.</summary>
    public FlatVector Vector(int position, int itemSize, string place)
    {
        uint count = UInt32(position, place);
        if (count > (bytes.Length - position - 4) / itemSize) throw Bad(place, $"a list of {count} items does not fit the file");
        return new FlatVector(this, position + 4, (int)count, itemSize, place);
    }

    public byte UInt8(int at, string place) => At(at, 1, place)[0];
    public int UInt16(int at, string place) => BinaryPrimitives.ReadUInt16LittleEndian(At(at, 2, place));
    public int Int32(int at, string place) => BinaryPrimitives.ReadInt32LittleEndian(At(at, 4, place));
    public uint UInt32(int at, string place) => BinaryPrimitives.ReadUInt32LittleEndian(At(at, 4, place));
    public long Int64(int at, string place) => BinaryPrimitives.ReadInt64LittleEndian(At(at, 8, place));
    public float Single(int at, string place) => BinaryPrimitives.ReadSingleLittleEndian(At(at, 4, place));
    public string Text(FlatVector vector) => Encoding.UTF8.GetString(Bytes(vector));
    public ReadOnlySpan<byte> Bytes(FlatVector vector) => bytes.AsSpan(vector.Start, vector.Count * vector.ItemSize);

    /// <summary>E261 at a place of this file.</summary>
    public UserErrorException Bad(string place, string what) => Catalogue.ModelMalformed(file, place, what);

    /// <summary>E262 for this file.</summary>
    public UserErrorException Unsupported(string what, string help) => Catalogue.ModelUnsupported(file, what, help);

    /// <summary>A number that must not be above a limit: E263.</summary>
    public void Limit(string what, long value, long limit)
    {
        if (value > limit) throw Catalogue.ModelLimit(file, what, value, limit);
    }

    private ReadOnlySpan<byte> At(int at, int size, string place) =>
        at >= 0 && at <= bytes.Length - size ? bytes.AsSpan(at, size) : throw Bad(place, $"the file ends before byte {at + (long)size}");
}
