using System.Globalization;
using Endcap.Compression.Evaluation.Comparison;
using Endcap.Compression.Pictures.Plots;

namespace Endcap.Cli.Reports.Html;

/// <summary>The page of endcap report.</summary>
internal static class ModelPage
{
    /// <summary>Lays the facts out; sections without content are left out.</summary>
    public static HtmlPage Of(ReportFacts facts)
    {
        var sections = new List<HtmlSection> { QualitySections.Metrics(facts) };
        if (facts.Built.Count > 0 || facts.Front is not null) sections.Add(QualitySections.Front(facts));
        sections.Add(QualitySections.Errors(facts));
        if (facts.Curves.Count > 0) sections.Add(InsideSections.Curves(facts));
        if (facts.Maps.Count > 0) sections.Add(InsideSections.Maps(facts));
        if (facts.Codes.Count > 0) sections.Add(InsideSections.Codes(facts));
        if (facts.Tensors.Count > 0) sections.Add(TensorSections.Calibration(facts));
        sections.Add(BoardSections.Blob(facts));
        sections.Add(BoardSections.Boards(facts));
        return new HtmlPage($"{facts.Model} on a shelf label", string.Create(CultureInfo.InvariantCulture,
            $"{facts.Kind}, measured on {facts.Rows:N0} rows of {facts.Data}; written by endcap report."), Tiles(facts), sections);
    }

    private static List<(string, string, string)> Tiles(ReportFacts facts)
    {
        MetricPair main = facts.Main;
        List<(string, string, string)> tiles =
        [
            ($"{main.Name} on the label", QualitySections.Metric(main.After), $"float {QualitySections.Metric(main.Before)}; relative loss {QualitySections.Percent(main.RelativeLoss)}"),
            ("Blob of a shelf", Ticks.Number(facts.Label.BlobBytesMean) + " bytes", $"mean of {Ticks.Number(facts.Label.Shelves)}; largest {Ticks.Number(facts.Label.BlobBytesMax)}"),
            ("Kendall tau-b", QualitySections.Metric(facts.Agreement.KendallTau), "order of the label to the float model's"),
        ];
        if (facts.Agreement.Groups > 0)
            tiles.Add(("Top-1 swaps", Ticks.Number(facts.Agreement.Top1Swaps), $"of {Ticks.Number(facts.Agreement.Groups)} groups; {QualitySections.Percent((double)facts.Agreement.Top1Swaps / facts.Agreement.Groups)}"));
        return tiles;
    }
}
