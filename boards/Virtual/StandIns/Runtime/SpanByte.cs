#pragma warning disable IDE0130, CA2225, CA1815 // the library has operators without named twins, and no equality
namespace System;

/// <summary>A view of a part of a byte array, as nanoFramework has it. Bounds are checked like an array's.</summary>
public struct SpanByte
{
    private readonly byte[]? _array;
    private readonly int _start;

    /// <summary>A view of a whole array; null is empty.</summary>
    public SpanByte(byte[]? array)
        : this(array, 0, array?.Length ?? 0)
    {
    }

    /// <summary>A view of a part of an array; throws ArgumentOutOfRangeException outside it.</summary>
    public SpanByte(byte[]? array, int start, int length)
    {
        int all = array?.Length ?? 0;
        if (start < 0 || length < 0 || start > all - length) throw new ArgumentOutOfRangeException(nameof(start));
        (_array, _start, Length) = (array, start, length);
    }

    /// <summary>Number of bytes.</summary>
    public int Length { get; }

    /// <summary>A byte; throws IndexOutOfRangeException outside the view.</summary>
    public byte this[int index]
    {
        readonly get => _array.AsSpan(_start, Length)[index];
        set => _array.AsSpan(_start, Length)[index] = value;
    }

    /// <summary>A view of a whole array.</summary>
    public static implicit operator SpanByte(byte[]? array) => new(array);

    /// <summary>A copy of the bytes.</summary>
    public readonly byte[] ToArray() => _array.AsSpan(_start, Length).ToArray();
}
