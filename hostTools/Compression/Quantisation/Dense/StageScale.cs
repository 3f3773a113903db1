using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Compression.Quantisation.Dense;

/// <summary>The multiplier and shift nearest to a ratio of two steps: ratio ≈ Multiplier / 2^Shift.</summary>
/// <param name="Multiplier">0…65535.</param>
/// <param name="Shift">0…31.</param>
public readonly record struct StageScale(int Multiplier, int Shift)
{
    private const int MostMultiplier = ushort.MaxValue;

    /// <summary>What it really multiplies with.</summary>
    public double Ratio => Multiplier / (double)(1L << Shift);

    /// <summary>The nearest; null when the ratio is too large.</summary>
    /// <param name="ratio">Above 0.</param>
    public static StageScale? Near(double ratio)
    {
        if (!(ratio <= MostMultiplier)) return null;
        int shift = 0;
        while (shift < DenseLoader.MaxStageShift && Math.Round(ratio * (1L << (shift + 1))) <= MostMultiplier) shift++;
        return new StageScale((int)Math.Round(ratio * (1L << shift)), shift);
    }

    /// <summary>The stage with an activation.</summary>
    public DenseStage With(int activation, byte[]? table = null) => new(Multiplier, Shift, activation, table);
}
