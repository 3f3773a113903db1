namespace Endcap.Virtual;

/// <summary>A small repeatable random generator (xorshift64*): the order of threads and the label's Random.</summary>
internal sealed class Xorshift
{
    private ulong _state;

    /// <summary>Starts a sequence; equal seeds give equal sequences.</summary>
    internal Xorshift(int seed) => _state = ((ulong)(uint)seed + 1) * 0x9E3779B97F4A7C15;

    /// <summary>The next 64 bits.</summary>
    internal ulong Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return _state * 0x2545F4914F6CDD1D;
    }

    /// <summary>A number from 0 to <paramref name="below"/> − 1.</summary>
    internal int Next(int below) => (int)((Next() >> 33) % (ulong)below);
}
