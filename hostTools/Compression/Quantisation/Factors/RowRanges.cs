using Endcap.Compression.Models.Factors;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Quantisation.Factors;

/// <summary>The magnitude up to which each row's levels reach, by the calibrators of the tensor library.</summary>
internal static class RowRanges
{
    /// <summary>[row]: at most the row's largest magnitude.</summary>
    /// <param name="rows">[row · rank + element].</param>
    /// <param name="rank">Elements of a row.</param>
    /// <param name="coding">Bits and range.</param>
    public static double[] Of(double[] rows, int rank, VectorCoding coding)
    {
        float[] values = Array.ConvertAll(rows, value => (float)value);
        double[] largest = [.. rows.Chunk(rank).Select(row => row.Max(value => Math.Abs(value)))];
        if (coding.Range == FactorRange.MinMax) return largest;
        if (coding.Range == FactorRange.Mse)
            return [.. largest.Select((most, row) => Math.Min(most, Calibrator.SquaredError.Range(values.AsSpan(row * rank, rank), coding.Bits, true).Magnitude))];

        // A row has too few values for a quantile or a histogram: all of them are taken together, each row on its own scale.
        float[] scaled = [.. rows.Select((value, i) => largest[i / rank] == 0 ? 0 : (float)(value / largest[i / rank]))];
        Calibrator calibrator = coding.Range == FactorRange.Entropy ? Calibrator.Entropy : Calibrator.Percentile(coding.Share);
        double share = Math.Min(1, calibrator.Range(scaled, coding.Bits, true).Magnitude);
        return [.. largest.Select(most => share * most)];
    }
}
