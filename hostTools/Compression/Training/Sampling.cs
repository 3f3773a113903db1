namespace Endcap.Compression.Training;

/// <summary>
/// Random numbers that depend on (seed, stream, index) only, never on which thread asks: SplitMix64
/// (Steele, Lea and Flood 2014) used as a hash.
/// </summary>
internal sealed class Sampling
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private readonly ulong _key;
    private ulong _next;

    public Sampling(int seed, int stream) => _key = Mix(Mix((uint)seed + Golden) ^ (uint)stream);

    /// <summary>64 random bits for an index.</summary>
    public ulong At(ulong index) => Mix(_key + (index + 1) * Golden);

    /// <summary>A number from 0 to below 1 for an index.</summary>
    public double UnitAt(ulong index) => (At(index) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Fills <paramref name="rows"/> with about fraction × count of the rows 0 … count − 1, ascending; at least one.</summary>
    /// <returns>How many.</returns>
    public int SampleRows(int count, double fraction, int[] rows)
    {
        ulong limit = (ulong)(fraction * (1UL << 53));
        int taken = 0;
        for (int row = 0; row < count; row++)
        {
            rows[taken] = row;
            if (At((ulong)row) >> 11 < limit) taken++;
        }

        if (taken > 0) return taken;
        rows[0] = 0;
        return 1;
    }

    /// <summary>A random subset of <paramref name="take"/> of the numbers 0 … count − 1, ascending (Fisher–Yates).</summary>
    public static int[] Choose(int count, int take, Sampling random)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        for (int i = 0; i < take; i++)
        {
            int other = i + (int)(random.At(random._next++) % (ulong)(count - i));
            (all[i], all[other]) = (all[other], all[i]);
        }

        Array.Resize(ref all, take);
        Array.Sort(all);
        return all;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
