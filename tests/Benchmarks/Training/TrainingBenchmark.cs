using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Training;

namespace Endcap.Benchmarks.Training;

/// <summary>Our trainer against XGBoost's hist: same bins, rounds, depth and threads, in one run.</summary>
internal static class TrainingBenchmark
{
    private const int Repeats = 7, WarmUps = 2;

    private sealed record Case(string Name, BinnedDataset Train, BinnedDataset Test, TrainerOptions Options);

    public static int Run(string? folder)
    {
        if (folder is null)
        {
            Console.Error.WriteLine("No data folder: pass it, or set ENDCAP_DATA.");
            return 2;
        }

        using var xgboost = new XgboostProcess();
        var table = new StringBuilder();
        foreach (Case item in Cases(folder)) table.Append(Compare(item, xgboost)).Append('\n');
        string body = Introduction(xgboost.Version) + table;
        Console.WriteLine(body);
        ResultsFile.ReplaceSection("Training", body);
        return 0;
    }

    private static IEnumerable<Case> Cases(string folder)
    {
        (BinnedDataset train, BinnedDataset test) = BenchmarkData.Margarine(folder);
        var paired = new TrainerOptions { Trees = 100, Depth = 5 };
        TrainerOptions free = paired with { MaxNonItemFeaturesOnPath = TrainerOptions.NoPathLimit };
        yield return new Case("margarine, pairwise, two non-item features on a path", train, test, paired);
        yield return new Case("the same, min child weight 1", train, test, paired with { MinChildWeight = 1 });
        yield return new Case("margarine, pairwise, no limit", train, test, free);
        (train, test) = BenchmarkData.Housing(folder);
        yield return new Case("california_housing, squared", train, test, free with { Objective = Objective.Squared });
        yield return new Case("the same, depth 8", train, test, free with { Objective = Objective.Squared, Depth = 8 });
    }

    private static string Compare(Case item, XgboostProcess xgboost)
    {
        xgboost.Load(item.Train, item.Test);
        var rows = new List<string>();
        foreach (int threads in new[] { 1, 2 })
        {
            TrainerOptions options = item.Options with { Threads = threads };
            (double[] ours, double[] theirs, TreeEnsemble model, double[] theirScores) = Fit(item.Train, options, xgboost);
            string quality = Quality(ModelScores.Of(model, item.Test), item.Test), theirQuality = Quality(theirScores, item.Test);
            rows.Add(string.Create(CultureInfo.InvariantCulture,
                $"| {item.Name} | {threads} | {Times(ours)} | {Times(theirs)} | {theirs.Min() / ours.Min():F1}× | {quality} | {theirQuality} |"));
            Console.Error.WriteLine(rows[^1]);
        }

        return string.Join('\n', rows);
    }

    /// <summary>Both sides take turns, so that both meet the same load of the machine.</summary>
    private static (double[] Ours, double[] Theirs, TreeEnsemble Model, double[] TheirScores) Fit(
        BinnedDataset train, TrainerOptions options, XgboostProcess xgboost)
    {
        double[] ours = new double[Repeats], theirs = new double[Repeats], theirScores = [];
        TreeEnsemble? model = null;
        for (int repeat = -WarmUps; repeat < Repeats; repeat++)
        {
            var watch = Stopwatch.StartNew();
            model = GradientBoosting.Train(train, null, options).Model;
            double seconds = watch.Elapsed.TotalSeconds;
            (double theirSeconds, theirScores) = xgboost.Fit(train.Schema, options, model.BaseScore, load: repeat == -WarmUps);
            if (repeat >= 0) (ours[repeat], theirs[repeat]) = (seconds, theirSeconds);
        }

        return (ours, theirs, model!, theirScores);
    }

    private static string Quality(double[] scores, BinnedDataset data)
    {
        if (data.Schema.Group is null) return string.Create(CultureInfo.InvariantCulture, $"rmse {RegressionMetrics.Rmse(scores, data.Labels):F0}");
        RankingReport report = RankingMetrics.Evaluate(scores, data.Labels, data.GroupStarts);
        return string.Create(CultureInfo.InvariantCulture, $"top1 {report.Top1:F3}, ndcg5 {report.Ndcg5:F3}");
    }

    private static string Times(double[] seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{1000 * Median(seconds):F0} ms ({1000 * seconds.Min():F0})");

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static string Introduction(string version) => string.Create(CultureInfo.InvariantCulture, $"""
        `dotnet run --project tests/Benchmarks -c Release -- training [DATA_FOLDER]`, on {Environment.ProcessorCount} × {RuntimeInformation.ProcessArchitecture} cores, {RuntimeInformation.FrameworkDescription}, against XGBoost {version} `hist`.

        Both sides get the same uint8 bins, rounds, depth, eta 0.1, lambda 1, min child weight (10 unless said), base score
        and threads, without sampling; 100 trees of depth 5 unless said. Times are medians (and the best) of {Repeats} fits, the two
        sides taking turns, after {WarmUps} untimed fits each (.NET compiles at first use: add about half a second to the first fit of
        a process). A fit goes from binned data in memory to a finished model: gradients, trees and all preparation are
        included (for us: checks and packing of columns); reading files and binning are not (XGBoost: a `QuantileDMatrix`
        built beforehand). The speed-up is that of the best
        times, which other load on the machine disturbs least. Quality is on held-out rows, both by our metrics code.

        | data and objective | threads | Endcap | XGBoost | speed-up | Endcap quality | XGBoost quality |
        |---|---|---|---|---|---|---|

        """);
}
