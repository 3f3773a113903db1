using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Files;
using Endcap.Compression.LabelRecords;
using Endcap.Compression.Models;
using Endcap.Compression.Pictures;
using Endcap.Compression.Training;
using Endcap.Kernel;

namespace Endcap.Compression.Demo;

/// <summary>
/// The main job from end to end on a generated store, through the same files and steps as a retailer's own data:
/// purchases → schema → model → evaluation on the label's kernel → shelf blob → ranking for one shopper → the label.
/// </summary>
public sealed class DemoRun
{
    // A kilobyte and a half for twelve products: the ranking quality of larger blobs is no better.
    private static readonly ShelfOptions Options = new() { BudgetBytes = 1500 };

    private readonly string _folder;
    private readonly ulong _seed;
    private readonly int _households;

    /// <summary>Prepares a demo.</summary>
    /// <param name="folder">Receives all files; created.</param>
    /// <param name="seed">Seed of the generator and the trainer.</param>
    /// <param name="households">Size of the store.</param>
    public DemoRun(string folder, ulong seed, int households) => (_folder, _seed, _households) = (folder, seed, households);

    /// <summary>Runs the demo. Errors: E4xx when the folder cannot be written.</summary>
    public DemoResult Run(IProgress<double> progress, CancellationToken cancellation)
    {
        GeneratedStore store = StoreGenerator.Generate(_seed, _households);
        StoreFiles.Write(store, _folder);
        progress.Report(0.1);
        TreeEnsemble model = Train(progress, cancellation, out int purchases);
        // A small store may have columns with one value only, which the schema ignores and a profile must not name.
        string profile = StoreFiles.Profile(store.Sample, [.. model.Schema.Ignore]);
        AtomicFile.Write(At("profile.json"), System.Text.Encoding.UTF8.GetBytes(profile));
        BinnedDataset test = CsvDatasetReader.Read(At("test.csv"), model.Schema, needsGroups: true, null, cancellation);
        double[] scores = ModelScores.Of(model, test, null, cancellation);
        LabelReport label = LabelEvaluation.Run(model, test, scores, Options, new Part(progress, 0.6, 0.95), cancellation);
        StoreTruth truth = Truth(store, test, label.Scores);
        Assortment shelf = ReadShelf(model);
        ShelfPrices prices = PriceList.Read(At("labels.csv"), [.. shelf.Texts.Select(text => text.Sku)]);
        BuiltShelf built = new ShelfBuilder(model, Options with { Prices = prices }).Build(shelf.Items, shelf.Texts);
        AtomicFile.Write(At("shelf.ecap"), built.Blob);
        (DemoRank[] ranking, IlCost cost) = Rank(store, built, shelf.Texts);
        IReadOnlyList<DemoFigure> figures = Figures(test, scores, label, truth, built, cost);
        string page = Draw(store, built, ranking, figures);
        return new DemoResult
        {
            Folder = _folder,
            Page = page,
            Picture = At("label-after.png"),
            Seed = _seed,
            TrainPurchases = purchases,
            Truth = truth,
            Figures = figures,
            Ranking = ranking,
            Shelf = built,
        };
    }

    private string At(string file) => Path.Combine(_folder, file);

    private TreeEnsemble Train(IProgress<double> progress, CancellationToken cancellation, out int purchases)
    {
        Schema schema = SchemaInference.Propose(At("train.csv"), new InferenceOptions
        {
            Label = StoreColumns.Label,
            Group = StoreColumns.Group,
            Ignore = [StoreColumns.Household],
            Item = [StoreColumns.Product, .. StoreColumns.Item],
            Affinity = StoreColumns.Affinity,
            Context = StoreColumns.Context,
            Categorical = [StoreColumns.Product],
        }, null, cancellation).Schema;
        SchemaFile.Write(At("schema.json"), schema);
        BinnedDataset train = CsvDatasetReader.Read(At("train.csv"), schema, needsGroups: true, null, cancellation);
        purchases = train.GroupCount;
        var options = new TrainerOptions { Objective = Objective.Pairwise, Trees = 100, Depth = 5, Seed = (int)_seed };
        TreeEnsemble model = GradientBoosting.Train(train, null, options, null, new RoundFraction(new Part(progress, 0.2, 0.6)), cancellation).Model;
        ModelFile.Write(At("model.json"), model);
        return model;
    }

    private sealed record Assortment(IReadOnlyList<byte[]> Items, IReadOnlyList<ProductText> Texts);

    private Assortment ReadShelf(TreeEnsemble model)
    {
        IReadOnlyList<Product> products = ShelfReader.Read(At("shelf.csv"), model.Schema).Products;
        return new Assortment([.. products.Select(product => product.ItemBins)],
            [.. products.Select(product => new ProductText(product.Sku, product.Name))]);
    }

    // The label's first place per held-out purchase against the generator's probabilities. Groups keep the file's order.
    private static StoreTruth Truth(GeneratedStore store, BinnedDataset test, double[] labelScores)
    {
        Purchase[] purchases = [.. store.Purchases.Where(purchase => purchase.IsTest)];
        var groupOf = Enumerable.Range(0, purchases.Length).ToDictionary(group => purchases[group].Id);
        return StoreTruth.Measure(purchases, purchase =>
        {
            int start = test.GroupStarts[groupOf[purchase.Id]];
            return RankAgreement.Best(labelScores.AsSpan(start, test.GroupStarts[groupOf[purchase.Id] + 1] - start));
        });
    }

