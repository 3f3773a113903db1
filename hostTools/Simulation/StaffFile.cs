using Endcap.Protocol.Update;

namespace Endcap.Simulation;

/// <summary>A file that the staff sends to a label.</summary>
/// <param name="Kind">One of <see cref="Manifest"/>'s: shelf, content, settings.</param>
/// <param name="Version">1 or more; rises from file to file of a kind.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Trial">Whether it goes back unless it is confirmed after the restart.</param>
/// <param name="Downgrade">Whether its version may be lower than the active one.</param>
public sealed record StaffFile(int Kind, uint Version, byte[] Bytes, bool Trial = false, bool Downgrade = false)
{
    /// <summary>The manifest for a label.</summary>
    /// <param name="deviceKey">The label's key.</param>
    /// <param name="labelId">The label that the key is of.</param>
    public byte[] ManifestFor(byte[] deviceKey, uint labelId) => Manifest.Encode(StaffKeys.File(deviceKey), labelId, Kind,
        (Trial ? Manifest.Trial : 0) | (Downgrade ? Manifest.Downgrade : 0), Version, Bytes);
}
