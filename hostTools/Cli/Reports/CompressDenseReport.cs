using Endcap.Cli.Commands;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Search;
using Endcap.Compression.Search.Dense;

namespace Endcap.Cli.Reports;

/// <summary>What endcap compress says about a dense network.</summary>
internal static class CompressDenseReport
{
    public static Report Of(DenseCompressionResult result, CompressionRequest request, DenseModel model, string output)
    {
        Report report = CompressReport.Head(result.Metric, result.Reference, result.Groups, result.Tried, result.Interrupted, result.Start, request,
            result.Chosen is null ? null : output);
        if (result.Chosen is { } chosen)
        {
            CompressReport.Add(report.AddSection("chosen", "Chosen"), chosen).Add("steps", "steps", chosen.Steps.Select(step => step.Text).ToArray());
            ModelFacts.AddTo(report, chosen.Model.Model);
        }

        bool timed = request.Milliseconds is not null;
        report.AddTable("front", "Front of size and quality", CompressReport.Columns(result.Metric, timed),
            result.Front.Select(point => CompressReport.Row(point, request, timed)));
        return report
            .AddTable("featureSensitivity", "Relative loss without a feature (float, nothing trained after)", [("feature", "feature"), ("loss", "relative loss")],
                result.Sensitivity.Features.Select((loss, f) => (loss, f)).OrderByDescending(at => at.loss)
                    .Select(at => new object?[] { model.Schema.Features[at.f].Name, at.loss }))
            .AddTable("tensorSensitivity", "One tensor with fewer bits, all others with 8",
                [("tensor", "tensor"), ("bits", "bits"), ("bytes", "bytes"), ("error", "share of score variance lost"), ("loss", "relative loss")],
                result.Sensitivity.Tensors.Select(way => new object?[] { NameOf(way.Tensor), way.Bits, way.Bytes, way.Error, way.Loss }));
    }

    public static Report OfReplay(CompressionRecipe recipe, DenseModel made, string output)
    {
        Report report = new Report("Recipe applied").Add("output", "written to", output)
            .Add("steps", "steps", recipe.Steps.Select(step => step.Text).ToArray())
            .Add("seed", "seed", recipe.Seed);
        ModelFacts.AddTo(report, made);
        return report;
    }

    /// <summary>A tensor's name for people.</summary>
    public static string NameOf(int tensor) => tensor == 0 ? "columns" : FormattableString.Invariant($"layer {tensor + 1}");
}
