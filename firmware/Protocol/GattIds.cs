namespace Endcap.Protocol;

/// <summary>
/// The shopper service and its characteristics. One random UUID is the project's own; its first four bytes
/// end in a number that counts. PROTOCOL.md says what each characteristic holds.
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
