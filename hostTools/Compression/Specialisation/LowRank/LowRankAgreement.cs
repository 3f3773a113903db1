using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Evaluation.Factors;
using Endcap.Compression.Models.Factors;

namespace Endcap.Compression.Specialisation.LowRank;

/// <summary>How a department's two towers rank beside its tables, over shoppers who list no product.</summary>
/// <param name="Shoppers">Number of shoppers.</param>
/// <param name="KendallTau">Mean tau-b of the float towers' order to the tables'.</param>
/// <param name="Top1">Share of shoppers with the same best product.</param>
/// <param name="LabelKendallTau">The same of the label's integers.</param>
/// <param name="LabelTop1">The same of the label's integers.</param>
/// <param name="RootMeanSquare">Of the float towers' score errors, less what all products have alike.</param>
/// <param name="Spread">Root mean square of the tables' scores over products, less their mean over products: what errors are small beside.</param>
public sealed record LowRankAgreement(int Shoppers, double KendallTau, double Top1, double LabelKendallTau, double LabelTop1, double RootMeanSquare, double Spread)
{
    private const int Most = 300;

    /// <summary>Compares over at most 300 shoppers.</summary>
    /// <param name="department">The towers and tables.</param>
    /// <param name="shoppers">[shopper][run-time number]: bins; affinity features at rest.</param>
    /// <param name="features">The model's run-time features.</param>
    /// <param name="built">The towers' blob.</param>
    public static LowRankAgreement Of(LowRankDepartment department, IReadOnlyList<byte[]> shoppers, RuntimeFeatures features, BuiltFactors built)
    {
        TwoTowerModel model = department.Model;
        if (BlobImage.TryRead(built.Blob, out BlobImage? image) != 0) throw new ArgumentException("The blob has a fault.", nameof(built));
        int[] numbers = [.. model.SharedFeatures.Select(feature => Array.FindIndex(features.Features, each => each.Name == feature.Name))];
        int every = (shoppers.Count + Most - 1) / Most, count = 0;
        double tau = 0, labelTau = 0, top = 0, labelTop = 0, errors = 0, spread = 0;
        foreach (byte[] bins in shoppers.Where((_, i) => i % every == 0))
        {
            byte[] own = [.. numbers.Select(number => bins[number])];
            double[] exact = [.. department.Tables.Products.Select(product => product.Score(bins))], towers = model.Scores(model.User(own, []));
            FactorRankings.Rank(image!, new HeldOutItem(own, [], -1));
            double[] label = [.. image!.Shelf.Scores.Take(exact.Length).Select(score => (double)score)];
            tau += RankAgreement.KendallTau(exact, towers);
            labelTau += RankAgreement.KendallTau(exact, label);
            int best = RankAgreement.Best(exact);
            if (RankAgreement.Best(towers) == best) top++;
            if (RankAgreement.Best(label) == best) labelTop++;
            double[] error = [.. towers.Zip(exact, (one, other) => one - other)];
            errors += Variance(error);
            spread += Variance(exact);
            count++;
        }

        return new LowRankAgreement(count, tau / count, top / count, labelTau / count, labelTop / count, Math.Sqrt(errors / count), Math.Sqrt(spread / count));
    }

    /// <summary>Shoppers of a data set's rows, with affinity features at rest; each combination once.</summary>
    public static IReadOnlyList<byte[]> ShoppersOf(BinnedDataset data, RuntimeFeatures features) =>
    [
        .. Enumerable.Range(0, data.RowCount)
            .Select(row => features.SchemaIndex.Select((index, number) => features.IsAffinity(number) ? features.Features[number].AbsentBin : data.Columns[index][row]).ToArray())
            .DistinctBy(bins => string.Concat(bins.Select(bin => (char)bin))),
    ];

    /// <summary>Shoppers drawn from shares of bins, feature by feature.</summary>
    public static IReadOnlyList<byte[]> DrawShoppers(IReadOnlyList<double[]> shares, RuntimeFeatures features, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Most).Select(_ => shares.Select((bins, number) => features.IsAffinity(number) ? features.Features[number].AbsentBin : Draw(bins)).ToArray())];

        byte Draw(double[] bins)
        {
            double left = random.NextDouble();
            int bin = 0;
            while (bin < bins.Length - 1 && (left -= bins[bin]) >= 0) bin++;
            return (byte)bin;
        }
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }
}
