using System.Globalization;
using Endcap.Compression.Evaluation.Comparison;
using Endcap.Compression.Pictures.Plots;

namespace Endcap.Cli.Reports.Html;

/// <summary>What compression cost in quality: metrics, front, errors.</summary>
internal static class QualitySections
{
    /// <summary>A metric as the page shows it: four digits after the point, as endcap evaluate rounds for people.</summary>
    public static string Metric(double value) => double.IsNaN(value) ? "–" : (Math.Round(value, 4) + 0.0).ToString("0.0000;−0.0000", CultureInfo.InvariantCulture);

    public static HtmlSection Metrics(ReportFacts facts)
    {
        MetricPair[] shares = [.. facts.Metrics.Where(pair => pair is { Before: >= 0 and <= 1, After: >= 0 and <= 1, HigherIsBetter: true })];
        return new HtmlSection("metrics", "Before and after",
            "The float model and the label's own int8 ranking, by the firmware's kernel, on the same rows.")
        {
            Table = HtmlTable.OfNumbers(["metric", "float", "label", "change", "relative loss"], facts.Metrics.Select(pair => new[]
            {
                pair.Name, Metric(pair.Before), Metric(pair.After), Signed(pair.After - pair.Before), Percent(pair.RelativeLoss),
            })),
            Figures = shares.Length == 0 ? [] :
            [
                new HtmlFigure("Metrics, float and label", $"A row for each of {shares.Length} metrics: a ring for the float model, a dot for the label.",
                    RowPlot.OfPairs([.. shares.Select(pair => new PlotRow(pair.Name, [pair.Before, pair.After], Metric(pair.After)))],
                        Axis.Over(shares.SelectMany(pair => new[] { pair.Before, pair.After }), "share (the label's value at the right)", 5), "float", "label"),
                    HtmlTable.OfNumbers(["metric", "float", "label"], shares.Select(pair => new[] { pair.Name, Metric(pair.Before), Metric(pair.After) }))),
            ],
            Note = Meaning(facts),
        };
    }

    public static HtmlSection Front(ReportFacts facts)
    {
        MetricPair main = facts.Main;
        SizePoint own = new("this build", facts.Label.BlobBytesMean, main.After);
        SizePoint[] all = [own, .. facts.Built, .. facts.Front?.Points ?? []];
        IReadOnlyList<SizePoint> front = SizePoint.Front(all, main.HigherIsBetter);
        Axis x = Axis.Over(all.Select(point => point.Bytes), "bytes of a shelf's blob", 6);
        Axis y = Axis.Over([.. all.Select(point => point.Quality), main.Before], main.Name, 6);
        List<Series> series = [new("float", [x.Low, x.High], [main.Before, main.Before], "two dashed", Dots: false)];
        if (facts.Built.Count > 0) series.Add(Points("built", [.. facts.Built], "three"));
        if (facts.Front is { } file) series.Add(Points("compress", file.Points, "one"));
        series.Add(new Series("front", [.. front.Select(point => point.Bytes)], [.. front.Select(point => point.Quality)], "front", Dots: false));
        series.Add(Points("this build", [own], "two"));
        return new HtmlSection("front", "Size and quality", $"Mean bytes of a shelf's blob against {main.Name} ({(main.HigherIsBetter ? "higher" : "lower")} is better).")
        {
            Figures =
            [
                new HtmlFigure($"{main.Name} by size", $"{all.Length} ways to build; {front.Count} of them on the front. The dashed line is the float model.",
                    Plot.OfSeries(x, y, series),
                    HtmlTable.OfNumbers(["build", "bytes", main.Name, "on the front"], all.OrderBy(point => point.Bytes).Select(point => new[]
                    {
                        point.Name, Ticks.Number(point.Bytes), Metric(point.Quality), front.Contains(point) ? "yes" : "",
                    }))),
            ],
            Note = facts.Front is null ? "" : "Points named \"compress\" are the file's; their quality is what the file says"
                + (facts.Front.Metric.Length > 0 ? $", {facts.Front.Metric}." : ", of a metric that it does not name."),
        };
    }

