using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Factors;
using Endcap.Kernel;

namespace Endcap.Compression.Quantisation.Factors;

/// <summary>
/// From a two-tower model to the integers of BLOB.md's Factors section. The shopper's vector is scaled so that no profile can
/// reach the clamps of the kernel, so integer and float score differ only by rounding.
/// </summary>
public sealed class FactorQuantiser
{
    // Products that a history is taken to have where rounding weighs its errors.
    private const double TypicalHistory = 4;

    private const int MostProductMultiplier = 4095;

    private readonly TwoTowerModel _model;
    private readonly int _rank;
    private readonly QuantisedRows _past, _products;
    private readonly double[][] _towerBins; // [shared feature]: its columns, bin by bin
    private readonly bool _hasHistory;
    private readonly double _bound; // largest |element| of a shopper's vector

    private FactorQuantiser(TwoTowerModel model, FactorCoding coding)
    {
        (_model, _rank) = (model, model.Rank);
        double[] scoreMoments = FactorMoments.OfProducts(model);
        int most = model.HistoryVectors is null ? byte.MaxValue : MostProductMultiplier;
        double[] userMoments = coding.Moments ?? FactorMoments.OfUsers(model, TypicalHistory);
        _products = QuantisedRows.Run(model.ProductVectors, _rank, coding.Products, most, coding.Nearest ? null : userMoments);
        _past = model.HistoryVectors is { } own ? QuantisedRows.Run(own, _rank, coding.History, byte.MaxValue, coding.Nearest ? null : scoreMoments) : _products;
        _hasHistory = model.HasHistory;
        int column = 0;
        _towerBins = [.. model.SharedFeatures.Select(feature =>
        {
            int from = column * _rank;
            column += feature.BinCount;
            return model.Tower[from..(column * _rank)];
        })];
        _bound = Math.Max(LargestUser(), 1e-12);
    }

    /// <summary>Quantises.</summary>
    /// <param name="model">The model, already of the products that the blob will have.</param>
    /// <param name="coding">How to round.</param>
    public static QuantisedFactors Run(TwoTowerModel model, FactorCoding coding) => new FactorQuantiser(model, coding).Run();

    private QuantisedFactors Run()
    {
        double largestTower = _towerBins.SelectMany(bins => bins).Select(Math.Abs).DefaultIfEmpty(0).Max();
        double unit = Math.Max(
            Math.Max(_hasHistory ? _past.Unit * 65536 / 65535 : 0, _bound / (1 << 24) * 1.01),
            Math.Max(_model.Start.Max(value => Math.Abs(value)) / short.MaxValue, largestTower / (sbyte.MaxValue << DenseLoader.MaxColumnShift)));
        (int userMultiplier, int userShift) = Fraction(unit * FactorsLoader.MaxUser / (_bound + unit), ushort.MaxValue, FactorsLoader.MaxUserShift);
        double userStep = unit * Math.Pow(2, userShift) / userMultiplier;
        (double step, float offset) = ScoreStep(userStep);
        double[] exact = [.. _products.Multiplier.Select(multiplier => userStep * _products.Unit * multiplier / step)];
        (_, int productShift) = Fraction(exact.Max(), short.MaxValue, FactorsLoader.MaxProductShift);
        byte[] shifts = [.. _towerBins.Select(bins => ColumnShift(bins, unit))];
        var content = new FactorsContent(
            [.. _model.Start.Select(value => (short)Math.Round(value / unit))],
            [.. Enumerable.Range(0, shifts.Length).Select(f => (byte)f)], shifts,
            WeightsContent.Smallest([.. _towerBins.SelectMany((bins, f) => bins.Select(value => (sbyte)Math.Round(value / unit / (1 << shifts[f]))))]),
            userMultiplier, userShift,
            [.. exact.Select(multiplier => (short)Math.Round(multiplier * Math.Pow(2, productShift)))], productShift, _products.Content(),
            _hasHistory ? History(unit) : null);
        return new QuantisedFactors(_model, content, [.. _model.Products.Select(product => (short)Math.Round((product.Base - offset) / step))],
            (float)step, offset, unit, userStep);
    }

    private FactorHistory History(double unit) => new(0, [0, 1],
        [.. Enumerable.Range(1, _model.Norms).Select(count => (ushort)Math.Round(65536 * _past.Unit / unit * _model.Norm(count)))],
        [.. _past.Multiplier.Select(multiplier => (byte)multiplier)], _model.HistoryVectors is null ? null : _past.Content());

    // The least step of scores at which base scores fit 16 bits and no shopper's vector can overflow the accumulators.
    private (double Step, float Offset) ScoreStep(double userStep)
    {
        double low = _model.Products.Min(product => product.Base), high = _model.Products.Max(product => product.Base), sum = 0;
        for (int p = 0; p < _model.Products.Count; p++)
        {
            double own = 0;
            for (int r = 0; r < _rank; r++) own += Math.Abs(_products.Values[p * _rank + r]);
            sum = Math.Max(sum, own * _products.Multiplier[p]);
        }

        double step = Math.Max(sum * _products.Unit * userStep * FactorsLoader.MaxUser / DenseLoader.MaxContribution, (high - low) / 2 / short.MaxValue);
        return ((float)(Math.Max(step, 1e-12) * 1.01), (float)((low + high) / 2));
    }

    // The largest |element| that any profile can give: of histories of each size, the largest and the least sums.
    private double LargestUser()
    {
        double[] past = _past.Dequantised();
        int products = _model.Products.Count, most = Math.Min(products, BlobLayout.MaxListed);
        double largest = 0;
        for (int r = 0; r < _rank; r++)
        {
            double[] sorted = [.. Enumerable.Range(0, products).Select(p => past[p * _rank + r]).Order()];
            double known = Math.Abs(_model.Start[r]) + _towerBins.Sum(bins => Enumerable.Range(0, bins.Length / _rank).Max(bin => Math.Abs(bins[bin * _rank + r])));
            double least = 0, greatest = 0, swing = 0;
            for (int count = 1; count <= most; count++)
            {
                least += sorted[count - 1];
                greatest += sorted[products - count];
                swing = Math.Max(swing, _model.Norm(count) * Math.Max(-least, greatest));
            }

            largest = Math.Max(largest, known + swing);
        }

        return largest * 1.001; // towers and norms are rounded, too
    }

    private static byte ColumnShift(double[] bins, double unit)
    {
        double largest = bins.Max(value => Math.Abs(value)) / unit;
        byte shift = 0;
        while (Math.Round(largest / (1 << shift)) > sbyte.MaxValue) shift++;
        return shift;
    }

    // value ≈ multiplier / 2^shift with the largest shift, rounded down.
    private static (int Multiplier, int Shift) Fraction(double value, int mostMultiplier, int mostShift)
    {
        int shift = mostShift;
        while (shift > 0 && value * Math.Pow(2, shift) > mostMultiplier) shift--;
        return (Math.Clamp((int)(value * Math.Pow(2, shift)), 1, mostMultiplier), shift);
    }
}
