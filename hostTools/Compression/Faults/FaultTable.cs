using Endcap.Kernel;

namespace Endcap.Compression.Faults;

/// <summary>Every fault number of the firmware with its meaning; tests compare it with the firmware's constants.</summary>
public static partial class FaultTable
{
    /// <summary>All faults by ascending number; "no fault" first.</summary>
    public static IReadOnlyList<DeviceFault> All { get; } =
    [
        new(BlobFault.None, nameof(BlobFault.None), "sound", "Nothing went wrong since the firmware started.", "Nothing to do."),
        .. BlobFaults(), .. PacketFaults(), .. LabelFaults(),
    ];

    /// <summary>The fault of that number, or null.</summary>
    public static DeviceFault? Find(int number) => All.FirstOrDefault(fault => fault.Number == number);
}
