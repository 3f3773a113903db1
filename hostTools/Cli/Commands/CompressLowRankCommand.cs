using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Specialisation;
using Endcap.Compression.Specialisation.LowRank;

namespace Endcap.Cli.Commands;

/// <summary>endcap compress lowrank: trees or a linear model over a department become two towers. Nothing is trained, so it is no endcap train.</summary>
internal static class CompressLowRankCommand
{
    private static readonly Argument<string> ModelPath = new("model") { Description = "Trees that collapse to tables, or a linear model (endcap train --path-limit 2, --model linear)." };
    private static readonly Option<string> ShelfPath = CommonOptions.FileOption("--shelf",
        "CSV file of the department: sku, name and the model's item features, as for endcap build; up to 4,095 products.");
    private static readonly Option<string?> Data = CommonOptions.FileOption("--data",
        "CSV of shoppers with the columns of the model's schema: weighs cells by how often they are looked up, and is what the order is compared on.", required: false)!;
    private static readonly Option<int> Rank = CommonOptions.Number("--rank", "Elements of a vector: 4, 8 … 64.", 16);
    private static readonly Option<string> Output = CommonOptions.Output("The two-tower model to write (JSON).");

    public static Command Create()
    {
        var command = new Command("lowrank",
            "Factor a model's tables over a department by truncated SVD. Example: endcap compress lowrank m.model.json --shelf department.csv --rank 16 -o m.factors.json")
        {
            ModelPath, ShelfPath, Data, Rank, Output,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string output = context.Get(Output), path = context.Get(ModelPath);
        AtomicFile.CheckTarget(output, path, context.Get(ShelfPath), context.Get(Data) ?? "");
        BinModel read = ModelFiles.Read(path);
        if (read is not TreeEnsemble model) throw Catalogue.NotTrees(path, "a network");
        Shelf shelf = ShelfReader.Read(context.Get(ShelfPath), model.Schema, most: BasketReader.MostItems);
        var features = new RuntimeFeatures(model.Schema);
        BinnedDataset? data = context.Get(Data) is not { } file ? null : context.WithProgress("reading", progress =>
            CsvDatasetReader.Read(file, model.Schema, false, progress, context.Cancellation));
        IReadOnlyList<double[]> shares = LowRankDepartment.BinShares(model, data);
        LowRankDepartment department = context.WithProgress("factoring", _ => LowRankDepartment.Of(model, shelf, context.Get(Rank), shares, path));
        BuiltFactors built = FactorsBuilder.Build(department.Model, new FactorsBuildOptions(), path);
        IReadOnlyList<byte[]> shoppers = data is null ? LowRankAgreement.DrawShoppers(shares, features, context.Seed) : LowRankAgreement.ShoppersOf(data, features);
        LowRankAgreement agreement = context.WithProgress("comparing", _ => LowRankAgreement.Of(department, shoppers, features, built));
        if (department.Tables.AffinityTables > 0)
            context.Warn($"{path}: {department.Tables.AffinityTables} tables depend on affinity features, which a department's towers cannot have; every product is taken as not listed");
        context.Cancellation.ThrowIfCancellationRequested();
        FactorsFile.Write(output, department.Model);
        context.Print(Describe(department, agreement, built, output, data is null));
    }

    private static Report Describe(LowRankDepartment department, LowRankAgreement agreement, BuiltFactors built, string output, bool drawn)
    {
        Report report = new Report("Tables factored")
            .Add("output", "written to", output)
            .Add("energyKept", "share of the tables' energy kept", department.EnergyKept)
            .Add("pairShare", "share that two features have only together, lost at any rank", department.PairShare)
            .Add("shoppers", drawn ? "shoppers drawn from the shares of bins" : "shoppers of the data", agreement.Shoppers)
            .Add("kendallTau", "Kendall tau-b of the order, float towers to tables", agreement.KendallTau)
            .Add("top1Agreement", "same product first", agreement.Top1)
            .Add("labelKendallTau", "on the label (8 bits): Kendall tau-b", agreement.LabelKendallTau)
            .Add("labelTop1Agreement", "on the label: same product first", agreement.LabelTop1)
            .Add("scoreError", "root mean square error of score differences", agreement.RootMeanSquare)
            .Add("scoreSpread", "spread of the tables' scores over products", agreement.Spread)
            .Add("affinityTables", "tables of affinity features, taken at rest", department.Tables.AffinityTables)
            .Add("blobBytes", "bytes of the blob with 8 bits", built.Blob.Length);
        FactorFacts.AddModel(report, department.Model);
        double sum = 0;
        return report.AddTable("spectrum", "Energy of the one-feature tables by element", [("element", "element"), ("share", "share"), ("sum", "share so far")],
            department.Spectrum.Take(TwoTowerModel.MostRank).Select((share, k) => new object?[] { k + 1, share, sum += share }), 16);
    }
}
