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
}
