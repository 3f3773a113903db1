using Endcap.Protocol;

namespace Endcap.Label.Faults;

/// <summary>What Status tells: versions, battery, the last fault, counters. Kept as the packet's own bytes.</summary>
public sealed class Health
{
    /// <summary>Firmware's major version.</summary>
    public const int Major = 0;

    /// <summary>Minor version.</summary>
    public const int Minor = 1;

    /// <summary>Patch.</summary>
    public const int Patch = 0;

    // Lower numbers are those of blobs and packets.
    private const int FirstOfLabel = LabelFault.NoDrive;

    private readonly byte[] _status = new byte[StatusPacket.Bytes];

    /// <summary>Nothing has happened yet.</summary>
    public Health()
    {
        StatusPacket.Encode(Major, Minor, Patch, StatusPacket.NoBattery, _status);
    }

    /// <summary>The fault that the panel shows: the first of this start that needs somebody of the store, or 0.</summary>
    public int Standing;

    /// <summary>Battery in percent, or <see cref="StatusPacket.NoBattery"/>.</summary>
    public void SetBattery(int percent)
    {
        _status[StatusPacket.BatteryAt] = (byte)percent;
    }

    /// <summary>The shelf that is loaded.</summary>
    public void SetShelf(uint schemaId, uint modelVersion)
    {
        PacketBytes.Put32(_status, StatusPacket.SchemaIdAt, (int)schemaId);
        PacketBytes.Put32(_status, StatusPacket.ModelVersionAt, (int)modelVersion);
    }

    /// <summary>The state bits of the advert and of Status.</summary>
    public void SetState(int state)
    {
        _status[StatusPacket.StateAt] = (byte)state;
    }

    /// <summary>A fault that needs somebody of the store. The first one stands: it is the cause, others may follow from it.</summary>
    public void Report(int fault)
    {
        if (fault == LabelFault.None) return;
        Note(fault);
        if (Standing == LabelFault.None) Standing = fault;
    }

    /// <summary>A fault that passes: only Status has it, and one of the label itself only while none stands.</summary>
    public void Note(int fault)
    {
        if (fault == LabelFault.None || (fault >= FirstOfLabel && Standing != LabelFault.None)) return;
        _status[StatusPacket.LastFaultAt] = (byte)fault;
    }

    /// <summary>A packet was refused.</summary>
    public void Refuse(int fault)
    {
        Note(fault);
        StatusPacket.Count16(_status, StatusPacket.RefusedAt);
    }

    /// <summary>An exception was survived.</summary>
    public void CountException()
    {
        Note(LabelFault.Exception);
        StatusPacket.Count16(_status, StatusPacket.ExceptionsAt);
    }

    /// <summary>A ranking was answered.</summary>
    public void CountRanking()
    {
        int at = StatusPacket.RankingsAt;
        PacketBytes.Put32(_status, at, Kernel.BlobLayout.I32(_status, at) + 1);
    }

    /// <summary>The packet, with the present uptime. The array is reused by the next call.</summary>
    public byte[] Status(long uptimeMilliseconds)
    {
        PacketBytes.Put32(_status, StatusPacket.UptimeAt, (int)(uptimeMilliseconds / 1000));
        return _status;
    }
}
