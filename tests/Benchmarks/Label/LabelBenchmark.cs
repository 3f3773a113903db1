using System.Globalization;
using System.Runtime.InteropServices;
using Endcap.Benchmarks.Training;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Training;
using Endcap.Fixtures;

namespace Endcap.Benchmarks.Label;

/// <summary>What the label makes of the margarine model: quality, sizes, and the counted cost of ranking by tables and by walking.</summary>
internal static class LabelBenchmark
{
    private const int Every = 14; // each 14th purchase is enough for mean costs

    public static int Run(string? folder)
    {
        if (folder is null)
        {
            Console.Error.WriteLine("No data folder: pass it, or set ENDCAP_DATA.");
            return 2;
        }

        (BinnedDataset train, BinnedDataset test) = BenchmarkData.Margarine(folder);
        TreeEnsemble model = GradientBoosting.Train(train, null, new TrainerOptions { Objective = Objective.Pairwise, Trees = 100, Depth = 5 }).Model;
        string body = Introduction(model) + Quality(model, test) + Loops(model, test) + Heap(model, test);
        Console.WriteLine(body);
        ResultsFile.ReplaceSection("Label", body);
        return 0;
    }

    private static string Quality(TreeEnsemble model, BinnedDataset test)
    {
        double[] scores = ModelScores.Of(model, test);
        RankingReport floats = RankingMetrics.Evaluate(scores, test.Labels, test.GroupStarts);
        var rows = new List<string>
        {
            "| shelf build | top-1 | NDCG@5 | agrees on top-1 | Kendall tau-b | blob bytes, mean (largest) | worst score error | shelves per second |",
            "|---|---|---|---|---|---|---|---|",
            Invariant($"| float model | {floats.Top1:F4} | {floats.Ndcg5:F4} | | | | | |"),
        };
        foreach (int? budget in new int?[] { null, 2000, 1500, 1200, 1000, 800 })
        {
            var options = new ShelfOptions { BudgetBytes = budget };
            LabelReport label = LabelEvaluation.Run(model, test, scores, options);
            RankingReport ranking = RankingMetrics.Evaluate(label.Scores, test.Labels, test.GroupStarts);
            string name = budget is null ? "default" : Invariant($"`--budget {budget}`");
            rows.Add(Invariant($"| {name} | {ranking.Top1:F4} | {ranking.Ndcg5:F4} | {label.Top1Agreement:P2} | {label.KendallTau:F4} | {label.BlobBytesMean:F0} ({label.BlobBytesMax}) | {label.WorstErrorMax:F3} | {label.ShelvesPerSecond:F0} |"));
        }

        return string.Join('\n', rows) + "\n\nShelves per second: built, loaded and ranked, one shelf per purchase, after 64 untimed ones.\n\n";
    }

    private static string Loops(TreeEnsemble model, BinnedDataset test)
    {
        using var walks = new WalkMeter(new WalkTables(model, 1000));
        using var plain = new PlainTablesMeter();
        using var kernel = new Compression.Evaluation.Cost.KernelMeter();
        var ranker = new GroupRanker(model, test, new ShelfOptions());
        var costs = new Dictionary<string, List<double>>();
        for (int group = 0; group < test.GroupCount; group += Every)
        {
            int start = test.GroupStarts[group], count = test.GroupStarts[group + 1] - start;
            byte[][] rows = [.. Enumerable.Range(start, count).Select(row => test.Columns.Select(column => column[row]).ToArray())];
            foreach (WalkResult walk in walks.MeasureAll(rows, count)) Add("walk: " + walk.Name, walk.Cost.Weighted);
            RankedShelf shelf = ranker.Rank(group);
            BlobImage.TryRead(shelf.Blob, out BlobImage? image);
            Add("tables: one cell per product and table", plain.Measure(image!.Content, shelf.Profile).Cost.Weighted);
            kernel.MeasureRead(shelf.Blob);
            Add("tables: the kernel (lanes and rows)", kernel.MeasureRank(shelf.Profile.Shared, shelf.Profile.Listed, shelf.Profile.ListedCount, count).Weighted);
            Add("the kernel, every product bought before", EveryProductListed(kernel, image.Shelf, shelf.Profile.Shared, count));
        }

        double baseline = costs.First().Value.Average();
        var lines = new List<string> { "| loop, all ten products scored and sorted | weighted IL cost, mean | of the plain walk |", "|---|---|---|" };
        foreach ((string name, List<double> all) in costs)
            lines.Add(Invariant($"| {name} | {all.Average():F0} | {(name == costs.First().Key ? "1" : $"1/{baseline / all.Average():F1}")} |"));
        return string.Join('\n', lines) + "\n\n";

        void Add(string name, double cost)
        {
            if (!costs.TryGetValue(name, out List<double>? all)) costs[name] = all = [];
            all.Add(cost);
        }
    }

    // The most that a profile can ask for: every product has affinity bins away from rest.
    private static double EveryProductListed(Compression.Evaluation.Cost.KernelMeter kernel, Kernel.LoadedShelf shelf, byte[] shared, int count)
    {
        byte[] listed = [.. Enumerable.Range(0, count).SelectMany(product => Enumerable.Range(0, shelf.AffinityCount)
            .Select(a => (byte)(shelf.Radix[shelf.SharedCount + a] - 1)).Prepend((byte)product))];
        return kernel.MeasureRank(shared, listed, count, count).Weighted;
    }

    private static string Heap(TreeEnsemble model, BinnedDataset test)
    {
        using var kernel = new Compression.Evaluation.Cost.KernelMeter();
        var lines = new List<string> { "| heap for grids (`--lane-heap`) | grids, mean | lane bytes, mean | cost of a ranking | cost of loading |", "|---|---|---|---|---|" };
        foreach (int heap in new[] { 0, 1024, 2048, 4096, 8192 })
        {
            var ranker = new GroupRanker(model, test, new ShelfOptions { LaneHeapBytes = heap });
            List<(double Grids, double Bytes, double Rank, double Load)> all = [];
            for (int group = 0; group < test.GroupCount; group += Every)
            {
                RankedShelf shelf = ranker.Rank(group);
                double load = kernel.MeasureRead(shelf.Blob).Weighted;
                double rank = kernel.MeasureRank(shelf.Profile.Shared, shelf.Profile.Listed, shelf.Profile.ListedCount, shelf.Scores.Length).Weighted;
                BlobImage.TryRead(shelf.Blob, out BlobImage? image);
                all.Add((image!.Shelf.GridCount, 8 * image.Shelf.Lanes.Length, rank, load));
            }

            lines.Add(Invariant($"| {heap} | {all.Average(x => x.Grids):F1} | {all.Average(x => x.Bytes):F0} | {all.Average(x => x.Rank):F0} | {all.Average(x => x.Load):F0} |"));
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Introduction(TreeEnsemble model) => Invariant($"""
        `dotnet run --project tests/Benchmarks -c Release -- label [DATA_FOLDER]`, on {Environment.ProcessorCount} × {RuntimeInformation.ProcessArchitecture} cores, {RuntimeInformation.FrameworkDescription}.

        The margarine panel (ten products, 878 held-out purchases of other households): 100 trees of depth 5, pairwise,
        {model.NodeCount} nodes. Every purchase is a shelf of its own, with its own prices. Costs are executed IL operations of the
        compiled kernel, weighted per opcode (int add = 1), counted, not timed; costs are means over every {Every}th purchase.
        A blob is complete: tables, product numbers, names and bin edges of the features.


        """);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
