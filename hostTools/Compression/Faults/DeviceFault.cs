namespace Endcap.Compression.Faults;

/// <summary>One number that a label may show on its panel, in Status or in a Ranking.</summary>
/// <param name="Number">1…63 blob, 64…93 packet, 94 and more the label itself; 0 is "no fault".</param>
/// <param name="Name">The constant's name in the firmware.</param>
/// <param name="Message">What is wrong, in a few words that go into a sentence.</param>
/// <param name="Cause">How it usually comes about, a sentence.</param>
/// <param name="Help">What to do, a sentence or two.</param>
public sealed record DeviceFault(int Number, string Name, string Message, string Cause, string Help)
{
    // Where the numbers of packets and of the label itself begin (PacketFault, LabelFault).
    private const int FirstPacket = 64, FirstLabel = 94;

    /// <summary>What the number is about: none, blob, packet, label.</summary>
    public string Origin => Number switch { 0 => "none", < FirstPacket => "blob", < FirstLabel => "packet", _ => "label" };

    /// <summary>The ATT application error that a phone may see instead, or null: only packet faults have one.</summary>
    public int? AttError => Origin == "packet" ? Protocol.GattIds.AttError(Number) : null;
}
