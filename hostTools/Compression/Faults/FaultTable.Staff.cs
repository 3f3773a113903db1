using Endcap.Protocol;

namespace Endcap.Compression.Faults;

public static partial class FaultTable
{
    private const string StaffBug = "The program that wrote it does not follow UPDATE.md, or the bytes were changed on their way.";
    private const string SendAgain = "Connect and prove the key again, then go on: the label keeps what it has.";

    private static DeviceFault[] StaffFaults() =>
    [
        new(PacketFault.WrongProof, nameof(PacketFault.WrongProof), "a proof that the label's key does not give",
            "The key is of another label, store or generation, or the challenge was an old one.",
            "Compare label id and generation in Auth with the key file; derive the key again from the store's."),
        new(PacketFault.TooSoon, nameof(PacketFault.TooSoon), "the label takes no proof for a while",
            "Somebody wrote wrong proofs: the wait doubles with each.", "Wait as long as Auth says, then use the right key."),
        new(PacketFault.NoKey, nameof(PacketFault.NoKey), "the label has no key",
            "It was flashed without one, so nobody can change it over the air.", "Give it a key over USB."),
        new(PacketFault.BadTag, nameof(PacketFault.BadTag), "an operation or chunk with a wrong tag",
            "It was changed on its way, or made with the key of another session.", SendAgain),
        new(PacketFault.BadManifest, nameof(PacketFault.BadManifest), "a manifest with an unknown kind or flag, or without length or version",
            StaffBug, "Compare it with the Manifest section of UPDATE.md; versions begin at 1."),
        new(PacketFault.OldVersion, nameof(PacketFault.OldVersion), "a version that is not above the active one",
            "The label has a newer version, or this one with other bytes.", "Raise the version, or allow the downgrade explicitly."),
        new(PacketFault.AlreadyThere, nameof(PacketFault.AlreadyThere), "the version is active already",
            "The same file was sent before.", "Nothing to do."),
        new(PacketFault.NoUpdate, nameof(PacketFault.NoUpdate), "no file is being sent",
            "Start was not written, or the label dropped what was there after a wrong hash.", "Write Start with the manifest, then the chunks."),
        new(PacketFault.Incomplete, nameof(PacketFault.Incomplete), "bytes of the file are missing",
            "Chunks were lost on the air.", "Read Progress, send the missing ranges, and commit again."),
        new(PacketFault.WrongHash, nameof(PacketFault.WrongHash), "a file that is not the manifest's",
            "Manifest and chunks are of different files, or made with another key.", "Write Start again and send the whole file."),
        new(PacketFault.NothingThere, nameof(PacketFault.NothingThere), "nothing to confirm or to go back to",
            "The version was confirmed or taken back before, or the other slot holds nothing sound.", "Read Progress for what each slot has."),
        new(PacketFault.BadChunk, nameof(PacketFault.BadChunk), "a chunk out of place",
            StaffBug, "Offsets and lengths are multiples of 4, within one block of 1,024 bytes and within the file."),
        new(PacketFault.OldSequence, nameof(PacketFault.OldSequence), "an operation with an old sequence",
            "It was recorded and written again, or the program lost count.", SendAgain),
        new(PacketFault.BadOperation, nameof(PacketFault.BadOperation), "an operation that the label does not know, or one with a value out of range",
            "The program is newer than the firmware, or has a bug.", "Use the program that came with this firmware, or update the firmware."),
        new(PacketFault.TooLargeForBoard, nameof(PacketFault.TooLargeForBoard), "a file longer than the board takes",
            "A shelf above the board's budget, or a record above 2,048 bytes.",
            "Build the shelf with a smaller --budget; 'endcap inspect shelf.ecap --board ID' says whether it fits."),
        new(PacketFault.NotStored, nameof(PacketFault.NotStored), "the label's drive did not take it",
            "The drive is full or broken.", "Delete files that are not Endcap's from I:, or flash the label again with erasing."),
    ];
}
