using System.Buffers.Binary;

namespace Endcap.Compression.Models.TfLite;

/// <summary>Unpacks the data of constant tensors.</summary>
/// <param name="buffer">The file.</param>
internal sealed class TfLiteConstants(FlatBuffer buffer)
{
    // Tensors may share a buffer; an honest file does so rarely.
    private long _elementsLeft = 4L * buffer.Length;

    public float[] Floats(TfLiteTensor tensor)
    {
        Use(tensor);
        ReadOnlySpan<byte> data = buffer.Bytes(tensor.Data);
        float[] all = new float[tensor.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = tensor.Type == TfLiteType.Float32
                ? BinaryPrimitives.ReadSingleLittleEndian(data[(4 * i)..])
                : (float)BinaryPrimitives.ReadHalfLittleEndian(data[(2 * i)..]);
        }

        return all;
    }

    public int[] Integers(TfLiteTensor tensor)
    {
        Use(tensor);
        ReadOnlySpan<byte> data = buffer.Bytes(tensor.Data);
        int[] all = new int[tensor.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = tensor.Type switch
            {
                TfLiteType.Int8 => (sbyte)data[i],
                TfLiteType.UInt8 => data[i],
                TfLiteType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(data[(4 * i)..]),
                _ => (int)Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(data[(8 * i)..]), int.MinValue, int.MaxValue),
            };
        }

        return all;
    }

    private void Use(TfLiteTensor tensor)
    {
        if ((_elementsLeft -= tensor.Count) < 0) throw buffer.Bad(tensor.Place, "the constants are larger than the file");
    }
}
