using Endcap.Boards;

namespace Endcap.Tests.Firmware.Boards;

/// <summary>GPIO numbers of a chip family.</summary>
internal sealed record ChipPins(HashSet<int> Exist, HashSet<int> InputOnly, HashSet<int> Flash)
{
    /// <summary>The pins of a chip, or null for an unknown one.</summary>
    public static ChipPins? Of(string chip) => chip switch
    {
        Chips.Esp32 => new(Numbers("0-23 25-27 32-39"), Numbers("34-39"), Numbers("6-11")),
        Chips.Esp32S3 => new(Numbers("0-21 26-48"), [], Numbers("26-32")),
        Chips.Esp32C3 => new(Numbers("0-21"), [], Numbers("11-17")),
        Chips.Esp32C6 => new(Numbers("0-30"), [], Numbers("24-30")),
        _ => null,
    };

    private static HashSet<int> Numbers(string ranges) => [.. ranges.Split(' ').SelectMany(range =>
    {
        int[] ends = [.. range.Split('-').Select(int.Parse)];
        return Enumerable.Range(ends[0], ends[1] - ends[0] + 1);
    })];
}
