using Endcap.Compression.Blobs;
using Endcap.Compression.Tensors.Quantisation;
using Endcap.Kernel;

namespace Endcap.Compression.Quantisation.Factors;

/// <summary>
/// Vectors as int8 rows with an integer multiplier each: row ≈ unit · multiplier · values. Eight bits round to the nearest number;
/// four and two use one codebook of 16 or 4 levels, clustered from all rows (k-means), as the blob codes it. Rounding is aware of
/// what the error does to scores: with the metric C it makes eᵀCe of each row small, by coordinate descent over its elements, and
/// then chooses the multiplier that fits the rounded values best.
/// </summary>
internal sealed class QuantisedRows
{
    private const int MostValue = 127, Passes = 20, Refits = 3;

    private readonly double[] _metric; // [element · rank + element]
    private readonly int _rank;
    private readonly double[] _levels; // ascending; none: all whole numbers

    private QuantisedRows(int rows, int rank, double[] metric, double[] levels)
    {
        (_rank, _metric, _levels) = (rank, metric, levels);
        Values = new sbyte[rows * rank];
        Multiplier = new int[rows];
    }

    /// <summary>[row · rank + element].</summary>
    public sbyte[] Values { get; }

    /// <summary>[row]: 1 … the most allowed.</summary>
    public int[] Multiplier { get; }

    /// <summary>What one step of multiplier 1 is worth.</summary>
    public double Unit { get; private init; }

    /// <summary>Quantises.</summary>
    /// <param name="rows">[row · rank + element].</param>
    /// <param name="rank">Elements of a row.</param>
    /// <param name="bits">8, 4 or 2.</param>
    /// <param name="mostMultiplier">255 for a history, more for products.</param>
    /// <param name="metric">[element · rank + element]: symmetric, positive definite; second moments of what the rows are multiplied with.</param>
    public static QuantisedRows Run(double[] rows, int rank, int bits, int mostMultiplier, double[] metric)
    {
        double largest = rows.Max(value => Math.Abs(value)), unit = largest == 0 ? 1 : largest / MostValue / mostMultiplier;
        int count = rows.Length / rank;
        int[] multiplier = [.. Enumerable.Range(0, count).Select(row => Covering(rows.AsSpan(row * rank, rank), unit, mostMultiplier))];
        var result = new QuantisedRows(count, rank, metric, bits == 8 ? [] : Levels(rows, rank, multiplier, unit, 1 << bits)) { Unit = unit };
        for (int row = 0; row < count; row++) result.Quantise(row, rows.AsSpan(row * rank, rank), multiplier[row], mostMultiplier);
        return result;
    }

    /// <summary>[row · rank + element]: what the rows stand for now.</summary>
    public double[] Dequantised() => [.. Values.Select((value, i) => Unit * Multiplier[i / _rank] * value)];

    /// <summary>The block as the blob stores it in the fewest bytes.</summary>
    public WeightsContent Content() => _levels.Length == 0
        ? WeightsContent.Smallest(Values)
        : new WeightsContent(Values, _levels.Length == 16 ? WeightBlock.Sixteen : WeightBlock.Four, [.. _levels.Select(level => (sbyte)level)]);

    // The least multiplier with which no value is beyond ±127.
    private static int Covering(ReadOnlySpan<double> row, double unit, int most)
    {
        double largest = 0;
        foreach (double value in row) largest = Math.Max(largest, Math.Abs(value));
        return Math.Clamp((int)Math.Ceiling(largest / unit / MostValue - 1e-9), 1, most);
    }

    private static double[] Levels(double[] rows, int rank, int[] multiplier, double unit, int count)
    {
        float[] values = [.. rows.Select((value, i) => (float)(value / unit / multiplier[i / rank]))];
        float[] importance = [.. rows.Select((_, i) => (float)Math.Pow((double)multiplier[i / rank] / multiplier.Max(), 2))];
        double[] centres = [.. LineClusters.Centres(values, importance, count).Select(centre => Math.Clamp(Math.Round(centre), -MostValue, MostValue)).Distinct().Order()];
        return [.. centres, .. Enumerable.Repeat(centres[^1], count - centres.Length)];
    }

    private void Quantise(int row, ReadOnlySpan<double> exact, int multiplier, int most)
    {
        double[] target = new double[_rank], values = new double[_rank], best = [];
        double least = double.PositiveInfinity;
        for (int refit = 0; refit < Refits; refit++)
        {
            for (int r = 0; r < _rank; r++)
            {
                target[r] = exact[r] / Unit / multiplier;
                values[r] = Nearest(target[r]);
            }

            double error = Descend(target, values) * multiplier * multiplier;
            if (error >= least) break;
            (least, best, Multiplier[row]) = (error, [.. values], multiplier);
            double square = Form(values, values);
            if (square == 0) break;
            multiplier = Math.Clamp((int)Math.Round(multiplier * Form(values, target) / square), 1, most);
        }

        for (int r = 0; r < _rank; r++) Values[row * _rank + r] = (sbyte)best[r];
    }

    // Moves one element at a time to the level where eᵀCe, e = target − values, is least; answers eᵀCe.
    private double Descend(double[] target, double[] values)
    {
        double[] error = [.. target.Select((value, r) => value - values[r])], slope = new double[_rank];
        for (int r = 0; r < _rank; r++)
            for (int s = 0; s < _rank; s++) slope[r] += _metric[r * _rank + s] * error[s];
        bool moved = true;
        for (int pass = 0; pass < Passes && moved; pass++)
        {
            moved = false;
            for (int r = 0; r < _rank; r++)
            {
                double own = _metric[r * _rank + r], step = Nearest(values[r] + slope[r] / own) - values[r];
                if (step * (step * own - 2 * slope[r]) >= -1e-12 * own) continue;
                values[r] += step;
                error[r] -= step;
                for (int s = 0; s < _rank; s++) slope[s] -= step * _metric[s * _rank + r];
                moved = true;
            }
        }

        return Form(error, error);
    }

    private double Form(double[] left, double[] right)
    {
        double sum = 0;
        for (int r = 0; r < _rank; r++)
            for (int s = 0; s < _rank; s++) sum += left[r] * _metric[r * _rank + s] * right[s];
        return sum;
    }

    private double Nearest(double value)
    {
        if (_levels.Length == 0) return Math.Clamp(Math.Round(value), -MostValue, MostValue);
        double best = _levels[0];
        foreach (double level in _levels)
            if (Math.Abs(level - value) < Math.Abs(best - value)) best = level;
        return best;
    }
}
