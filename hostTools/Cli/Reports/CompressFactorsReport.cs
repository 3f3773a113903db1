using Endcap.Compression.Models.Factors;
using Endcap.Compression.Search;
using Endcap.Compression.Search.Factors;

namespace Endcap.Cli.Reports;

/// <summary>What endcap compress factors says.</summary>
internal static class CompressFactorsReport
{
    public static Report Of(FactorCompressionResult result, CompressionRequest request, TwoTowerModel model, string output)
    {
        bool timed = request.Milliseconds is not null;
        Report report = new Report(result.Chosen is null ? "Nothing chosen" : "Model compressed")
            .Add("output", "written to", result.Chosen is null ? null : output)
            .Add("metric", "quality is", "recall@10")
            .Add("reference", "recall@10 of the input model, float", result.Reference.Recall10)
            .Add("referenceNdcg10", "NDCG@10 of the input model, float", result.Reference.Ndcg10)
            .Add("floatBytes", "bytes of the input model as float32", model.FloatBytes)
            .Add("tests", "baskets with a product left out", result.Tests)
            .Add("tried", "candidates tried", result.Tried)
            .Add("budget", "budget in bytes", request.BudgetBytes)
            .Add("maxLoss", "relative loss allowed", request.MaxLoss)
            .Add("interrupted", "stopped early", result.Interrupted)
            .AddForJson("seed", request.Seed);
        if (result.Start.Measured.IsPossible) Add(report.AddSection("start", "The input model on labels"), result.Start, result);
        if (result.Chosen is { } chosen)
        {
            Add(report.AddSection("chosen", "Chosen"), chosen, result).Add("steps", "steps", chosen.Steps.Select(step => step.Text).ToArray());
            FactorFacts.AddModel(report, chosen.Model);
        }

        (string, string)[] time = timed ? [("milliseconds", "ms (estimate)")] : [];
        return report.AddTable("front", "Front of size and quality",
            [("bytes", "bytes"), ("quality", "recall@10"), ("ndcg10", "NDCG@10"), ("loss", "relative loss"), .. time, ("missed", "misses"), ("steps", "steps")],
            result.Front.Select(point => Row(point, result, request, timed)));
    }

    public static Report OfReplay(CompressionRecipe recipe, TwoTowerModel made, string output)
    {
        Report report = new Report("Recipe applied").Add("output", "written to", output)
            .Add("steps", "steps", recipe.Steps.Select(step => step.Text).ToArray())
            .Add("seed", "seed", recipe.Seed);
        FactorFacts.AddModel(report, made);
        return report;
    }

    private static Report Add(Report report, SearchPoint<TwoTowerModel> point, FactorCompressionResult result)
    {
        FactorFigures figures = result.Figures(point.Model);
        return report
            .Add("bytes", "blob bytes", point.Measured.Bytes)
            .Add("integerBytes", "of them vectors and base scores", figures.IntegerBytes)
            .Add("quality", "recall@10 on the label", point.Measured.Quality)
            .Add("ndcg10", "NDCG@10 on the label", figures.Guesses.Ndcg10)
            .Add("coverage10", "share of products in a top 10", figures.Guesses.Coverage10)
            .Add("loss", "relative loss, the larger", point.Measured.Loss)
            .Add("milliseconds", "ms a ranking (estimate, slow end)", point.Measured.Milliseconds);
    }

    private static object?[] Row(SearchPoint<TwoTowerModel> point, FactorCompressionResult result, CompressionRequest request, bool timed)
    {
        Measurement measured = point.Measured;
        object?[] time = timed ? [measured.Milliseconds] : [];
        return [measured.Bytes, measured.Quality, result.Figures(point.Model).Guesses.Ndcg10, measured.Loss, .. time, TreeCompression.Missed(measured, request), point.Text];
    }
}
