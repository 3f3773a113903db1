using System.Buffers.Binary;

namespace Endcap.Compression.Models.Safetensors;

/// <summary>A named tensor of a weights file; its data is inside the file.</summary>
/// <param name="Name">Its name: "0.weight".</param>
/// <param name="Type">Its elements.</param>
/// <param name="Shape">Lengths, outermost first.</param>
/// <param name="Data">The elements' bytes, little-endian.</param>
/// <param name="Strides">[dimension]: elements from one index to the next; null: row by row.</param>
internal sealed record StoredTensor(string Name, ElementType Type, int[] Shape, ReadOnlyMemory<byte> Data, int[]? Strides = null)
{
    /// <summary>Number of elements.</summary>
    public int Count => Shape.Aggregate(1, (product, length) => product * length);

    /// <summary>The shape for people: "[32, 15]".</summary>
    public string ShapeText => $"[{string.Join(", ", Shape)}]";

    /// <summary>The elements, row by row, as float32: wider types are rounded, narrower ones kept.</summary>
    public float[] Floats()
    {
        float[] all = new float[Count];
        var index = new int[Shape.Length];
        for (int i = 0, at = 0; i < all.Length; i++)
        {
            all[i] = Element(Strides is null ? i : at);
            if (Strides is not null) at = Next(index, at, Strides);
        }

        return all;
    }

    // The place of the next element: the last index runs fastest.
    private int Next(int[] index, int at, int[] strides)
    {
        for (int d = Shape.Length - 1; d >= 0; d--)
        {
            at += strides[d];
            if (++index[d] < Shape[d]) return at;
            at -= strides[d] * Shape[d];
            index[d] = 0;
        }

        return at;
    }

    private float Element(int at)
    {
        ReadOnlySpan<byte> data = Data.Span[(at * Type.Size())..];
        return Type switch
        {
            ElementType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(data),
            ElementType.F32 => BinaryPrimitives.ReadSingleLittleEndian(data),
            ElementType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(data),
            _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(data) << 16),
        };
    }
}
