using Endcap.Protocol;

namespace Endcap.Compression.Faults;

public static partial class FaultTable
{
    private const string PageBug = "The page or app that wrote it does not follow PROTOCOL.md, or the packet was changed on its way.";
    private const string MendPage = "Compare the bytes with the Profile section of PROTOCOL.md; use the page that came with this firmware.";
    private const string ReadAgain = "Read Schema again, compute the bins from it and write once more; a page that was left open does this when it is loaded again.";

    private static DeviceFault[] PacketFaults() =>
    [
        new(PacketFault.TooShort, nameof(PacketFault.TooShort), "a packet shorter than its fixed part",
            "The write was cut off, or is no packet of this protocol.", MendPage),
        new(PacketFault.UnsupportedVersion, nameof(PacketFault.UnsupportedVersion), "a packet of another version",
            "Page and firmware come from different versions of the protocol.", "Use the page that came with this firmware, or update the firmware."),
        new(PacketFault.UnknownFlags, nameof(PacketFault.UnknownFlags), "a flag that the label does not know", PageBug, MendPage),
        new(PacketFault.WrongSchema, nameof(PacketFault.WrongSchema), "bins of another schema than the shelf's",
            "The label got a new shelf after the phone had read Schema, or the page keeps the schema of another label.", ReadAgain),
        new(PacketFault.WrongNonce, nameof(PacketFault.WrongNonce), "an old or a recorded packet",
            "Every connection and every ranking draws a new nonce; this packet has another one.", ReadAgain),
        new(PacketFault.TooManyProducts, nameof(PacketFault.TooManyProducts), "more listed products than the shelf or the label holds",
            "The phone lists more products than this shelf has, or than the label keeps room for.",
            "List only products of this shelf that differ from their rest bins; the page should send the most important ones."),
        new(PacketFault.LengthMismatch, nameof(PacketFault.LengthMismatch), "not the length that its counts ask for",
            "The write was cut off (a page that does not split long writes), or was packed for another schema.", MendPage),
        new(PacketFault.TooLong, nameof(PacketFault.TooLong), "longer than an attribute",
            "A packet takes at most 512 bytes.", "List fewer products."),
        new(PacketFault.BadBin, nameof(PacketFault.BadBin), "a bin that its feature does not have", PageBug, ReadAgain),
        new(PacketFault.BadProduct, nameof(PacketFault.BadProduct), "a product that the shelf does not have",
            "Product numbers are places on this shelf, and the shelf has fewer.", ReadAgain),
        new(PacketFault.BadOrder, nameof(PacketFault.BadOrder), "products out of order or double",
            PageBug, "Sort the listed products by number, each once."),
        new(PacketFault.BadPadding, nameof(PacketFault.BadPadding), "the spare half of a byte is not 0", PageBug, MendPage),
        new(PacketFault.BadContext, nameof(PacketFault.BadContext), "the label's own context bin is out of range",
            "The shelf wants a context feature for which the label has no bin: its fault, not the phone's.",
            "Set the label's clock; look with 'endcap inspect shelf.ecap' which context features the shelf has, and train without those that the firmware does not know."),
        new(PacketFault.BadCount, nameof(PacketFault.BadCount), "a number of ranks or pages, or a percentage, that cannot be",
            "Bytes changed on their way, or come from another protocol.", MendPage),
        .. StaffFaults(),
    ];
}
