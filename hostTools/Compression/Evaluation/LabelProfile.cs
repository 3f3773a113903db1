using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Evaluation;

/// <summary>A shopper as the kernel sees one: bins of shared features, and the products that differ from their rest bins.</summary>
/// <param name="Shared">[shared feature, at least one entry]: bin.</param>
/// <param name="Listed">Per listed product: its number (of a catalogue: two bytes, the low one first), then a bin for each affinity feature.</param>
/// <param name="ListedCount">Number of listed products.</param>
public sealed record LabelProfile(byte[] Shared, byte[] Listed, int ListedCount)
{
    /// <summary>Makes a profile.</summary>
    /// <param name="features">The run-time features.</param>
    /// <param name="shared">[shared feature]: bin.</param>
    /// <param name="affinity">[product][affinity feature]: bin.</param>
    /// <param name="isCatalogue">Whether product numbers take two bytes.</param>
    public static LabelProfile Of(RuntimeFeatures features, ReadOnlySpan<byte> shared, IReadOnlyList<byte[]> affinity, bool isCatalogue = false)
    {
        var listed = new List<byte>();
        int count = 0;
        for (int product = 0; product < affinity.Count; product++)
        {
            if (AtRest(features, affinity[product])) continue;
            count++;
            listed.Add((byte)product);
            if (isCatalogue) listed.Add((byte)(product >> 8));
            listed.AddRange(affinity[product]);
        }

        byte[] bins = new byte[Math.Max(1, features.SharedCount)];
        shared[..features.SharedCount].CopyTo(bins);
        return new LabelProfile(bins, [.. listed], count);
    }

    private static bool AtRest(RuntimeFeatures features, byte[] affinity)
    {
        for (int a = 0; a < affinity.Length; a++)
            if (affinity[a] != features.Features[features.SharedCount + a].AbsentBin) return false;
        return true;
    }
}
