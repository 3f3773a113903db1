using Endcap.Compression.Faults;
using Endcap.Protocol;
using Endcap.Virtual;

namespace Endcap.Simulation;

/// <summary>What came of something that the staff asked of a label.</summary>
/// <param name="AttError">0, an ATT error, or <see cref="GattReply.Disconnected"/>.</param>
/// <param name="Fault">The packet fault behind it, or of the operation in Progress; 0 for none.</param>
public sealed record StaffReply(int AttError, int Fault)
{
    /// <summary>It is done.</summary>
    public static StaffReply Done { get; } = new(0, 0);

    /// <summary>Whether it is done.</summary>
    public bool Ok => AttError == 0 && Fault == 0;

    /// <summary>Whether the connection ended before the answer.</summary>
    public bool IsLost => AttError == GattReply.Disconnected;

    /// <summary>By an ATT error.</summary>
    public static StaffReply Of(int error) =>
        new(error, error is >= 0x80 and < GattIds.NotReadyError ? error - GattIds.AttError(0) : 0);

    /// <summary>In words.</summary>
    public override string ToString() => this switch
    {
        { Ok: true } => "done",
        { IsLost: true } => "the connection was lost",
        { AttError: GattIds.NotAuthorizedError } => "refused: no proof of the key",
        { AttError: GattIds.BusyError } => "refused: the label is busy",
        { Fault: not 0 } => $"refused: {FaultTable.Find(Fault)?.Message ?? "unknown"} (fault {Fault})",
        _ => $"refused: ATT error 0x{AttError:X2}",
    };
}
