namespace Endcap.Protocol;

/// <summary>
/// The two services and their characteristics. One random UUID is the project's own; its first four bytes
/// end in a number that counts. PROTOCOL.md and UPDATE.md say what each
/// characteristic holds.
/// </summary>
public static class GattIds
{
    /// <summary>The service that a phone looks for; stands in the advert.</summary>
    public const string ShopperService = "7c1e0001-5d3a-4f86-9b27-e14a60c8d395";

    /// <summary>Read: what a phone must know of the shelf, in <see cref="SchemaPages"/>. Write: the page to read next.</summary>
    public const string Schema = "7c1e0002-5d3a-4f86-9b27-e14a60c8d395";

    /// <summary>Write: a <see cref="ProfilePacket"/>.</summary>
    public const string Profile = "7c1e0003-5d3a-4f86-9b27-e14a60c8d395";

    /// <summary>Notify and read: a <see cref="RankingPacket"/>.</summary>
    public const string Ranking = "7c1e0004-5d3a-4f86-9b27-e14a60c8d395";

    /// <summary>Read: a <see cref="StatusPacket"/>.</summary>
    public const string Status = "7c1e0005-5d3a-4f86-9b27-e14a60c8d395";

    /// <summary>The service of the store's staff; not in the advert.</summary>
    public const string StaffService = "7c1e0010-5d3a-4f86-9b27-e14a60c8d395";

    /// <summary>Read: challenge and the label's proof. Write: the staff's. See <see cref="Update.AuthPacket"/>.</summary>
    public const string Auth = "7c1e0011-5d3a-4f86-9b27-e14a60c8d395";

    /// <summary>Write: an <see cref="Update.ControlPacket"/>.</summary>
    public const string Control = "7c1e0012-5d3a-4f86-9b27-e14a60c8d395";

    /// <summary>Write, with or without response: an <see cref="Update.ChunkPacket"/>.</summary>
    public const string Chunk = "7c1e0013-5d3a-4f86-9b27-e14a60c8d395";

    /// <summary>Notify and read: an <see cref="Update.ProgressPacket"/>.</summary>
    public const string Progress = "7c1e0014-5d3a-4f86-9b27-e14a60c8d395";

    /// <summary>ATT error of a staff access without a proof: insufficient authorization (Bluetooth Core, Vol 3, Part F, 3.4.1.1).</summary>
    public const int NotAuthorizedError = 0x08;

    /// <summary>Bytes of an attribute's value, at most (Bluetooth Core, Vol 3, Part F, 3.2.9).</summary>
    public const int MaxAttributeBytes = 512;

    /// <summary>ATT error of a write while the label works on another: try again after the Ranking notification.</summary>
    public const int BusyError = 0x9F;

    /// <summary>ATT error of a read or write while the label has no shelf that ranks; Status has the fault.</summary>
    public const int NotReadyError = 0x9E;

    /// <summary>The ATT application error, 0x80…0x9D, of a <see cref="PacketFault"/> other than None.</summary>
    public static int AttError(int packetFault)
    {
        return packetFault + 64;
    }
}
