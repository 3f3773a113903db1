using Endcap.Compression.Faults;
using Endcap.Protocol;
using Endcap.Simulation;

namespace Endcap.Publishing.Rollout;

/// <summary>Why a visit to a label failed.</summary>
/// <param name="Fault">The label's fault number, or 0.</param>
/// <param name="Text">What is wrong, in words.</param>
/// <param name="Help">What to do.</param>
/// <param name="MayPass">Whether another visit may go better.</param>
public sealed record Trouble(int Fault, string Text, string Help, bool MayPass)
{
    private static readonly int[] _passing =
    [
        PacketFault.TooSoon, PacketFault.BadTag, PacketFault.NoUpdate, PacketFault.Incomplete, PacketFault.WrongHash,
        PacketFault.OldSequence, PacketFault.NotStored,
    ];

    /// <summary>By what the label answered while <paramref name="what"/> was done.</summary>
    public static Trouble Of(StaffReply reply, string what)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (reply.Fault != 0) return Of(reply.Fault, what);
        return new Trouble(0, $"{what}: {reply}", "Bring the label into reach and charge it; the next run goes on where this one was.", true);
    }

    /// <summary>By a fault number.</summary>
    public static Trouble Of(int fault, string what)
    {
        DeviceFault? known = FaultTable.Find(fault);
        return new Trouble(fault, $"{what}: {known?.Message ?? "unknown"} (fault {fault})",
            known?.Help ?? "Use the endcap that belongs to the label's firmware.", _passing.Contains(fault));
    }
}
