using Endcap.Kernel;

namespace Endcap.Protocol;

/// <summary>The service data of the advert, 9 bytes; PROTOCOL.md has the sum of the 31-byte packets that hold it.</summary>
public static class AdvertData
{
    /// <summary>Length of the service data without the UUID.</summary>
    public const int Bytes = 9;

    /// <summary>Offset of the state byte.</summary>
    public const int StateAt = 0;

    /// <summary>Offset of the label id (u32).</summary>
    public const int LabelIdAt = 1;

    /// <summary>Offset of the schema id (u32).</summary>
    public const int SchemaIdAt = 5;

    /// <summary>Length of the device's name in bytes, at most: what the first packet has left.</summary>
    public const int MaxNameBytes = 8;

    /// <summary>State: somebody of the store should look; Status has the fault.</summary>
    public const int ServiceNeeded = 1;

    /// <summary>State: a shelf is loaded and can be ranked.</summary>
    public const int Ready = 2;

    /// <summary>State: the battery should be changed.</summary>
    public const int LowBattery = 4;

    /// <summary>State: the version of this layout, in bits 5…7.</summary>
    public const int VersionShift = 5;

    /// <summary>Writes the service data.</summary>
    /// <param name="state">A sum of the state bits.</param>
    /// <param name="labelId">Given to the label by the store.</param>
    /// <param name="schemaId">The shelf's schema, 0 where none is loaded.</param>
    /// <param name="into">Receives <see cref="Bytes"/> bytes.</param>
    public static void Encode(int state, uint labelId, uint schemaId, byte[] into)
    {
        into[StateAt] = (byte)((state & 7) | (PacketBytes.Version << VersionShift));
        PacketBytes.Put32(into, LabelIdAt, (int)labelId);
        PacketBytes.Put32(into, SchemaIdAt, (int)schemaId);
    }

    /// <summary>Checks service data. Longer data is a later addition to version 1 and is accepted.</summary>
    /// <returns>A <see cref="PacketFault"/>.</returns>
    public static int Check(byte[] data, int length)
    {
        if (data == null || length < Bytes || length > data.Length) return PacketFault.TooShort;
        return data[StateAt] >> VersionShift != PacketBytes.Version ? PacketFault.UnsupportedVersion : PacketFault.None;
    }

    /// <summary>The label id of checked data.</summary>
    public static uint LabelId(byte[] data)
    {
        return (uint)BlobLayout.I32(data, LabelIdAt);
    }

    /// <summary>The schema id of checked data.</summary>
    public static uint SchemaId(byte[] data)
    {
        return (uint)BlobLayout.I32(data, SchemaIdAt);
    }
}
