using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Quantisation.Dense;

/// <summary>The int8 codes that a block of weights may have: all from −127 to 127, or a codebook's.</summary>
public sealed class CodeLevels
{
    /// <summary>Largest code, either sign.</summary>
    public const int Most = 127;

    private readonly sbyte[]? _book; // ascending

    private CodeLevels(sbyte[]? book) => _book = book;

    /// <summary>The lowest code.</summary>
    public int Lowest => _book is null ? -Most : _book[0];

    /// <summary>The highest code.</summary>
    public int Highest => _book is null ? Most : _book[^1];

    /// <summary>Every code.</summary>
    public static CodeLevels All { get; } = new(null);

    /// <summary>The codes nearest to the best levels for these values (k-means), or every code.</summary>
    /// <param name="values">Weights in steps, within ±127.</param>
    /// <param name="importance">[value]: weight of its squared error.</param>
    /// <param name="levels">Size of the codebook; 0: every code.</param>
    /// <param name="even">Evenly spaced levels around 0 over the range with the least squared error, instead of k-means.</param>
    public static CodeLevels For(float[] values, float[] importance, int levels, bool even = false)
    {
        if (levels == 0) return All;
        if (even) return Even(values, levels);
        double[] centres = LineClusters.Centres(values, importance, levels);
        return new CodeLevels([.. centres.Select(centre => (sbyte)Math.Clamp(Math.Round(centre), -Most, Most)).Distinct()]);
    }

    private static CodeLevels Even(float[] values, int levels)
    {
        int most = levels / 2 - 1, bits = levels == 16 ? 4 : 2;
        double wanted = Calibrator.SquaredError.Range(values, bits, symmetric: true).Magnitude / most;
        int spacing = (int)Math.Clamp(Math.Round(wanted), 1, Most / most);
        return new CodeLevels([.. Enumerable.Range(-most, 2 * most + 1).Select(code => (sbyte)(code * spacing))]);
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
