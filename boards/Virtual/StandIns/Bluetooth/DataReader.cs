using System.Buffers.Binary;
using System.Text;

namespace nanoFramework.Device.Bluetooth;

/// <summary>Reads values from a buffer, little-endian. Past its end it throws an ArgumentOutOfRangeException. Left out: DateTime, Single, Double.</summary>
public class DataReader
{
    private readonly Buffer _buffer;
    private int _position;

    private DataReader(Buffer buffer) => _buffer = buffer;

    /// <summary>Bytes not yet read.</summary>
    public uint UnconsumedBufferLength => _buffer.Length - (uint)_position;

    /// <summary>A reader at the buffer's beginning.</summary>
    public static DataReader FromBuffer(Buffer buffer) => new(buffer);

    /// <summary>A byte that is not 0.</summary>
    public bool ReadBoolean() => ReadByte() > 0;

    /// <summary>A buffer whose length upstream leaves at 0: only its capacity is set.</summary>
    public Buffer ReadBuffer(uint length)
    {
        Buffer read = new(length);
        Take((int)length).CopyTo(read.Data);
        return read;
    }

    /// <summary>One byte.</summary>
    public byte ReadByte() => Take(1)[0];

    /// <summary>Fills an array.</summary>
    public void ReadBytes(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Take(value.Length).CopyTo(value);
    }

    /// <summary>16 bytes in the order of Guid.ToByteArray.</summary>
    public Guid ReadGuid() => new(Take(16));

    /// <summary>16 bytes as on the air: the last byte of the UUID first.</summary>
    public Guid ReadUuid()
    {
        byte[] bytes = Take(16).ToArray();
        Array.Reverse(bytes);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Two bytes.</summary>
    public short ReadInt16() => BinaryPrimitives.ReadInt16LittleEndian(Take(2));

    /// <summary>Four bytes.</summary>
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>Eight bytes.</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>Two bytes.</summary>
    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>Four bytes.</summary>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Eight bytes.</summary>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>So many bytes of UTF-8.</summary>
    public string ReadString(uint codeUnitCount) => Encoding.UTF8.GetString(Take((int)codeUnitCount));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (UnconsumedBufferLength < count) throw new ArgumentOutOfRangeException(nameof(count), "No data in buffer");
        _position += count;
        return _buffer.Data.AsSpan(_position - count, count);
    }
}
