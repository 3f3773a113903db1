using System.Globalization;
using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation.Comparison;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Pictures.Plots;
using Endcap.Compression.Pruning.Factors;
using Endcap.Compression.Quantisation.Factors;

namespace Endcap.Cli.Reports.Html;

/// <summary>The page of endcap report factors.</summary>
internal static class FactorPage
{
    private const string MetricsNote = "Of each basket one product is left out and guessed from the others; products of the basket do not count. recall@k: share of baskets in which it is "
        + "among the first k. Coverage: share of all products that are among the first 10 for somebody.";

    /// <summary>Lays the facts out.</summary>
    /// <param name="facts">What pages of all families have.</param>
    /// <param name="built">The blob.</param>
    /// <param name="before">The float model that the label is compared with.</param>
    /// <param name="sample">Shoppers that the spectrum is weighed by.</param>
    /// <param name="codes">Product quantisation; may be empty.</param>
    public static HtmlPage Of(ReportFacts facts, BuiltFactors built, TwoTowerModel before, FactorSample sample, IReadOnlyList<SizePoint> codes)
    {
        TwoTowerModel model = built.Factors.Model;
        HtmlSection metrics = QualitySections.Metrics(facts), front = QualitySections.Front(facts);
        HtmlSection errors = QualitySections.Errors(facts);
        // The worst case is that of rounding; against another model it bounds nothing.
        if (!ReferenceEquals(before, model)) errors = errors with { Heading = "Errors of compression", Lead = "Label minus score of the float model before it was compressed, over all products; methods that keep no scores but their order shift them." };
        var sections = new List<HtmlSection>
        {
            metrics with
            {
                Lead = ReferenceEquals(before, model) ? metrics.Lead : "The float model before it was compressed and the label's own int8 ranking, by the firmware's kernel, on the same baskets.",
                Note = string.Create(CultureInfo.InvariantCulture, $"{MetricsNote} Kendall tau-b, float to label: {QualitySections.Metric(facts.Agreement.KendallTau)}. ")
                + string.Create(CultureInfo.InvariantCulture, $"Another product in the first place: {facts.Agreement.Top1Swaps:N0} of {facts.Agreement.Groups:N0} baskets."),
            },
            front with { Lead = $"Bytes of the department's blob against {facts.Main.Name} (higher is better)." },
            errors,
            FactorSections.Spectrum(RankTruncation.Energy(model, sample.Moments(model))),
            FactorSections.Rounding(built.Factors),
        };
        if (model.HasHistory) sections.Add(FactorSections.Pulls(built.Factors));
        if (model.SharedFeatures.Any()) sections.Add(FactorSections.Tower(built.Factors));
        sections.Add(BoardSections.Blob(facts));
        sections.Add(BoardSections.Boards(facts));
        if (codes.Count > 0) sections.Add(FactorSections.NotBuildable(codes, built.IntegerBytes, facts.Main));
        return new HtmlPage($"{facts.Model} on a label", string.Create(CultureInfo.InvariantCulture,
            $"{facts.Kind}, measured on {facts.Rows:N0} baskets of {facts.Data}; written by endcap report factors."), Tiles(facts, built, before), sections);
    }

    private static List<(string, string, string)> Tiles(ReportFacts facts, BuiltFactors built, TwoTowerModel before)
    {
        MetricPair main = facts.Main;
        return
        [
            ($"{main.Name} on the label", QualitySections.Metric(main.After), $"float {QualitySections.Metric(main.Before)}; relative loss {QualitySections.Percent(main.RelativeLoss)}"),
            ("Blob of the department", Ticks.Number(built.Blob.Length) + " bytes", $"of them {Ticks.Number(built.IntegerBytes)} for vectors and base scores; the float model has {Ticks.Number(before.FloatBytes)}"),
            ("Kendall tau-b", QualitySections.Metric(facts.Agreement.KendallTau), "order of the label to the float model's"),
            ("Top-1 swaps", Ticks.Number(facts.Agreement.Top1Swaps), $"of {Ticks.Number(facts.Agreement.Groups)} baskets; {QualitySections.Percent((double)facts.Agreement.Top1Swaps / facts.Agreement.Groups)}"),
        ];
    }
}
