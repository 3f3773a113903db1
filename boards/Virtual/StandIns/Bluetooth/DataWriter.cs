using System.Text;

namespace nanoFramework.Device.Bluetooth;

/// <summary>A buffer that grows by what is written, little-endian. Left out: DateTime, Single, Double.</summary>
public class DataWriter : Buffer
{
    private const uint FirstCapacity = 32;

    /// <summary>An empty buffer of 32 bytes capacity, as upstream.</summary>
    public DataWriter()
        : base(FirstCapacity)
    {
    }

    /// <summary>Bytes of a text in UTF-8.</summary>
    public uint MeasureString(string value) => (uint)Encoding.UTF8.GetByteCount(value);

    /// <summary>One byte, 0 or 1.</summary>
    public void WriteBoolean(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    /// <summary>The bytes in use of a buffer.</summary>
    public void WriteBuffer(Buffer buffer) => WriteBuffer(buffer, 0, buffer.Length);

    /// <summary>A part of a buffer.</summary>
    public void WriteBuffer(Buffer buffer, uint start, uint count) => WriteBytes(buffer.Data[(int)start..(int)(start + count)]);

    /// <summary>One byte.</summary>
    public void WriteByte(byte value) => WriteBytes([value]);

    /// <summary>All bytes of an array.</summary>
    public void WriteBytes(byte[] value)
    {
        EnsureCapacity(Length + (uint)value.Length);
        value.CopyTo(Data, (int)Length);
        Length += (uint)value.Length;
    }

    /// <summary>16 bytes in the order of Guid.ToByteArray.</summary>
    public void WriteGuid(Guid value) => WriteBytes(value.ToByteArray());

    /// <summary>16 bytes as on the air: the last byte of the UUID first.</summary>
    public void WriteUuid(Guid value)
    {
        byte[] bytes = value.ToByteArray(bigEndian: true);
        Array.Reverse(bytes);
        WriteBytes(bytes);
    }

    /// <summary>Two bytes.</summary>
    public void WriteInt16(short value) => WriteBytes(BitConverter.GetBytes(value));

    /// <summary>Four bytes.</summary>
    public void WriteInt32(int value) => WriteBytes(BitConverter.GetBytes(value));

    /// <summary>Eight bytes.</summary>
    public void WriteInt64(long value) => WriteBytes(BitConverter.GetBytes(value));

    /// <summary>Two bytes.</summary>
    public void WriteUInt16(ushort value) => WriteBytes(BitConverter.GetBytes(value));

    /// <summary>Four bytes.</summary>
    public void WriteUInt32(uint value) => WriteBytes(BitConverter.GetBytes(value));

    /// <summary>Eight bytes.</summary>
    public void WriteUInt64(ulong value) => WriteBytes(BitConverter.GetBytes(value));

    /// <summary>A text in UTF-8, without its length.</summary>
    /// <returns>Bytes written.</returns>
    public uint WriteString(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        WriteBytes(bytes);
        return (uint)bytes.Length;
    }

    /// <summary>The buffer itself, not a copy. Its capacity may exceed its length.</summary>
    public Buffer DetachBuffer() => this;
}
