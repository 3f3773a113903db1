using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Evaluation.Comparison;

/// <summary>
/// Partial dependence of a network's score on its run-time features (Friedman 2001): the mean score when a feature is set to
/// each bin in all rows, less its mean over the bins as they occur. The spread is that of the rows around it.
/// </summary>
public static class PartialEffects
{
    private const int MostRows = 1000;

    /// <summary>A curve for each run-time feature that has any effect, the strongest first.</summary>
    /// <param name="model">The network; the curve is of the numbers that a label stores, the float mean of its own.</param>
    /// <param name="data">Rows; at most 1,000, evenly chosen.</param>
    public static IReadOnlyList<FeatureCurve> Of(DenseModel model, BinnedDataset data)
    {
        var features = new RuntimeFeatures(model.Schema);
        var label = new RoundedNetwork(model, model.Precision ?? DensePrecision.Full);
        int every = (data.RowCount + MostRows - 1) / MostRows;
        byte[][] rows = [.. Enumerable.Range(0, data.RowCount).Where(row => row % every == 0).Select(row => data.Columns.Select(column => column[row]).ToArray())];
        var curves = new List<FeatureCurve>();
        for (int number = 0; number < features.Radix.Length; number++)
        {
            int f = features.SchemaIndex[number];
            double[] share = new double[features.Radix[number]];
            foreach (byte[] row in rows) share[row[f]] += 1.0 / rows.Length;
            (double[] mean, double[] deviation) = Moments(Scores(label, rows, f, share));
            if (mean.Max() - mean.Min() + deviation.Max() > 1e-9)
                curves.Add(new FeatureCurve(number, mean, deviation, Moments(Scores(model, rows, f, share)).Mean));
        }

        return [.. curves.OrderByDescending(curve => curve.Mean.Max() - curve.Mean.Min() + curve.Deviation.Max())];
    }

    // [row][bin]: scores less the row's mean over the bins.
    private static double[][] Scores(BinModel model, byte[][] rows, int feature, double[] share)
    {
        double[][] scores = new double[rows.Length][];
        Parallel.For(0, rows.Length, i =>
        {
            byte[] bins = [.. rows[i]];
            double[] own = new double[share.Length];
            for (int bin = 0; bin < own.Length; bin++)
            {
                bins[feature] = (byte)bin;
                own[bin] = model.Score(bins);
            }

            double mean = own.Zip(share, (score, weight) => score * weight).Sum();
            scores[i] = Array.ConvertAll(own, score => score - mean);
        });
        return scores;
    }

    private static (double[] Mean, double[] Deviation) Moments(double[][] rows)
    {
        double[] mean = [.. rows[0].Select((_, bin) => rows.Average(row => row[bin]))];
        return (mean, [.. mean.Select((centre, bin) => Math.Sqrt(rows.Average(row => (row[bin] - centre) * (row[bin] - centre))))]);
    }
}
