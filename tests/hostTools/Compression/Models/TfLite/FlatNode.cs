using System.Buffers.Binary;

namespace Endcap.Tests.HostTools.Compression.Models.TfLite;

/// <summary>A minimal FlatBuffers writer: parents before children, so that every offset points forward; nothing is shared.</summary>
internal abstract class FlatNode
{
    /// <summary>The whole file.</summary>
    public static byte[] File(FlatNode root, string mark)
    {
        var bytes = new List<byte>([0, 0, 0, 0, .. mark.Select(c => (byte)c)]);
        Patch(bytes, 0, root.Write(bytes));
        return [.. bytes];
    }

    /// <summary>Appends the node and what it refers to; returns its place.</summary>
    protected abstract int Write(List<byte> bytes);

    protected static void Patch(List<byte> bytes, int at, int target)
    {
        byte[] offset = Int(target - at);
        for (int i = 0; i < 4; i++) bytes[at + i] = offset[i];
    }

    public static byte[] Int(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    /// <summary>A table: [field] bytes, another node, or null for a field that is not there.</summary>
    public sealed class Table(params object?[] fields) : FlatNode
    {
        protected override int Write(List<byte> bytes)
        {
            int layout = bytes.Count, size = 4;
            var offsets = new int[fields.Length];
            for (int i = 0; i < fields.Length; i++)
            {
                if (fields[i] is null) continue;
                offsets[i] = size;
                size += fields[i] is byte[] inline ? inline.Length : 4;
            }

            foreach (int number in (int[])[4 + 2 * fields.Length, size, .. offsets]) bytes.AddRange(Int(number)[..2]);
            int table = bytes.Count;
            bytes.AddRange(Int(table - layout));
            foreach (object? field in fields) if (field is not null) bytes.AddRange(field as byte[] ?? new byte[4]);
            for (int i = 0; i < fields.Length; i++)
                if (fields[i] is FlatNode child) Patch(bytes, table + offsets[i], child.Write(bytes));
            return table;
        }
    }

    /// <summary>A vector of numbers' bytes, or a text.</summary>
    public sealed class Numbers(byte[] items, int itemSize) : FlatNode
    {
        protected override int Write(List<byte> bytes)
        {
            int at = bytes.Count;
            bytes.AddRange(Int(items.Length / itemSize));
            bytes.AddRange(items);
            return at;
        }
    }

    /// <summary>A vector of tables.</summary>
    public sealed class Tables(IReadOnlyList<FlatNode> items) : FlatNode
    {
        protected override int Write(List<byte> bytes)
        {
            int at = bytes.Count;
            bytes.AddRange(Int(items.Count));
            bytes.AddRange(new byte[4 * items.Count]);
            for (int i = 0; i < items.Count; i++) Patch(bytes, at + 4 + 4 * i, items[i].Write(bytes));
            return at;
        }
    }
}
