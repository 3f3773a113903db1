using System.CommandLine;
using System.Security.Cryptography;
using Endcap.Boards;
using Endcap.Cli.Reports;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Files;
using Endcap.Compression.Models;
using Endcap.Compression.Search;
using Endcap.Compression.Search.Dense;
using Endcap.Compression.Training;

namespace Endcap.Cli.Commands;

/// <summary>endcap compress: a smaller model within a quality floor, found by a search over the methods or made by a recipe.</summary>
internal static class CompressCommand
{
    // Share of the data's groups that candidates are judged by when there is no --validation.
    private const double HeldOut = 0.25;

    private static readonly CompressionRequest Defaults = new();
    private static readonly Argument<string> ModelPath = new("model") { Description = "The model (endcap train)." };
    private static readonly Option<string> Data =
        CommonOptions.FileOption("--data", "CSV with the columns of the model's schema: the training data.");
    private static readonly Option<string?> Validation = CommonOptions.FileOption("--validation",
        $"CSV of rows that candidates are judged by; without it, {HeldOut:P0} of the groups of --data are held out.", required: false)!;
    private static readonly Option<string?> SplitBy = new("--split-by")
    {
        Description = "Without --validation: hold out whole values of this column of --data (the shopper), not groups; who comes back is not judged by what was learned of them.",
        HelpName = "COLUMN",
    };

    internal static readonly Option<int?> Budget = CommonOptions.OptionalNumber("--budget",
        "Largest mean size of a shelf's blob in bytes; without it, as small as the floor allows.", "BYTES");
    private static readonly Option<double> MaxLoss = CommonOptions.Number("--max-loss",
        "Loss of NDCG@5 (AUC without groups, RMSE of estimates) that is allowed, relative to the input model's: 0.005 is 0.5 %.", Defaults.MaxLoss);
    private static readonly Option<double> MaxDrop = CommonOptions.Number("--max-drop",
        "Instead of --max-loss: the loss that is allowed in units of the metric: 0.002 lets an AUC of 0.787 fall to 0.785.", 0.0);
    internal static readonly Option<double> Latency =
        CommonOptions.Number("--latency", "Largest predicted time of a ranking in milliseconds, with --board; 0: any.", 0.0);
    internal static readonly Option<string?> BoardId = new("--board") { Description = "Predict the time of a ranking on this board.", HelpName = "ID" };
    private static readonly Option<string[]> Methods =
        MethodsOption($"Methods to choose from, all by default. Trees: {string.Join(',', TreeSteps.Methods)}. Dense: {string.Join(',', DenseSteps.Methods)}.");
    internal static readonly Option<int> Evaluations =
        CommonOptions.Number("--evaluations", "Candidates to try at most.", Defaults.Evaluations);
    internal static readonly Option<string?> RecipeOut =
        CommonOptions.FileOption("--recipe-out", "Also write how the model was made, to make it again.", required: false)!;
    internal static readonly Option<string?> RecipePath =
        CommonOptions.FileOption("--recipe", "Make the model of this recipe again instead of searching.", required: false)!;
    private static readonly Option<string> Output = CommonOptions.Output("The model to write (JSON).");
    private static readonly Option[] OfSearch = [Validation, SplitBy, Budget, MaxLoss, MaxDrop, Latency, BoardId, Methods, Evaluations, RecipeOut];

    public static Command Create()
    {
        var command = new Command("compress",
            "Make a tree model or a dense network smaller within a quality floor. Example: endcap compress m.model.json --data train.csv --budget 1000 -o small.model.json")
        {
            ModelPath, Data, Validation, SplitBy, Budget, MaxLoss, MaxDrop, Latency, BoardId, Methods, Evaluations, RecipeOut, RecipePath, Output,
            CompressFactorsCommand.Create(), CompressLowRankCommand.Create(),
        };
        command.SetRun(Run);
        return command;
    }

    private static int Run(CommandContext context)
    {
        string modelPath = context.Get(ModelPath), dataPath = context.Get(Data), output = context.Get(Output);
        AtomicFile.CheckTarget(output, modelPath, dataPath, context.Get(Validation) ?? "", context.Get(RecipePath) ?? "");
        if (context.Get(RecipeOut) is { } recipeOut) AtomicFile.CheckTarget(recipeOut, modelPath, dataPath, output);
        CompressionRequest request = ReadRequest(context, MaxLoss, Methods, out string board);
        BinModel model = ModelFiles.Read(modelPath);
        CompressFamily family = CompressFamily.Of(model);
        request = request with { Methods = family.Choose(request.Methods) };
        BinnedDataset data = Read(context, dataPath, model);
        if (context.Get(RecipePath) is { } recipe) return Replay(context, family, data, recipe);

        double heldOut = context.Has(Validation) ? 0 : HeldOut;
        (BinnedDataset train, BinnedDataset held) = context.Get(Validation) is { } validation
            ? (data, Read(context, validation, model))
            : HoldOut(data, dataPath, heldOut, context.Get(SplitBy), context.Seed);
        CompressOutcome result = context.WithProgress("compressing", progress =>
            family.Search(train, held, request, output, new TriedFraction(progress), context.Cancellation));
        request = result.Request;
        Report report = result.Report;
        if (result.Chosen is not { } chosen)
        {
            if (result.Interrupted) throw new OperationCanceledException(context.Cancellation);
            return context.Fail(report, TreeCompression.WhyNone(result.Front, request, modelPath, board));
        }

        ModelFiles.Write(output, chosen);
        if (context.Get(RecipeOut) is { } path)
            new CompressionRecipe(context.Seed, heldOut, HashOf(modelPath), HashOf(dataPath), result.Steps) { SplitBy = context.Get(SplitBy) }.Write(path);
        if (result.Interrupted) context.Warn($"stopped by Ctrl-C after {result.Tried} of {request.Evaluations} candidates: {output} is the best so far");
        context.Print(report);
        return result.Interrupted ? ExitCode.Cancelled : ExitCode.Success;
    }

