namespace Endcap.Protocol;

/// <summary>
/// Why a packet was refused. The numbers are stable and continue those of blobs (1…63): 64…93 belong to packets, so that
/// one byte in Status names either. As an ATT error a number stands 64 higher, see <see cref="GattIds.AttError"/>.
/// </summary>
public static class PacketFault
{
    /// <summary>The packet is sound.</summary>
    public const int None = 0;

    /// <summary>Null, or shorter than the fixed part.</summary>
    public const int TooShort = 64;

    /// <summary>Written in another version of the packet.</summary>
    public const int UnsupportedVersion = 65;

    /// <summary>A flag is set that version 1 does not know.</summary>
    public const int UnknownFlags = 66;

    /// <summary>The bins follow another schema than the shelf's.</summary>
    public const int WrongSchema = 67;

    /// <summary>Not the nonce that the label gave out: an old or a recorded packet.</summary>
    public const int WrongNonce = 68;

    /// <summary>More listed products than the shelf has, or than the label keeps room for.</summary>
    public const int TooManyProducts = 69;

    /// <summary>Not the length that the counts ask for.</summary>
    public const int LengthMismatch = 70;

    /// <summary>Longer than an attribute.</summary>
    public const int TooLong = 71;

    /// <summary>A bin that its feature does not have.</summary>
    public const int BadBin = 72;

    /// <summary>A product that the shelf does not have.</summary>
    public const int BadProduct = 73;

    /// <summary>Listed products do not ascend strictly, or ranks are out of order or hold a product twice.</summary>
    public const int BadOrder = 74;

    /// <summary>The spare half of a byte is not 0.</summary>
    public const int BadPadding = 75;

    /// <summary>The label's own context bin is out of range or missing: not the phone's fault.</summary>
    public const int BadContext = 76;

    /// <summary>A number of ranks or pages that cannot be, or a percentage above 100.</summary>
    public const int BadCount = 77;

    /// <summary>The writer does not have the label's key.</summary>
    public const int WrongProof = 78;

    /// <summary>After wrong proofs the label takes none for a while.</summary>
    public const int TooSoon = 79;

    /// <summary>The label has no key: nobody can prove anything.</summary>
    public const int NoKey = 80;

    /// <summary>The tag of an operation or a chunk is wrong.</summary>
    public const int BadTag = 81;

    /// <summary>An unknown kind or flag, length 0 or version 0.</summary>
    public const int BadManifest = 82;

    /// <summary>Not above the active version, and no downgrade is allowed.</summary>
    public const int OldVersion = 83;

    /// <summary>This version with these bytes is active already.</summary>
    public const int AlreadyThere = 84;

    /// <summary>No file is being sent.</summary>
    public const int NoUpdate = 85;

    /// <summary>Bytes of the file are missing.</summary>
    public const int Incomplete = 86;

    /// <summary>The file is not the manifest's.</summary>
    public const int WrongHash = 87;

    /// <summary>Nothing to confirm, or no previous version to go back to.</summary>
    public const int NothingThere = 88;

    /// <summary>A chunk out of place.</summary>
    public const int BadChunk = 89;

    /// <summary>An operation's sequence is 0 or below the last.</summary>
    public const int OldSequence = 90;

    /// <summary>An operation or kind that is not known, or a value out of range.</summary>
    public const int BadOperation = 91;

    /// <summary>The file is longer than the board takes.</summary>
    public const int TooLargeForBoard = 92;

    /// <summary>The drive did not take what had to be stored.</summary>
    public const int NotStored = 93;
}
