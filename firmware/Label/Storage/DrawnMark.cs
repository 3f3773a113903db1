using Endcap.Label.Faults;
using Endcap.Protocol;

namespace Endcap.Label.Storage;

/// <summary>
/// A note on the drive of what the panel shows: the content record's checksum and the fault beside the price. Written
/// only when that changes, so it wears the flash no more than the content does.
/// </summary>
public static class DrawnMark
{
    private const int Bytes = 5;

    /// <summary>The mark of a picture.</summary>
    /// <param name="contentChecksum">Of the content record, 0 without one.</param>
    /// <param name="fault">The fault that is shown, or 0.</param>
    public static byte[] Of(int contentChecksum, int fault)
    {
        byte[] mark = new byte[Bytes];
        PacketBytes.Put32(mark, 0, contentChecksum);
        mark[4] = (byte)fault;
        return mark;
    }

    /// <summary>A mark that no picture has.</summary>
    public static byte[] Unknown()
    {
        return new byte[1];
    }

    /// <summary>What the drive says, or null where it says nothing.</summary>
    public static byte[] Read()
    {
        int fault;
        return Files.Read(Drive.Drawn, Bytes, LabelFault.None, LabelFault.None, out fault);
    }

    /// <summary>Replaces the note. The old one goes first: a full drive must not keep one that is wrong.</summary>
    /// <returns>0 or <see cref="LabelFault.DriveWrite"/>.</returns>
    public static int Write(byte[] mark)
    {
        int fault = Files.Delete(Drive.Drawn);
        return fault == LabelFault.None ? Files.Write(Drive.Drawn, mark) : fault;
    }

    /// <summary>Whether two marks are the same; null equals nothing.</summary>
    public static bool AreEqual(byte[] one, byte[] other)
    {
        if (one == null || one.Length != other.Length) return false;
        for (int i = 0; i < one.Length; i++)
            if (one[i] != other[i]) return false;
        return true;
    }
}
