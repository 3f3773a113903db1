using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Search;
using Endcap.Compression.Search.Factors;

namespace Endcap.Cli.Commands;

/// <summary>endcap compress factors: a smaller two-tower model within a quality floor.</summary>
internal static class CompressFactorsCommand
{
    private static readonly Argument<string> ModelPath = new("model") { Description = "The model (endcap train factors)." };
    private static readonly Option<string> Data =
        CommonOptions.FileOption("--data", "Purchases, with the column names of training: best those of training, with its share and seed.");
    private static readonly Option<double> Validation = CommonOptions.Number("--validation",
        "Share of baskets that candidates are judged by, one product of each left out; the rest is for the methods to learn from.", 0.25);
    private static readonly Option<double> MaxLoss = CommonOptions.Number("--max-loss",
        "Relative loss of recall@10 and of NDCG@10 that is allowed, each product of the held-out baskets left out in turn.", 0.01);
    private static readonly Option<string[]> Methods = CompressCommand.MethodsOption($"Methods to choose from, all by default: {string.Join(',', FactorSteps.Methods)}.");
    private static readonly Option<string> Output = CommonOptions.Output("The model to write (JSON); it says how endcap build factors is to round it.");
    private static readonly Option[] OfSearch =
        [Validation, CompressCommand.Budget, MaxLoss, CompressCommand.Latency, CompressCommand.BoardId, Methods, CompressCommand.Evaluations, CompressCommand.RecipeOut];

    public static Command Create()
    {
        var command = new Command("factors",
            "Make a two-tower model smaller within a quality floor. Example: endcap compress factors m.factors.json --data purchases.csv -o small.factors.json")
        {
            ModelPath, Data, BasketOptions.Shoppers, CompressCommand.RecipePath, Output,
        };
        foreach (Option option in OfSearch) command.Options.Add(option);
        command.SetRun(Run);
        return command;
    }

    private static int Run(CommandContext context)
    {
        string modelPath = context.Get(ModelPath), dataPath = context.Get(Data), output = context.Get(Output);
        AtomicFile.CheckTarget(output, modelPath, dataPath, context.Get(BasketOptions.Shoppers) ?? "", context.Get(CompressCommand.RecipePath) ?? "");
        if (context.Get(CompressCommand.RecipeOut) is { } recipeOut) AtomicFile.CheckTarget(recipeOut, modelPath, dataPath, output);
        CompressionRequest request = CompressCommand.ReadRequest(context, MaxLoss, Methods, out string board);
        request = request with { Methods = CompressFamily.Choose(request.Methods, FactorSteps.Methods) };
        double share = context.Get(Validation);
        if (!(share is > 0 and < 1)) throw Catalogue.OptionOutOfRange("--validation", share, "above 0, below 1");
        TwoTowerModel model = FactorsFile.Read(modelPath);
        if (context.Get(CompressCommand.RecipePath) is { } recipe) return Replay(context, model, recipe);

        (Baskets train, IReadOnlyList<HeldOutItem> tests) = LeaveOneOut.Split(BasketOptions.ReadFor(context, model, modelPath, dataPath), share, context.Seed);
        FactorCompressionResult result = context.WithProgress("compressing", progress =>
            FactorCompression.Run(model, train, tests, request, dataPath, new CompressCommand.TriedFraction(progress), context.Cancellation));
        Report report = CompressFactorsReport.Of(result, request, model, output);
        if (result.Chosen is not { } chosen)
        {
            if (result.Interrupted) throw new OperationCanceledException(context.Cancellation);
            return context.Fail(report, FactorCompression.WhyNone(result, request, modelPath, board));
        }

        FactorsFile.Write(output, chosen.Model);
        if (context.Get(CompressCommand.RecipeOut) is { } path)
            new CompressionRecipe(context.Seed, share, CompressCommand.HashOf(modelPath), CompressCommand.HashOf(dataPath), chosen.Steps).Write(path);
        if (result.Interrupted) context.Warn($"stopped by Ctrl-C after {result.Tried} of {request.Evaluations} candidates: {output} is the best so far");
        context.Print(report);
        return result.Interrupted ? ExitCode.Cancelled : ExitCode.Success;
    }

    private static int Replay(CommandContext context, TwoTowerModel model, string path)
    {
        string modelPath = context.Get(ModelPath), dataPath = context.Get(Data), output = context.Get(Output);
        foreach (Option option in OfSearch)
            if (context.Has(option)) throw Catalogue.OptionsExclude("--recipe", option.Name, "a recipe has everything fixed");
        CompressionRecipe recipe = CompressionRecipe.Read(path);
        if (recipe.ModelHash != CompressCommand.HashOf(modelPath)) context.Warn($"{modelPath} is not the model that {path} was made for");
        if (recipe.DataHash != CompressCommand.HashOf(dataPath)) context.Warn($"{dataPath} is not the data that {path} was made for");
        Baskets data = BasketOptions.ReadFor(context, model, modelPath, dataPath);
        Baskets train = recipe.HeldOut > 0 ? LeaveOneOut.Split(data, recipe.HeldOut, recipe.Seed).Train : data;
        TwoTowerModel made = context.WithProgress("compressing", _ => FactorCompression.Replay(model, train, recipe, context.Cancellation));
        context.Cancellation.ThrowIfCancellationRequested();
        FactorsFile.Write(output, made);
        context.Print(CompressFactorsReport.OfReplay(recipe, made, output));
        return ExitCode.Success;
    }
}
