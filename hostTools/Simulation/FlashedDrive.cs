using Endcap.Kernel;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Protocol.Update;

namespace Endcap.Simulation;

/// <summary>The files of a newly flashed label. Each is in both slots, so that bits which turn in one do not cost the price.</summary>
public static class FlashedDrive
{
    /// <summary>Path on the drive, and bytes. The state comes last: a label whose flashing broke off does not say that it has files.</summary>
    /// <param name="counter">Number of staff sessions: never below what the label had before.</param>
    /// <param name="shelf">A blob.</param>
    /// <param name="content">A content record; null for a board without a panel.</param>
    /// <param name="settings">A settings record, or null for the usual ones.</param>
    public static IReadOnlyList<(string Path, byte[] Bytes)> Of(uint counter, byte[] shelf, byte[]? content, byte[]? settings)
    {
        byte[]?[] kinds = [shelf, content, settings];
        var files = new List<(string, byte[])>();
        for (int kind = 1; kind <= Manifest.Kinds; kind++)
        {
            if (kinds[kind - 1] is not { } bytes) continue;
            files.Add((SlotFile.Path(kind, 0), bytes));
            files.Add((SlotFile.Path(kind, 1), bytes));
        }

        byte[] state = UpdateState.Encode(counter, [.. kinds.Select(bytes => bytes is null ? 0 : Crc32.OfBytes(bytes, bytes.Length))]);
        return [.. files, (Drive.StateA, state), (Drive.StateB, state)];
    }
}
