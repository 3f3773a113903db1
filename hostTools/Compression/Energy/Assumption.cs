namespace Endcap.Compression.Energy;

/// <summary>One number that the energy model rests on, as a range; none was measured.</summary>
/// <param name="Key">Stable name, camelCase.</param>
/// <param name="What">What it is, with its unit, for reports.</param>
/// <param name="Best">The end of the range that makes a battery last longest.</param>
/// <param name="Worst">The other end.</param>
/// <param name="Source">Where it comes from, or why it is assumed.</param>
public sealed record Assumption(string Key, string What, double Best, double Worst, string Source)
{
    /// <summary>The number in the best or the worst case.</summary>
    public double In(bool best) => best ? Best : Worst;
}