    private static int Replay(CommandContext context, CompressFamily family, BinnedDataset data, string path)
    {
        foreach (Option option in OfSearch)
            if (context.Has(option)) throw Catalogue.OptionsExclude("--recipe", option.Name, "a recipe has everything fixed");
        CompressionRecipe recipe = CompressionRecipe.Read(path);
        if (recipe.ModelHash != HashOf(context.Get(ModelPath))) context.Warn($"{context.Get(ModelPath)} is not the model that {path} was made for");
        if (recipe.DataHash != HashOf(context.Get(Data))) context.Warn($"{context.Get(Data)} is not the data that {path} was made for");
        BinnedDataset train = recipe.HeldOut > 0 ? HoldOut(data, context.Get(Data), recipe.HeldOut, recipe.SplitBy, recipe.Seed).Train : data;
        (BinModel made, Report report) = context.WithProgress("compressing", _ => family.Replay(train, recipe, context.Get(Output), context.Cancellation));
        context.Cancellation.ThrowIfCancellationRequested();
        ModelFiles.Write(context.Get(Output), made);
        context.Print(report);
        return ExitCode.Success;
    }

    private static (BinnedDataset Train, BinnedDataset Held) HoldOut(BinnedDataset data, string path, double fraction, string? splitBy, int seed) => splitBy is null
        ? ValidationSplit.HoldOut(data, fraction, seed)
        : ValidationSplit.HoldOut(data, RowOwners.Read(path, splitBy, data), fraction, seed);

    /// <summary>The option --methods of a family.</summary>
    internal static Option<string[]> MethodsOption(string description) => new("--methods")
    {
        Description = description,
        HelpName = "NAME,…",
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries))],
        DefaultValueFactory = _ => [],
    };

    /// <summary>What to look for, checked but for the methods' names. Errors: E288, E305, E315.</summary>
    internal static CompressionRequest ReadRequest(CommandContext context, Option<double> floor, Option<string[]> methods, out string boardId)
    {
        int? budget = context.Get(Budget);
        double maxLoss = context.Get(floor), latency = context.Get(Latency);
        int evaluations = context.Get(Evaluations);
        if (budget < 1) throw Catalogue.OptionOutOfRange("--budget", budget.Value, "1 or more");
        if (!(maxLoss is >= 0 and < 1)) throw Catalogue.OptionOutOfRange("--max-loss", maxLoss, "0 to below 1");
        if (context.Has(MaxDrop) && context.Has(MaxLoss)) throw Catalogue.OptionsExclude("--max-drop", "--max-loss", "both say what may be lost");
        if (context.Has(MaxDrop) && !(context.Get(MaxDrop) is >= 0 and < double.PositiveInfinity)) throw Catalogue.OptionOutOfRange("--max-drop", context.Get(MaxDrop), "0 or more");
        if (context.Has(SplitBy) && context.Has(Validation)) throw Catalogue.OptionsExclude("--split-by", "--validation", "the second file has everything that is held out");
        if (!(latency >= 0 && double.IsFinite(latency))) throw Catalogue.OptionOutOfRange("--latency", latency, "0 or more");
        if (evaluations is < 1 or > 100_000) throw Catalogue.OptionOutOfRange("--evaluations", evaluations, "1 to 100000");
        if (latency > 0 && !context.Has(BoardId)) throw Catalogue.OptionNeeds("--latency", "--board");
        Board? board = context.Get(BoardId) is { } id ? BoardsCommand.Find(id) : null;
        boardId = board?.Id ?? "";
        return new CompressionRequest
        {
            BudgetBytes = budget,
            MaxLoss = maxLoss,
            MaxDrop = context.Has(MaxDrop) ? context.Get(MaxDrop) : null,
            Evaluations = evaluations,
            Methods = context.Get(methods),
            Seed = context.Seed,
            Milliseconds = board is null ? null : units => DeviceSpeed.On(units, board.Chip, board.ClockMHz).MaxMilliseconds,
            MaxMilliseconds = latency > 0 ? latency : null,
        };
    }

    private static BinnedDataset Read(CommandContext context, string path, BinModel model) => context.WithProgress("reading", progress =>
        CsvDatasetReader.Read(path, model.Schema, model.Schema.Group is not null, progress, context.Cancellation));

    /// <summary>SHA-256 of a file, lower-case hex. Errors: E4xx.</summary>
    internal static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(InputFile.ReadAllBytes(path)));

    /// <summary>Candidates tried as a fraction.</summary>
    internal sealed class TriedFraction(IProgress<double> fraction) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => fraction.Report((double)value.Done / value.Total);
    }
}
