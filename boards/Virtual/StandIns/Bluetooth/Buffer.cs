namespace nanoFramework.Device.Bluetooth;

/// <summary>Bytes with a capacity and a length.</summary>
public class Buffer
{
    /// <summary>Bytes in use.</summary>
    protected uint _length;

    /// <summary>An empty buffer.</summary>
    /// <param name="capacity">Bytes.</param>
    public Buffer(uint capacity) => Data = new byte[capacity];

    /// <summary>A full buffer over an array, not a copy.</summary>
    public Buffer(byte[] array)
    {
        Data = array;
        _length = (uint)array.Length;
    }

    /// <summary>Bytes that it can hold.</summary>
    public uint Capacity => (uint)Data.Length;

    /// <summary>Bytes in use; more than the capacity throws an ArgumentException.</summary>
    public uint Length
    {
        get => _length;
        set => _length = value <= Data.Length ? value : throw new ArgumentException("Length greater than current buffer");
    }

    internal byte[] Data { get; private set; }

    /// <summary>Makes it hold at least so many bytes.</summary>
    public void EnsureCapacity(uint newCapacity)
    {
        byte[] data = Data;
        if (newCapacity > data.Length) Array.Resize(ref data, (int)newCapacity);
        Data = data;
    }

    /// <summary>A copy of the bytes in use.</summary>
    internal byte[] Copy() => Data[..(int)_length];
}
