using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Quantisation.Dense;

/// <summary>The int8 codes that a block of weights may have: all from −127 to 127, or a codebook's.</summary>
public sealed class CodeLevels
{
    /// <summary>Largest code, either sign.</summary>
    public const int Most = 127;

    private readonly sbyte[]? _book; // ascending

    private CodeLevels(sbyte[]? book) => _book = book;

    /// <summary>Every code.</summary>
    public static CodeLevels All { get; } = new(null);

    /// <summary>The codes nearest to the best levels for these values (k-means), or every code.</summary>
    /// <param name="values">Weights in steps, within ±127.</param>
    /// <param name="importance">[value]: weight of its squared error.</param>
    /// <param name="levels">Size of the codebook; 0: every code.</param>
    public static CodeLevels For(float[] values, float[] importance, int levels)
    {
        if (levels == 0) return All;
        double[] centres = LineClusters.Centres(values, importance, levels);
        return new CodeLevels([.. centres.Select(centre => (sbyte)Math.Clamp(Math.Round(centre), -Most, Most)).Distinct()]);
    }

    /// <summary>The nearest code.</summary>
    /// <param name="value">In steps.</param>
    public sbyte Nearest(double value)
    {
        if (_book is null) return (sbyte)Math.Clamp(Math.Round(value), -Most, Most);
        sbyte best = _book[0];
        foreach (sbyte code in _book)
            if (Math.Abs(value - code) < Math.Abs(value - best)) best = code;
        return best;
    }

    /// <summary>Whether a value is not clipped, so that a gradient passes.</summary>
    public bool Covers(double value) => _book is null
        ? Math.Abs(value) <= Most + 0.5
        : value >= _book[0] - 0.5 && value <= _book[^1] + 0.5;
}
