using System.CommandLine;
using System.Text;
using Endcap.Boards;
using Endcap.Cli.Reports;
using Endcap.Cli.Reports.Html;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Evaluation.Comparison;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Files;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation;

namespace Endcap.Cli.Commands;

/// <summary>endcap report: one HTML page with what compression did to a model.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> ModelPath = new("model") { Description = "The model (endcap train)." };
    private static readonly Option<string> Data = CommonOptions.FileOption("--data", "CSV file with the columns of the model's schema.");
    private static readonly Option<string?> Front = CommonOptions.FileOption("--front",
        "Points of a size–quality front: what endcap compress --json printed.", required: false)!;
    private static readonly Option<string?> ShelfPath = CommonOptions.FileOption("--shelf",
        "CSV file of the shelf whose inside is shown (as for endcap build); without it, the first of the data.", required: false)!;
    private static readonly Option<int?> Budget = CommonOptions.OptionalNumber("--budget", "Largest size of a blob in bytes.", "BYTES");
    private static readonly Option<bool> NoPoints = new("--no-points") { Description = "Leave out the builds under several budgets, which take the longest." };
    private static readonly Option<string> Output = CommonOptions.Output("The HTML page to write.");

    public static Command Create()
    {
        var command = new Command("report",
            "Write one HTML page with plots: float against label. Example: endcap report m.model.json --data test.csv -o report.html")
        {
            ModelPath, Data, Front, ShelfPath, Budget, NoPoints, Output, ReportFactorsCommand.Create(),
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string output = context.Get(Output), path = context.Get(ModelPath);
        AtomicFile.CheckTarget(output, path, context.Get(Data), context.Get(Front) ?? "", context.Get(ShelfPath) ?? "");
        if (context.Get(Budget) is { } budget and < 1) throw Catalogue.OptionOutOfRange("--budget", budget, "1 or more");
        FrontFile? front = context.Get(Front) is { } file ? FrontFile.Read(file) : null;
        BinModel model = ModelFiles.Read(path);
        Shelf? shelf = context.Get(ShelfPath) is { } products ? ShelfReader.Read(products, model.Schema) : null;
        BinnedDataset data = context.WithProgress("reading", progress =>
            CsvDatasetReader.Read(context.Get(Data), model.Schema, false, progress, context.Cancellation));
        CheckGroups(context.Get(Data), data);
        ModelFacts.WarnIfConstant(context, model, path);
        ReportFacts facts = Measure(context, model, data, front, shelf);
        if (front is { Metric.Length: > 0 } && !front.Metric.Replace("@", "", StringComparison.Ordinal).Equals(facts.Main.Key, StringComparison.OrdinalIgnoreCase))
            context.Warn($"{context.Get(Front)}: the front's quality is {front.Metric}, the report's {facts.Main.Name}; they share one axis");
        byte[] page = Encoding.UTF8.GetBytes(ModelPage.Of(facts).ToHtml());
        context.Cancellation.ThrowIfCancellationRequested();
        AtomicFile.Write(output, page);
        context.Print(Describe(facts, output, page.Length));
    }

    private static void CheckGroups(string path, BinnedDataset data)
    {
        if (data.Schema.Group is not { } column) return;
        int most = Enumerable.Range(0, data.GroupCount).Max(g => data.GroupStarts[g + 1] - data.GroupStarts[g]);
        if (most > ShelfReader.MostProducts) throw Catalogue.GroupNotAShelf(path, column, most, ShelfReader.MostProducts);
    }

    private static ReportFacts Measure(CommandContext context, BinModel model, BinnedDataset data, FrontFile? front, Shelf? shelf)
    {
        var options = new ShelfOptions { BudgetBytes = context.Get(Budget), Seed = context.Seed };
        double[] floats = context.WithProgress("scoring", progress => ModelScores.Of(model, data, progress, context.Cancellation));
        LabelSide label = context.WithProgress("building and ranking shelves", progress =>
            LabelSide.Of(model, data, floats, options, progress, context.Cancellation));
        IReadOnlyList<SizePoint> points = context.Get(NoPoints) ? [] : context.WithProgress("building under budgets", progress =>
            BudgetPoints.Of(model, data, floats, options, progress, context.Cancellation));
        ShelfBlob built = shelf is null ? new RowShelf(model, data, LabelSide.FirstShelf(data), options).Built
            : ShelfSource.For(model, options).Build(
            [.. shelf.Products.Select(product => product.ItemBins)], [.. shelf.Products.Select(product => new ProductText(product.Sku, product.Name))]);
        if (BlobImage.TryRead(built.Blob, out BlobImage? image) is not 0 and var fault) throw new InvalidOperationException($"fault {fault}");
        TableEffects? effects = built is BuiltShelf tables ? new TableEffects(tables, new Calibration(built.Features, model.BinCounts)) : null;
        return new ReportFacts
        {
            Model = Path.GetFileName(context.Get(ModelPath)),
            Kind = KindOf(model),
            Data = Path.GetFileName(context.Get(Data)),
            Rows = data.RowCount,
            Metrics = BeforeAfter.Of(model.Objective, data, floats, label.Scores),
            Agreement = BeforeAfter.Agreement(data, floats, label.Scores),
            Label = label,
            Errors = [.. label.Scores.Zip(floats, (after, before) => after - before)],
            Built = points,
            Front = front,
            ShelfName = shelf is null ? "the first shelf of the data" : Path.GetFileName(context.Get(ShelfPath)!),
            Image = image!,
            Features = built.Features,
            Codes = built is BuiltShelf of ? CodeUse.Of(of, data) : [],
            Curves = effects?.Curves() ?? (model is DenseModel network ? PartialEffects.Of(network, data) : []),
            CurvesArePartial = model is DenseModel,
            Maps = effects?.Maps() ?? [],
            Tensors = model is DenseModel dense ? TensorUse.Of(dense, data) : [],
            Cost = context.WithProgress("counting operations", _ => BlobCost.Measure(image!, context.Seed)),
            Boards = [.. BoardList.Create().Where(board => board.ShelfBytes > 0)],
        };
    }

    private static string KindOf(BinModel model) => model switch
    {
        TreeEnsemble trees => FormattableString.Invariant($"{trees.Trees.Count:N0} trees of {trees.NodeCount:N0} nodes as tables ({model.Objective})"),
        DenseModel dense => FormattableString.Invariant($"dense network of {string.Join(", ", dense.Shape.Widths)} units, {dense.Shape.Count:N0} parameters ({model.Objective})"),
        _ => model.Objective,
    };

    private static Report Describe(ReportFacts facts, string output, int bytes) => new Report("Report written")
        .Add("output", "written to", output)
        .Add("pageBytes", "bytes of the page", bytes)
        .Add("rows", "rows", facts.Rows)
        .AddTable("metrics", "Float and label", [("key", "key"), ("name", "metric"), ("float", "float"), ("label", "label")],
            facts.Metrics.Select(pair => new object?[] { pair.Key, pair.Name, pair.Before, pair.After }))
        .Add("kendallTau", "Kendall tau-b, float to label", facts.Agreement.KendallTau)
        .Add("top1Swaps", "groups with another product first", facts.Agreement.Groups == 0 ? null : facts.Agreement.Top1Swaps)
        .Add("blobBytesMean", "blob bytes, mean", facts.Label.BlobBytesMean)
        .Add("blobBytesMax", "blob bytes, largest", facts.Label.BlobBytesMax)
        .Add("worstErrorMax", "worst-case score error, largest", facts.Label.WorstError)
        .AddTable("points", "Sizes and qualities", [("name", "build"), ("bytes", "bytes"), ("quality", "quality")],
            facts.Built.Select(point => new object?[] { point.Name, point.Bytes, point.Quality }));
}