    private (DemoRank[] Ranking, IlCost Cost) Rank(GeneratedStore store, BuiltShelf built, IReadOnlyList<ProductText> texts)
    {
        Profile profile = ProfileFile.Read(At("profile.json"), built.Features.Features, [.. texts.Select(text => text.Sku)]);
        LabelProfile label = LabelProfile.Of(built.Features, profile.SessionBins,
            [.. profile.AffinityBins.Select(bins => bins[built.Features.SharedCount..])]);
        using var meter = new KernelMeter();
        meter.MeasureRead(built.Blob);
        IlCost cost = meter.MeasureRank(label.Shared, label.Listed, label.ListedCount, texts.Count);
        BlobImage.TryRead(built.Blob, out BlobImage? image);
        DemoRank[] ranking = [.. meter.Keys.Select((key, rank) =>
        {
            int product = TopK.Product(key);
            return new DemoRank(rank + 1, product, texts[product].Sku, texts[product].Name, TopK.Score(key) - image!.Shelf.Bias,
                store.Sample.Probabilities[product]);
        })];
        return (ranking, cost);
    }

    private static DemoFigure[] Figures(BinnedDataset test, double[] scores, LabelReport label, StoreTruth truth, BuiltShelf built, IlCost cost)
    {
        RankingReport floats = RankingMetrics.Evaluate(scores, test.Labels, test.GroupStarts);
        RankingReport onLabel = RankingMetrics.Evaluate(label.Scores, test.Labels, test.GroupStarts);
        LatencyEstimate latency = DeviceSpeed.Esp32(cost);
        return
        [
            new("blobBytes", "blob of this shelf, bytes", built.Blob.Length, "everything the label needs: tables, bin edges, texts"),
            new("top1", "top-1 of the float model", floats.Top1, "share of held-out generated purchases whose product comes first"),
            new("labelTop1", "top-1 of the label", onLabel.Top1, "the same, ranked by the firmware's int8 kernel"),
            new("bestTop1", "top-1 of the truth itself", truth.BestTop1, "no ranking can expect more: choices are random by nature"),
            new("ndcg5", "NDCG@5 of the float model", floats.Ndcg5, "held-out generated purchases"),
            new("labelNdcg5", "NDCG@5 of the label", onLabel.Ndcg5, "held-out generated purchases"),
            new("bestNdcg5", "NDCG@5 of the truth itself", truth.BestNdcg5, "held-out generated purchases"),
            new("captured", "share of the knowable that the label captures", truth.Captured, "mean true probability of its first place, over the truth's"),
            new("top1Agreement", "label agrees with the float model on first place", label.Top1Agreement, "share of held-out shelves"),
            new("worstError", "worst-case score error of this shelf", built.WorstError, built.WorstErrorIsExact ? "exact, over all profiles" : "upper bound"),
            new("ilCost", "weighted IL cost of this ranking", cost.Weighted, "counted; int add = 1"),
            new("esp32Milliseconds", "ranking on an ESP32 at 240 MHz, ms (estimate)",
                FormattableString.Invariant($"{latency.MinMilliseconds:0.00} to {latency.MaxMilliseconds:0.00}"), latency.Assumptions),
        ];
    }

    private string Draw(GeneratedStore store, BuiltShelf built, DemoRank[] ranking, IReadOnlyList<DemoFigure> figures)
    {
        // The picture is of the label of the second product: its arrow points to the recommended one.
        int shown = ranking[1].Product, best = ranking[0].Product;
        byte[] before = PanelPicture.ToPng(StoreLabels.Draw(shown, store.ThisWeek, null));
        byte[] after = PanelPicture.ToPng(StoreLabels.Draw(shown, store.ThisWeek, best));
        AtomicFile.Write(At("label-before.png"), before);
        AtomicFile.Write(At("label-after.png"), after);
        BlobImage.TryRead(built.Blob, out BlobImage? image);
        var page = new DemoPage
        {
            Title = "Endcap demo: a shelf label that ranks its shelf",
            Origin = $"Households, tastes, prices and purchases come from a generator (seed {_seed}); no real shop or shopper is behind them.",
            Before = before,
            After = after,
            AfterText = $"The label of {ranking[1].Name}; its strip says: {StoreLabels.Caption}, {ranking[0].Name}.",
            Blob = built.Blob,
            Sections = [.. image!.Sections().Select(section => new BlobSpan(SectionNames.Of(section.Kind), section.At, section.Length))],
            Ranking = [.. ranking.Select(row => new RankingRow(row.Place, row.Name, row.Score, row.TrueProbability))],
            Figures = [.. figures.Select(figure => new FigureRow(figure.Name, Show(figure.Value), figure.Note))],
        };
        AtomicFile.Write(At("demo.html"), System.Text.Encoding.UTF8.GetBytes(page.ToHtml()));
        return At("demo.html");
    }

    private static string Show(object value) => value switch
    {
        double number => FormattableString.Invariant($"{number:0.####}"),
        _ => FormattableString.Invariant($"{value}"),
    };

    private sealed class Part(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + value * (to - from));
    }
}
