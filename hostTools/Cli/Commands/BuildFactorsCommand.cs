using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Blobs;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Models.Factors;

namespace Endcap.Cli.Commands;

/// <summary>endcap build factors: a two-tower model becomes a blob for a label or beacon.</summary>
internal static class BuildFactorsCommand
{
    private static readonly FactorsBuildOptions Defaults = new();
    private static readonly Argument<string> ModelPath = new("model") { Description = "The model (endcap train factors)." };
    private static readonly Option<string> Output = CommonOptions.Output("The blob to write.");
    private static readonly Option<string?> ShelfPath = CommonOptions.FileOption("--shelf",
        "CSV file with a column sku: the products of the blob, in this order. Without it, all of the model.", required: false)!;
    private static readonly Option<int?> Bits = CommonOptions.OptionalNumber("--bits", "Bits of an element of a vector: 8, 4 or 2; without it, as the model says (endcap compress), or 8.");
    private static readonly Option<bool> Catalogued = new("--catalogue") { Description = "Write a catalogue even for fewer than 256 products." };
    private static readonly Option<bool> NoCatalogue = new("--no-catalogue") { Description = "Refuse more than 255 products instead of writing a catalogue." };
    private static readonly Option<bool> NoProductTexts = new("--no-product-texts") { Description = "Leave out sku and name of the products." };
    private static readonly Option<bool> NoFeatureTexts = new("--no-feature-texts") { Description = "Leave out names and bin edges of the features." };
    private static readonly Option<long> ModelVersion =
        CommonOptions.Number("--model-version", "Stands in the blob, for whoever counts versions.", (long)Defaults.ModelVersion);

    public static Command Create()
    {
        var command = new Command("factors",
            "Build a blob from a two-tower model. Example: endcap build factors m.factors.json --bits 4 -o department.ecap")
        {
            ModelPath, ShelfPath, Bits, Catalogued, NoCatalogue, NoProductTexts, NoFeatureTexts, ModelVersion, Output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Catalogued) && result.GetValue(NoCatalogue)) result.AddError("--catalogue and --no-catalogue exclude each other.");
        });
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string output = context.Get(Output), path = context.Get(ModelPath);
        AtomicFile.CheckTarget(output, path, context.Get(ShelfPath) ?? "");
        long version = context.Get(ModelVersion);
        if (version is < 0 or > uint.MaxValue) throw Catalogue.OptionOutOfRange("--model-version", version, $"0 to {uint.MaxValue}");
        TwoTowerModel model = FactorsFile.Read(path);
        if (context.Get(ShelfPath) is { } shelf) model = FactorsBuilder.Of(model, ShelfProducts.Read(shelf, model, path));
        BuiltFactors built = context.WithProgress("building", _ => FactorsBuilder.Build(model, new FactorsBuildOptions
        {
            Bits = context.Get(Bits),
            Catalogue = context.Get(Catalogued) ? true : context.Get(NoCatalogue) ? false : null,
            ModelVersion = (uint)version,
            ProductTexts = !context.Get(NoProductTexts),
            FeatureTexts = !context.Get(NoFeatureTexts),
        }, path));
        context.Cancellation.ThrowIfCancellationRequested();
        AtomicFile.Write(output, built.Blob);
        context.Print(Describe(built, output));
    }

    private static Report Describe(BuiltFactors built, string output)
    {
        Report report = new Report("Blob built")
            .Add("output", "written to", output)
            .Add("bytes", "bytes", built.Blob.Length)
            .Add("catalogue", "catalogue", built.Content.IsCatalogue)
            .Add("integerBytes", "bytes of vectors and base scores", built.IntegerBytes)
            .Add("floatBytes", "the same as float32", built.Factors.Model.FloatBytes)
            .Add("schemaId", "schema id", $"{built.Content.SchemaId:x8}")
            .Add("modelVersion", "model version", built.Content.ModelVersion)
            .Add("step", "step of an integer score", (double)built.Factors.Step)
            .Add("offset", "score of integer 0", (double)built.Factors.Offset)
            .Add("worstError", "worst-case score error (upper bound)", (double)built.Content.Numbers!.Value.WorstError);
        FactorFacts.AddModel(report, built.Factors.Model);
        BlobFacts.AddSections(report, built.Blob);
        return report;
    }
}
