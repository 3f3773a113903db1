using System.Text;
using Endcap.Compression.Demo;

namespace Endcap.Compression.Preparation;

/// <summary>Hashes of texts that are the same on every machine and version, which .NET's own are not. Not for secrets.</summary>
internal static class StableHash
{
    /// <summary>FNV-1a, 64 bits.</summary>
    public static ulong Of(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in Encoding.UTF8.GetBytes(text)) hash = (hash ^ b) * 1099511628211;
        return hash;
    }

    /// <summary>A number between 0 and 1; mixed again, because FNV alone spreads short texts badly over the upper bits.</summary>
    public static double Unit(string text) => new SplitMix64(Of(text)).NextUnit();
}
