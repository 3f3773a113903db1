using Endcap.Compression.Blobs;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Tensors.Quantisation;
using Endcap.Kernel;

namespace Endcap.Compression.Quantisation.Factors;

/// <summary>
/// Vectors as int8 rows with an integer multiplier each: row ≈ unit · multiplier · values. Eight bits are whole numbers;
/// four and two use 16 or 4 levels for all rows, clustered (k-means) or evenly spaced, as the blob codes them. A row's multiplier
/// follows from the range that its levels are to cover. Rounding with a metric C is aware of what the error does to scores: it
/// makes eᵀCe of each row small, by coordinate descent over its elements, and then chooses the multiplier that fits the rounded
/// values best.
/// </summary>
internal sealed class QuantisedRows
{
    private const int MostValue = 127, Passes = 20, Refits = 3;

    // Evenly spaced levels of 4 and 2 bits: ±126 in steps of 18, and −127, 0, 127.
    private static readonly double[] Sixteen = [.. Enumerable.Range(-7, 15).Select(level => 18.0 * level), 126], Four = [-MostValue, 0, MostValue, MostValue];

    private readonly double[]? _metric; // [element · rank + element]; null: elements are alike
    private readonly int _rank;
    private readonly double[] _levels; // ascending; none: all whole numbers

    private QuantisedRows(int rows, int rank, double[]? metric, double[] levels)
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
    /// <param name="coding">Bits, levels and range.</param>
    /// <param name="mostMultiplier">255 for a history, more for products.</param>
    /// <param name="metric">[element · rank + element]: symmetric, positive definite; second moments of what the rows are multiplied with. Null: each element goes to the nearest level.</param>
    public static QuantisedRows Run(double[] rows, int rank, VectorCoding coding, int mostMultiplier, double[]? metric)
    {
        double top = coding is { Bits: 4, Codebook: false } ? Sixteen[^1] : MostValue;
        double largest = rows.Max(value => Math.Abs(value)), unit = largest == 0 ? 1 : largest / top / mostMultiplier;
        int[] multiplier = [.. RowRanges.Of(rows, rank, coding).Select(range => Math.Clamp((int)Math.Ceiling(range / unit / top - 1e-9), 1, mostMultiplier))];
        double[] levels = coding.Bits == 8 ? [] : coding.Codebook ? Levels(rows, rank, multiplier, unit, 1 << coding.Bits) : coding.Bits == 4 ? Sixteen : Four;
        var result = new QuantisedRows(multiplier.Length, rank, metric, levels) { Unit = unit };
        for (int row = 0; row < multiplier.Length; row++) result.Quantise(row, rows.AsSpan(row * rank, rank), multiplier[row], mostMultiplier);
        return result;
    }

    /// <summary>[row · rank + element]: what the rows stand for now.</summary>
    public double[] Dequantised() => [.. Values.Select((value, i) => Unit * Multiplier[i / _rank] * value)];

    /// <summary>The nearest value that an element of a row can have, at the row's multiplier.</summary>
    public double Nearest(int row, double value) => Nearest(value / (Unit * Multiplier[row])) * Unit * Multiplier[row];

    /// <summary>Whether a value lies within the levels of its row, or half their mean distance beyond.</summary>
    public bool Covers(int row, double value)
    {
        double level = value / (Unit * Multiplier[row]), low = _levels.Length == 0 ? -MostValue : _levels[0], high = _levels.Length == 0 ? MostValue : _levels[^1];
        double half = (high - low) / 2 / Math.Max(1, (_levels.Length == 0 ? 2 * MostValue + 1 : _levels.Length) - 1);
        return level >= low - half && level <= high + half;
    }

    /// <summary>The block as the blob stores it in the fewest bytes.</summary>
    public WeightsContent Content() => _levels.Length == 0
        ? WeightsContent.Smallest(Values)
        : new WeightsContent(Values, _levels.Length == 16 ? WeightBlock.Sixteen : WeightBlock.Four, [.. _levels.Select(level => (sbyte)level)]);

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

            double error = _metric is null ? 0 : Descend(target, values) * multiplier * multiplier;
            if (error >= least) break;
            (least, best, Multiplier[row]) = (error, [.. values], multiplier);
            if (_metric is null) break;
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
            for (int s = 0; s < _rank; s++) slope[r] += _metric![r * _rank + s] * error[s];
        bool moved = true;
        for (int pass = 0; pass < Passes && moved; pass++)
        {
            moved = false;
            for (int r = 0; r < _rank; r++)
            {
                double own = _metric![r * _rank + r], step = Nearest(values[r] + slope[r] / own) - values[r];
                if (step * (step * own - 2 * slope[r]) >= -1e-12 * own) continue;
                values[r] += step;
                error[r] -= step;
                for (int s = 0; s < _rank; s++) slope[s] -= step * _metric![s * _rank + r];
                moved = true;
            }
        }

        return Form(error, error);
    }

    private double Form(double[] left, double[] right)
    {
        double sum = 0;
        for (int r = 0; r < _rank; r++)
            for (int s = 0; s < _rank; s++) sum += left[r] * _metric![r * _rank + s] * right[s];
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
