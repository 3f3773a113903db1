#pragma warning disable IDE0130, CA2225 // the library has operators without named twins
namespace System.Device.Gpio;

/// <summary>A pin's level.</summary>
public struct PinValue : IEquatable<PinValue>
{
    private readonly byte _value;

    private PinValue(byte value) => _value = value;

    /// <summary>The supply's level.</summary>
    public static PinValue High => new(1);

    /// <summary>Ground's level.</summary>
    public static PinValue Low => new(0);

    /// <summary>Low for 0, else high.</summary>
    public static implicit operator PinValue(int value) => value == 0 ? Low : High;

    /// <summary>High for true.</summary>
    public static implicit operator PinValue(bool value) => value ? High : Low;

    /// <summary>0 or 1.</summary>
    public static explicit operator byte(PinValue value) => value._value;

    /// <summary>0 or 1.</summary>
    public static explicit operator int(PinValue value) => value._value;

    /// <summary>Whether it is high.</summary>
    public static explicit operator bool(PinValue value) => value._value != 0;

    /// <summary>Whether the levels are the same.</summary>
    public static bool operator ==(PinValue a, PinValue b) => a._value == b._value;

    /// <summary>Whether the levels differ.</summary>
    public static bool operator !=(PinValue a, PinValue b) => a._value != b._value;

    /// <inheritdoc/>
    public readonly bool Equals(PinValue other) => other._value == _value;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is PinValue other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => _value;

    /// <inheritdoc/>
    public override readonly string ToString() => _value == 0 ? "Low" : "High";
}
