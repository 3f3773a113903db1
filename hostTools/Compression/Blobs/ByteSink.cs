using System.Buffers.Binary;
using System.Text;

namespace Endcap.Compression.Blobs;

/// <summary>Little-endian bytes in a growing array.</summary>
public sealed class ByteSink
{
    private byte[] _bytes = new byte[2048];

    /// <summary>Bytes so far.</summary>
    public int Length { get; private set; }

    /// <summary>Appends a byte.</summary>
    public void U8(int value)
    {
        if (Length == _bytes.Length) Array.Resize(ref _bytes, 2 * Length);
        _bytes[Length++] = checked((byte)value);
    }

    /// <summary>Appends 16 bits.</summary>
    public void U16(int value)
    {
        U8(value & 0xFF);
        U8((value >> 8) & 0xFF);
    }

    /// <summary>Appends 32 bits.</summary>
    public void U32(uint value)
    {
        U16((int)(value & 0xFFFF));
        U16((int)(value >> 16));
    }

    /// <summary>Appends a 32-bit floating point number.</summary>
    public void F32(float value) => U32(BitConverter.SingleToUInt32Bits(value));

    /// <summary>Appends a 64-bit floating point number.</summary>
    public void F64(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        U32((uint)bits);
        U32((uint)(bits >> 32));
    }

    /// <summary>Appends a whole number: zigzag, then 7 bits a byte, lowest first, high bit set where more follow.</summary>
    public void Varint(long value)
    {
        ulong rest = (ulong)(value << 1) ^ (ulong)(value >> 63);
        for (; rest >= 0x80; rest >>= 7) U8((int)(rest & 0x7F) | 0x80);
        U8((int)rest);
    }

    /// <summary>Appends a text: length (u8), UTF-8.</summary>
    public void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        U8(bytes.Length);
        Bytes(bytes);
    }

    /// <summary>Appends bytes.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes) U8(value);
    }

    /// <summary>Overwrites 24 bits.</summary>
    public void SetU24(int at, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(at), (ushort)value);
        _bytes[at + 2] = (byte)(value >> 16);
    }

    /// <summary>Overwrites 32 bits.</summary>
    public void SetU32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(at), value);

    /// <summary>Overwrites a byte.</summary>
    public void SetU8(int at, int value) => _bytes[at] = (byte)value;

    /// <summary>The bytes, copied.</summary>
    public byte[] ToArray() => _bytes.AsSpan(0, Length).ToArray();
}
