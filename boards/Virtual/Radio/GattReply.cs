namespace Endcap.Virtual;

/// <summary>What came of an access of a phone; pending until <see cref="IsDone"/>.</summary>
public sealed class GattReply
{
    /// <summary>The error of an access that the end of the connection cut off.</summary>
    public const int Disconnected = -1;

    internal GattReply()
    {
    }

    /// <summary>Whether it is over.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The value read; empty for writes and errors.</summary>
    public byte[] Value { get; private set; } = [];

    /// <summary>0, an ATT error, or <see cref="Disconnected"/>.</summary>
    public int Error { get; private set; }

    /// <summary>Simulated time at which it was over, µs.</summary>
    public long DoneMicroseconds { get; private set; }

    internal void Set(byte[] value, int error, long now)
    {
        IsDone = true;
        Value = value;
        Error = error;
        DoneMicroseconds = now;
    }
}

/// <summary>A notification as the phone got it.</summary>
/// <param name="Uuid">The characteristic.</param>
/// <param name="Value">At most the MTU − 3 bytes.</param>
/// <param name="AtMicroseconds">Simulated time.</param>
public sealed record Notification(Guid Uuid, byte[] Value, long AtMicroseconds);
