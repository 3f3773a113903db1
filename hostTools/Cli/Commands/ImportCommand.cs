using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Importing;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Cli.Commands;

/// <summary>endcap import: a model of another tool becomes one that a shelf can be built from.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> ModelPath = new("model") { Description = "The model: XGBoost, LightGBM, CatBoost, ONNX, Core ML, TFLite and others." };
    private static readonly Option<string> Output = CommonOptions.Output("The model to write (JSON).");
    private static readonly Option<string?> SchemaPath = CommonOptions.FileOption("--schema",
        "A schema that says names, scopes, label and group; its edges are replaced by the model's.", required: false)!;
    private static readonly Option<string?> Data = CommonOptions.FileOption("--data",
        "CSV file with the model's inputs: weighs thresholds that must be merged, and measures what is lost.", required: false)!;
    private static readonly Option<string?> Label = new("--label") { Description = "The label column.", HelpName = "COLUMN" };
    private static readonly Option<int?> Class =
        CommonOptions.OptionalNumber("--class", "Of a model with several classes: the one whose score to rank by, from 0.", "K");
    private static readonly Option<bool> ShortEdges = new("--short-edges")
    {
        Description = "Round bin edges to the shortest decimals that part the values of --data alike: fewer bytes on the label, exact on those values only.",
    };
    private static readonly Option<bool> KeepResidual = new("--keep-residual")
    {
        Description = "Trees that test more than two features of the phone stay trees on the label: exact. The default.",
    };
    private static readonly Option<bool> Distil = new("--distil")
    {
        Description = "Write a model that learned the scores on --data and collapses to tables.",
    };
    private static readonly Option<int> StudentTrees = CommonOptions.Number("--student-trees", "Trees of the distilled model.", 200);

    public static Command Create()
    {
        var command = new Command("import",
            "Turn a model of another tool into one for the shelf. Example: endcap import xgb.json --schema s.json --data sample.csv -o m.model.json")
        {
            ModelPath, ImportOptions.Format, SchemaPath, Data, Label,
        };
        ColumnOptions.AddTo(command);
        foreach (Option option in (Option[])[Class, ShortEdges, KeepResidual, Distil, StudentTrees, Output]) command.Options.Add(option);
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string output = context.Get(Output), path = context.Get(ModelPath);
        AtomicFile.CheckTarget(output, path, context.Get(Data) ?? "", context.Get(SchemaPath) ?? "");
        CheckOptions(context);
        Schema? schema = context.Get(SchemaPath) is { } file ? SchemaFile.Read(file) : null;
        var request = new ImportRequest
        {
            Teacher = TeacherFile.ReadAny(path, context.Get(ImportOptions.Format)),
            File = path,
            Schema = schema,
            Data = context.Get(Data),
            Columns = ColumnOptions.Read(context, context.Get(Label) ?? ImportRequest.DefaultLabel),
            Class = context.Get(Class),
            ShortEdges = context.Get(ShortEdges),
            Distil = context.Get(Distil),
            StudentTrees = context.Get(StudentTrees),
            Seed = context.Seed,
        };
        ImportResult result = context.WithProgress("importing", progress =>
            ModelImport.Run(request, _ => progress, context.Cancellation));
        if (result.NamesIgnored) ImportOptions.WarnOfPositions(context, path, request.Data ?? context.Get(SchemaPath)!);
        foreach (string warning in result.Warnings) context.Warn(warning);
        context.Cancellation.ThrowIfCancellationRequested();
        ModelFile.Write(output, result.Model);
        context.Print(ImportReport.Of(request, result, output));
    }

    private static void CheckOptions(CommandContext context)
    {
        foreach (Option option in ColumnOptions.All.Prepend(Label))
            if (context.Has(option) && context.Has(SchemaPath)) throw Catalogue.SchemaSaysScopes(option.Name);
        if (context.Get(ShortEdges) && !context.Has(Data)) throw Catalogue.OptionNeeds("--short-edges", "--data");
        if (context.Get(Distil) && !context.Has(Data)) throw Catalogue.DistilNeedsData();
        if (context.Get(Distil) && context.Get(KeepResidual)) throw Catalogue.TwoWays("--distil", "--keep-residual");
        int trees = context.Get(StudentTrees);
        if (trees is < 1 or > 100_000) throw Catalogue.OptionOutOfRange("--student-trees", trees, "1 to 100000");
    }
}
