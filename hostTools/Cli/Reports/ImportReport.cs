using System.Globalization;
using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Importing;

namespace Endcap.Cli.Reports;

/// <summary>What endcap import says: what the model is, what became of its thresholds, and what that costs.</summary>
internal static class ImportReport
{
    // Merged thresholds that the text lists.
    private const int MostMerged = 20;

    public static Report Of(ImportRequest request, ImportResult result, string output)
    {
        Report report = new Report("Model imported").Add("output", "written to", output).Add("file", "from", request.File);
        TeacherFacts.AddOrigin(report, request.Teacher);
        report.Add("score", "ranks by", result.Score.Name)
            .Add("objective", "objective", result.Model.Objective)
            .Add("way", "way", result.IsDistilled ? "distilled" : "kept")
            .Add("exact", "every row reaches the same leaves", result.IsDistilled ? false : result.Ensemble!.IsExact)
            .Add("shortEdges", "edges shortened", request.ShortEdges);
        if (result.Ensemble is { } ensemble) AddFeatures(report, ensemble);
        if (result.Kept is { } kept) AddLoss(report, "loss", "Imported against its own tool, all rows", kept);
        if (result.Paths is { } paths) AddPaths(report, paths);
        AddWays(report, result);
        report.AddForJson("seed", request.Seed);
        Commands.ModelFacts.AddTo(report, result.Model);
        return report;
    }

    private static void AddFeatures(Report report, ImportedEnsemble ensemble)
    {
        report.AddTable("features", "Features",
            [("name", "feature"), ("scope", "scope"), ("kind", "kind"), ("splits", "splits"), ("thresholds", "thresholds"), ("bins", "bins"),
                ("missingBin", "missing bin"), ("merged", "thresholds merged")],
            ensemble.Features.Select(each => new object?[]
            {
                each.Feature.Name, Word(each.Feature.Scope), Word(each.Feature.Kind), each.Splits, each.Thresholds, each.Feature.BinCount,
                each.MissingMoved ? "none left" : each.Feature.HasMissingBin ? "own" : Text($"bin {each.Feature.AbsentBin}"), each.Merged.Count,
            }));
        object?[][] merged = [.. ensemble.Features.SelectMany(each =>
            each.Merged.Select(one => new object?[] { each.Feature.Name, Text($"{one.Old}"), Edge(one.New) }))];
        if (merged.Length == 0) return;
        report.AddTable("merged", "Merged thresholds", [("feature", "feature"), ("old", "value ≥"), ("new", "became value ≥")], merged, MostMerged);
    }

    private static string Edge(double edge) =>
        double.IsNegativeInfinity(edge) ? "always" : double.IsPositiveInfinity(edge) ? "never" : Text($"{edge}");

    private static void AddPaths(Report report, PathFacts paths)
    {
        Report section = report.AddSection("paths", "Collapsing")
            .Add("trees", "trees", paths.Trees)
            .Add("needThree", "trees with more than two non-item features on a path", paths.NeedThree);
        if (paths.Products == 0) return;
        section.Add("products", "products of the data looked at", paths.Products)
            .Add("wholeProducts", "products that collapse to tables alone", paths.WholeProducts)
            .Add("tables", "tables per product, mean", paths.Tables)
            .Add("residual", "trees per product that stay trees, mean", paths.Residual);
    }

    private static void AddWays(Report report, ImportResult result)
    {
        if (result.KeptHeldOut is { } kept) AddLoss(report, "keepResidual", "Trees kept on the label (--keep-residual), held-out rows", kept);
        if (result.Student is { } student) AddLoss(report, "distil", "Distilled into tables (--distil), held-out rows", student);
        if (result.Paths is not { NeedThree: > 0 } || result.IsDistilled) return;
        report.AddNote("hint", result.Student is not null
            ? "Trees that stay trees are exact and cost bytes and time on the label; --distil writes the other model."
            : "Trees that stay trees are exact and cost bytes and time on the label; --distil --data sample.csv learns a model without them.");
    }

    private static void AddLoss(Report report, string key, string heading, Fidelity loss)
    {
        Report section = report.AddSection(key, heading)
            .Add("rows", "rows", loss.Rows)
            .Add("maxDifference", "largest difference of scores", loss.MaxDifference)
            .Add("meanDifference", "mean difference of scores", loss.MeanDifference)
            .Add("top1Agreement", "same first product", loss.Top1Agreement)
            .Add("kendallTau", "Kendall tau-b", loss.KendallTau);
        foreach ((string metric, string name, double teacher, double model) in loss.Metrics)
        {
            section.Add(metric, name, model)
                .Add("teacher" + metric[..1].ToUpperInvariant() + metric[1..], $"{name} of its own tool", teacher);
        }
    }

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
