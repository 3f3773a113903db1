using System.Globalization;
using Endcap.Cli.Commands;
using Endcap.Compression.Blobs;
using Endcap.Compression.Models;
using Endcap.Compression.Search;

namespace Endcap.Cli.Reports;

/// <summary>What endcap compress says.</summary>
internal static class CompressReport
{
    // Trees and features that the text lists.
    private const int Most = 10;

    public static Report Of(CompressionResult result, CompressionRequest request, TreeEnsemble model, string output)
    {
        Report report = Head(result.Metric, result.Reference, result.Groups, result.Tried, result.Interrupted, result.Start, request,
            result.Chosen is null ? null : output);
        if (result.Chosen is { } chosen)
        {
            Report part = Add(report.AddSection("chosen", "Chosen"), chosen).Add("steps", "steps", chosen.Steps.Select(step => step.Text).ToArray());
            AddTolerance(part, chosen.Model.Tolerance);
            ModelFacts.AddTo(report, chosen.Model.Model);
        }

        bool timed = request.Milliseconds is not null;
        report.AddTable("front", "Front of size and quality", Columns(result.Metric, timed), result.Front.Select(point => Row(point, request, timed)));
        return AddSensitivity(report, result.Sensitivity, model);
    }

    public static Report OfReplay(CompressionRecipe recipe, TreeCandidate made, string output)
    {
        Report report = new Report("Recipe applied").Add("output", "written to", output)
            .Add("steps", "steps", recipe.Steps.Select(step => step.Text).ToArray())
            .Add("seed", "seed", recipe.Seed);
        AddTolerance(report, made.Tolerance);
        ModelFacts.AddTo(report, made.Model);
        return report;
    }

    /// <summary>What searches of all families say first; <paramref name="output"/>: null when nothing was chosen.</summary>
    internal static Report Head<TModel>(string metric, double reference, int groups, int tried, bool interrupted, SearchPoint<TModel> start,
        CompressionRequest request, string? output)
    {
        Report report = new Report(output is null ? "Nothing chosen" : "Model compressed")
            .Add("output", "written to", output)
            .Add("metric", "quality is", metric)
            .Add("reference", $"{metric} of the input model, float", reference)
            .Add("groups", "held-out groups measured", groups)
            .Add("tried", "candidates tried", tried)
            .Add("budget", "budget in bytes", request.BudgetBytes)
            .Add("maxLoss", "relative loss allowed", request.MaxLoss)
            .Add("maxDrop", $"{metric} that may be lost", request.MaxDrop)
            .Add("interrupted", "stopped early", interrupted)
            .AddForJson("seed", request.Seed);
        Add(report.AddSection("start", "The input model on labels"), start);
        return report;
    }

    internal static Report Add<TModel>(Report report, SearchPoint<TModel> point) => report
        .Add("bytes", "blob bytes, mean", point.Measured.Bytes)
        .Add("bytesMax", "blob bytes, largest", point.Measured.BytesMax)
        .Add("quality", "quality on the label", point.Measured.Quality)
        .Add("loss", "relative loss", point.Measured.Loss)
        .Add("milliseconds", "ms a ranking (estimate, slow end)", point.Measured.Milliseconds);

    private static void AddTolerance(Report report, double tolerance)
    {
        report.Add("tolerance", "tolerance", tolerance);
        if (tolerance != new ShelfOptions().Tolerance)
            report.Add("buildWith", "build shelves with", string.Create(CultureInfo.InvariantCulture, $"endcap build --tolerance {tolerance}"));
    }

    internal static List<(string Key, string Label)> Columns(string metric, bool timed)
    {
        List<(string, string)> columns = [("bytes", "bytes"), ("bytesMax", "largest"), ("quality", metric), ("loss", "relative loss")];
        if (timed) columns.Add(("milliseconds", "ms (estimate)"));
        return [.. columns, ("missed", "misses"), ("steps", "steps")];
    }

    internal static object?[] Row<TModel>(SearchPoint<TModel> point, CompressionRequest request, bool timed)
    {
        Measurement measured = point.Measured;
        object?[] time = timed ? [measured.Milliseconds] : [];
        return [Math.Round(measured.Bytes, 1), measured.BytesMax, measured.Quality, measured.Loss, .. time, TreeCompression.Missed(measured, request), point.Text];
    }

    private static Report AddSensitivity(Report report, Sensitivity sensitivity, TreeEnsemble model) => report
        .AddTable("featureSensitivity", "Relative loss without a feature (float, nothing refitted)", [("feature", "feature"), ("loss", "relative loss")],
            sensitivity.Features.Select((loss, f) => (loss, f)).OrderByDescending(at => at.loss)
                .Select(at => new object?[] { model.Schema.Features[at.f].Name, at.loss }), Most)
        .AddTable("treeSensitivity", "Relative loss without a tree", [("tree", "tree"), ("loss", "relative loss")],
            sensitivity.Trees.Select((loss, t) => (loss, t)).OrderByDescending(at => at.loss)
                .Select(at => new object?[] { at.t + 1, at.loss }), Most);
}
