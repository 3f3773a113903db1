using Endcap.Virtual;

namespace System;

/// <summary>Random numbers. Models: another sequence than the device's; without a seed it follows the board's.</summary>
internal class Random
{
    private readonly Xorshift _source;

    /// <summary>Numbers that the board's seed repeats.</summary>
    public Random()
        : this((int)(VirtualBoard.Current.RandomSource.Next() >> 33))
    {
    }

    /// <summary>Numbers that the seed repeats.</summary>
    public Random(int seed) => _source = new Xorshift(seed);

    /// <summary>From 0 to 2³¹ − 2.</summary>
    public virtual int Next() => _source.Next(int.MaxValue);

    /// <summary>From 0 to <paramref name="maxValue"/> − 1.</summary>
    public virtual int Next(int maxValue) => maxValue > 0 ? _source.Next(maxValue) : throw new ArgumentOutOfRangeException(nameof(maxValue));

    /// <summary>From 0 to below 1.</summary>
    public virtual double NextDouble() => _source.Next(int.MaxValue) / (double)int.MaxValue;

    /// <summary>Fills an array.</summary>
    public virtual void NextBytes(byte[] buffer)
    {
        for (int i = 0; i < buffer.Length; i++) buffer[i] = (byte)_source.Next(256);
    }
}
