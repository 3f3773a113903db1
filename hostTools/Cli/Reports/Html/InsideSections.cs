using System.Globalization;
using Endcap.Compression.Evaluation.Comparison;
using Endcap.Compression.Pictures.Plots;

namespace Endcap.Cli.Reports.Html;

/// <summary>What is inside a shelf: contributions of features, use of the 8-bit range.</summary>
internal static class InsideSections
{
    private const int MostCurves = 16, MostMaps = 12, MostCodes = 12;

    public static HtmlSection Curves(ReportFacts facts) => new("features", facts.CurvesArePartial ? "Partial effect of each feature" : "What each feature adds",
        facts.CurvesArePartial ? "Mean score over the data's rows with the feature set to each bin, less its mean over the bins as they occur, and a band of one standard deviation of the rows; dashed: the float network. What features do together is averaged out."
        : $"Main effects of the tables ({facts.ShelfName}): mean over its products, and a band of one standard deviation. The other feature of a table is averaged by how often its bins occur.")
    {
        Figures = [.. facts.Curves.Take(MostCurves).Select(curve => Curve(facts, curve))],
        Note = Cut(facts.Curves.Count, MostCurves, "features") + (facts.Image.Content.Trees is null ? "" : "Residual trees are not in the curves."),
    };

    public static HtmlSection Maps(ReportFacts facts) => new("pairs", "What pairs of features add",
        $"Tables over two features ({facts.ShelfName}), less their mean, averaged over the products (one without the table counts with 0). Blue raises a score, orange lowers it; the larger the ring, the more the products differ.")
    {
        Figures = [.. facts.Maps.Take(MostMaps).Select(map => Map(facts, map))],
        Note = Cut(facts.Maps.Count, MostMaps, "pairs"),
    };

    public static HtmlSection Codes(ReportFacts facts) => new("codes", "Use of the 8-bit range",
        "For each group of tables: how its int8 cells lie in −128 … 127 (bars: cells; line: look-ups by the data's rows, on the same scale of shares).")
    {
        IsDense = true,
        Figures = [.. facts.Codes.Take(MostCodes).Select(Code)],
        Numbers = HtmlTable.OfNumbers(["tables over", "cells", "lowest code", "highest code", "range used", "largest shift", "value of a code"],
            facts.Codes.Select(use => new[]
            {
                use.Name, Ticks.Number(use.Cells.Sum()), Whole(use.Lowest), Whole(use.Highest),
                QualitySections.Percent((use.Highest - use.Lowest + 1) / 256.0), Whole(use.LargestShift), Ticks.Number(use.Unit),
            })),
        Note = Cut(facts.Codes.Count, MostCodes, "groups of tables"),
    };

    private static HtmlFigure Curve(ReportFacts facts, FeatureCurve curve)
    {
        string[] names = BinNames.Of(facts.Features.Features[curve.Feature]);
        string feature = facts.Features.Features[curve.Feature].Name;
        double[] x = [.. names.Select((_, i) => (double)i)];
        double[] low = [.. curve.Mean.Zip(curve.Deviation, (mean, deviation) => mean - deviation)];
        double[] high = [.. curve.Mean.Zip(curve.Deviation, (mean, deviation) => mean + deviation)];
        Axis y = Axis.Over([.. low, .. high, .. curve.FloatMean, 0], "added to the score", 5);
        int best = Array.IndexOf(curve.Mean, curve.Mean.Max()), worst = Array.IndexOf(curve.Mean, curve.Mean.Min());
        return new HtmlFigure(feature, $"Mean contribution by bin of {feature}: highest at {names[best]}, lowest at {names[worst]}.",
            Plot.OfSeries(Axis.OfNames(names, feature), y,
            [
                new Series("label", x, curve.Mean, "one", low, high) { Tips = [.. names.Select((name, i) => $"{name}: {Ticks.Number(curve.Mean[i])} ± {Ticks.Number(curve.Deviation[i])}")] },
                new Series("float", x, curve.FloatMean, "two dashed", Dots: false),
            ]),
            HtmlTable.OfNumbers(["bin", "label", "spread", "float"], names.Select((name, i) => new[]
            {
                name, Ticks.Number(curve.Mean[i]), Ticks.Number(curve.Deviation[i]), Ticks.Number(curve.FloatMean[i]),
            })));
    }

    private static HtmlFigure Map(ReportFacts facts, PairMap map)
    {
        string f = facts.Features.Features[map.F].Name, g = facts.Features.Features[map.G].Name;
        string[] rows = BinNames.Of(facts.Features.Features[map.F]), columns = BinNames.Of(facts.Features.Features[map.G]);
        string tables = string.Create(CultureInfo.InvariantCulture, $"{map.Products} of {facts.Image.Content.Base.Length} products have it");
        return new HtmlFigure($"{f} × {g}", $"Mean contribution by {f} and {g}; {tables}.",
            HeatMap.Of(rows, columns, map.Mean, map.Deviation, f, g),
            HtmlTable.OfNumbers([$"{f}, {g}", "mean", "spread"], map.Mean.Select((mean, i) => new[]
            {
                $"{rows[i / map.Columns]}, {columns[i % map.Columns]}", Ticks.Number(mean), Ticks.Number(map.Deviation[i]),
            })));
    }

    private static HtmlFigure Code(CodeUse use)
    {
        double cells = use.Cells.Sum(), lookups = Math.Max(1, use.Lookups.Sum());
        double[] edges = [.. Enumerable.Range(0, use.Cells.Length + 1).Select(i => (double)(i * CodeUse.Width - 128))];
        var bars = new Histogram(edges, [.. use.Cells.Select(count => 100 * count / cells)]);
        double[] line = [.. use.Lookups.Select(count => 100 * count / lookups)];
        return new HtmlFigure(use.Name, string.Create(CultureInfo.InvariantCulture, $"Histogram of {cells:N0} cells with codes from {use.Lowest} to {use.Highest}."),
            Plot.OfCodes(bars, line, "% of cells (bars), of look-ups (line)"), HtmlTable.OfNumbers(["codes from", "to", "cells", "look-ups"],
                use.Cells.Select((count, i) => new[] { Whole((int)edges[i]), Whole((int)edges[i + 1] - 1), Ticks.Number(count), Ticks.Number(use.Lookups[i]) })));
    }

    private static string Cut(int count, int most, string what) =>
        count <= most ? "" : string.Create(CultureInfo.InvariantCulture, $"The {most} strongest of {count} {what} are shown. ");

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
