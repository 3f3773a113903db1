using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Endcap.Compression.Training;

/// <summary>
/// Gradients in fixed point: 64-bit integers with scales (powers of two) chosen each round so that the sum over
/// all rows fits. Integer sums are exact, so histograms can be added and subtracted in any order, by any number
/// of threads, and give the same model. Against double sums this loses nothing: 2^61 / rows steps remain for the
/// largest gradient.
/// </summary>
internal sealed class GradientSums(int rows)
{
    private const int SumBits = 61;
    private const int ChunkRows = 8192;

    /// <summary>Independent chunks of <see cref="Convert"/>.</summary>
    public int ChunkCount => (rows + ChunkRows - 1) / ChunkRows;

    /// <summary>[2 × row]: gradient, then Hessian, so one 128-bit add accumulates both.</summary>
    public long[] Pairs { get; } = new long[2 * rows];

    /// <summary>What one step of a gradient sum is worth.</summary>
    public double GradientUnit { get; private set; }

    /// <summary>What one step of a Hessian sum is worth.</summary>
    public double HessianUnit { get; private set; }

    /// <summary>Sets the scales from the largest magnitudes.</summary>
    public void SetScales(double[] gradient, double[] hessian)
    {
        GradientUnit = Unit(Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient)));
        HessianUnit = Unit(Math.Abs(TensorPrimitives.MaxMagnitude<double>(hessian)));
    }

    /// <summary>Converts the rows of one chunk.</summary>
    public void Convert(double[] gradient, double[] hessian, int chunk)
    {
        int first = chunk * ChunkRows, end = Math.Min(first + ChunkRows, rows);
        Vector128<double> scales = Vector128.Create(1 / GradientUnit, 1 / HessianUnit);
        for (int row = first; row < end; row++)
        {
            Vector128<double> scaled = Vector128.Create(gradient[row], hessian[row]) * scales;
            Vector128.ConvertToInt64Native(scaled).CopyTo(Pairs, 2 * row); // in range, so "native" is exact
        }
    }

    private double Unit(double largest)
    {
        if (!(largest > 0)) return 1;
        int bits = SumBits - (BitOperations.Log2((uint)rows) + 1) - (Math.ILogB(largest) + 1);
        return Math.ScaleB(1, -Math.Clamp(bits, -1000, 1000)); // its inverse must be finite too
    }
}
