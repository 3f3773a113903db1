namespace Endcap.Compression.Demo;

/// <summary>
/// A small random generator (SplitMix64, 64-bit state): the same seed gives the same numbers on every runtime and
/// version, which System.Random does not promise. Not for secrets.
/// </summary>
public sealed class SplitMix64
{
    private ulong _state;

    /// <summary>Creates a generator; every seed is good.</summary>
    public SplitMix64(ulong seed) => _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        ulong bits = _state += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>A number strictly between 0 and 1, so that its logarithm exists.</summary>
    public double NextUnit() => ((NextBits() >> 12) + 0.5) / (1UL << 52);

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1.</summary>
    public int NextBelow(int bound) => (int)(NextUnit() * bound);

    /// <summary>Whether an event of this probability happens.</summary>
    public bool NextChance(double probability) => NextUnit() < probability;

    /// <summary>A normal deviate with mean 0 and variance 1 (Box–Muller, one of the pair).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(NextUnit())) * Math.Cos(2 * Math.PI * NextUnit());

    /// <summary>A standard Gumbel deviate: the largest of utility + Gumbel is a multinomial-logit choice.</summary>
    public double NextGumbel() => -Math.Log(-Math.Log(NextUnit()));
}
