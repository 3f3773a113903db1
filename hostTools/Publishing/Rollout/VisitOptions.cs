namespace Endcap.Publishing.Rollout;

/// <summary>How labels are visited.</summary>
/// <param name="Chunk">Bytes of a chunk's packet, at most: 20 … 512. What does not fit a packet goes as a long write with response.</param>
/// <param name="Loss">Share of packets lost on the air, 0 … below 1.</param>
/// <param name="Trial">Whether the label goes back unless it is heard of after its restart.</param>
/// <param name="Downgrade">Whether a version may be below the active one.</param>
/// <param name="Version">The version that the user named, or null.</param>
/// <param name="Seed">Of losses, nonces and the moment of the visit.</param>
public sealed record VisitOptions(int Chunk = 253, double Loss = 0, bool Trial = false, bool Downgrade = false, uint? Version = null, int Seed = 1)
{
    /// <summary>Visits before a label is given up.</summary>
    public const int MostAttempts = 3;

    /// <summary>How long a label is looked for: several of its sleeps.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(10);

    /// <summary>What is waited before another visit, and twice that before the next.</summary>
    public static TimeSpan BackOff { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest packet of a label's connection; it agrees to no more.</summary>
    public const int MostMtu = 256;

    /// <summary>What the connection is to take in one packet.</summary>
    public int Mtu => Math.Min(MostMtu, Chunk + 3);

    /// <summary>A seed for each label, never 0.</summary>
    public int SeedOf(uint label) => unchecked((Seed * 1_000_003) ^ (int)label) | 1 << 30;

    /// <summary>Whether chunks need a long write.</summary>
    public bool IsLong => Chunk > MostMtu - 3;
}