    public static HtmlSection Errors(ReportFacts facts)
    {
        Histogram bars = Histogram.Of(facts.Errors);
        double[] marks = [.. new[] { -facts.Label.WorstError, facts.Label.WorstError }.Where(mark => mark >= bars.Edges[0] && mark <= bars.Edges[^1])];
        double[] sizes = [.. facts.Errors.Select(Math.Abs).Order()];
        return new HtmlSection("errors", "Errors of quantisation", string.Create(CultureInfo.InvariantCulture,
            $"Label minus float score over {facts.Errors.Length:N0} rows: mean {Ticks.Number(facts.Agreement.MeanError)}, root mean square {Ticks.Number(facts.Agreement.RootMeanSquareError)}, ")
            + $"largest {Ticks.Number(facts.Agreement.LargestError)}; the worst case over all profiles, computed, is {Ticks.Number(facts.Label.WorstError)}.")
        {
            Figures =
            [
                new HtmlFigure("Distribution of errors", "Histogram of the label's score minus the float score" + (marks.Length > 0 ? "; dashed lines at the worst case." : "."),
                    Plot.OfBars(Axis.Over(bars.Edges, "label − float score", 6), "rows", bars, marks), OfBars(bars, "error", "rows")),
                new HtmlFigure("Size of errors", "Share of rows whose error is at most so large.",
                    Cumulative(sizes), HtmlTable.OfNumbers(["share of rows", "magnitude at most"],
                        new[] { 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1 }.Select(share => new[]
                        {
                            Percent(share), Ticks.Number(sizes[(int)Math.Round(share * (sizes.Length - 1))]),
                        }))),
            ],
        };
    }

    internal static HtmlTable OfBars(Histogram bars, string what, string count) => HtmlTable.OfNumbers([$"{what} from", "to", count],
        bars.Counts.Select((value, i) => new[] { Ticks.Number(bars.Edges[i]), Ticks.Number(bars.Edges[i + 1]), Ticks.Number(value) }));

    internal static string Percent(double share) => double.IsFinite(share)
        ? (Math.Round(100 * share, 2) + 0.0).ToString("0.##;−0.##", CultureInfo.InvariantCulture) + "\u00A0%" : "–";

    private static string Signed(double value) => double.IsNaN(value) ? "–" : (Math.Round(value, 5) + 0.0).ToString("+0.00000;−0.00000;0", CultureInfo.InvariantCulture);

    // Ascending magnitudes.
    private static Svg Cumulative(double[] sizes)
    {
        int[] at = [.. Enumerable.Range(0, 101).Select(i => (int)Math.Round(i / 100.0 * (sizes.Length - 1))).Distinct()];
        double[] x = [.. at.Select(i => sizes[i])], y = [.. at.Select(i => (i + 1.0) / sizes.Length)];
        return Plot.OfSeries(Axis.Over(x, "magnitude of the error", 6, fromZero: true), Axis.Over([0, 1], "share of rows", 5, fromZero: true),
            [new Series("rows", x, y, "one", Dots: false)]);
    }

    private static Series Points(string name, IReadOnlyList<SizePoint> points, string style) =>
        new(name, [.. points.Select(point => point.Bytes)], [.. points.Select(point => point.Quality)], style, Joined: false)
        {
            Tips = [.. points.Select(point => $"{point.Name}: {Ticks.Number(point.Bytes)} bytes, {Metric(point.Quality)}")],
        };

    private static string Meaning(ReportFacts facts)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"Kendall tau-b, float to label: {Metric(facts.Agreement.KendallTau)}. ");
        if (facts.Agreement.Groups == 0) return text + "Tau is taken over at most 3,000 rows, evenly chosen.";
        return text + string.Create(CultureInfo.InvariantCulture, $"Another product in the first place: {facts.Agreement.Top1Swaps:N0} of {facts.Agreement.Groups:N0} groups. ")
            + "Coverage: share of the data's products (told apart by their categorical item features, else by all) that reach these places for somebody. "
            + "Means over groups leave out those without a positive row.";
    }
}
