namespace Endcap.Protocol;

/// <summary>
/// How a label is. It may keep this packet as its only copy: a byte array is the cheapest record on the device, and
/// <see cref="Count16"/> and <see cref="PacketBytes"/> change it in place.
/// </summary>
public static class StatusPacket
{
    /// <summary>Length of the packet.</summary>
    public const int Bytes = 28;

    /// <summary>Offset of the version (u8).</summary>
    public const int VersionAt = 0;

    /// <summary>Offset of the state bits (u8), those of <see cref="AdvertData"/> without the version.</summary>
    public const int StateAt = 1;

    /// <summary>Offset of the battery's percentage (u8), or <see cref="NoBattery"/>.</summary>
    public const int BatteryAt = 2;

    /// <summary>Offset of the last fault (u8): a BlobFault, a <see cref="PacketFault"/>, a LabelFault, or 0.</summary>
    public const int LastFaultAt = 3;

    /// <summary>Offset of the firmware's version: major (u8), minor (u8), patch (u16).</summary>
    public const int FirmwareAt = 4;

    /// <summary>Offset of the schema id (u32), 0 without a shelf.</summary>
    public const int SchemaIdAt = 8;

    /// <summary>Offset of the model version (u32), 0 without a shelf.</summary>
    public const int ModelVersionAt = 12;

    /// <summary>Offset of the seconds since the start (u32).</summary>
    public const int UptimeAt = 16;

    /// <summary>Offset of the number of rankings answered since the start (u32).</summary>
    public const int RankingsAt = 20;

    /// <summary>Offset of the number of packets refused since the start (u16, stays at 65535).</summary>
    public const int RefusedAt = 24;

    /// <summary>Offset of the number of exceptions survived since the start (u16, stays at 65535).</summary>
    public const int ExceptionsAt = 26;

    /// <summary>Battery value of a board that cannot measure.</summary>
    public const int NoBattery = 255;

    /// <summary>Writes a status in which nothing has happened yet: no shelf, no fault, counters 0.</summary>
    /// <param name="major">Firmware's major version, 0…255.</param>
    /// <param name="minor">Minor version, 0…255.</param>
    /// <param name="patch">Patch, 0…65535.</param>
    /// <param name="battery">Percent, 0…100, or <see cref="NoBattery"/>.</param>
    /// <param name="into">Receives <see cref="Bytes"/> bytes.</param>
    public static void Encode(int major, int minor, int patch, int battery, byte[] into)
    {
        for (int i = 0; i < Bytes; i++) into[i] = 0;
        into[VersionAt] = PacketBytes.Version;
        into[BatteryAt] = (byte)battery;
        into[FirmwareAt] = (byte)major;
        into[FirmwareAt + 1] = (byte)minor;
        PacketBytes.Put16(into, FirmwareAt + 2, patch);
    }

    /// <summary>Adds one to a 16-bit counter; it stays at 65535.</summary>
    public static void Count16(byte[] packet, int at)
    {
        int value = packet[at] | (packet[at + 1] << 8);
        if (value != 0xFFFF) PacketBytes.Put16(packet, at, value + 1);
    }

    /// <summary>Checks a packet. A longer one is a later addition to version 1 and is accepted.</summary>
    /// <returns>A <see cref="PacketFault"/> of the packet itself.</returns>
    public static int Check(byte[] packet, int length)
    {
        if (packet == null || length < Bytes || length > packet.Length) return PacketFault.TooShort;
        if (length > GattIds.MaxAttributeBytes) return PacketFault.TooLong;
        if (packet[VersionAt] != PacketBytes.Version) return PacketFault.UnsupportedVersion;
        int battery = packet[BatteryAt];
        return battery > 100 && battery != NoBattery ? PacketFault.BadCount : PacketFault.None;
    }
}
