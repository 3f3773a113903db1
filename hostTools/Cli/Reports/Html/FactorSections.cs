using System.Globalization;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation.Comparison;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Pictures.Plots;
using Endcap.Compression.Quantisation.Factors;

namespace Endcap.Cli.Reports.Html;

/// <summary>What is inside a two-tower model: elements, rounding, which bought products speak for which.</summary>
internal static class FactorSections
{
    private const int MostPulls = 20, Pulled = 5;

    // Edges of the histograms of levels: 8-bit values and what lies beyond.
    private static readonly double[] Edges = [.. Enumerable.Range(-10, 21).Select(i => 16.0 * i)];

    public static HtmlSection Spectrum(double[] energy)
    {
        double[] x = [.. energy.Select((_, i) => i + 1.0)], sums = new double[energy.Length];
        for (int i = 0; i < sums.Length; i++) sums[i] = energy[i] + (i > 0 ? sums[i - 1] : 0);
        return new HtmlSection("spectrum", "Energy of the elements",
            "Singular values of the scores over the baskets, squared: how much of the differences in scores each element carries once the vectors are turned so that the first carry most (endcap compress … rank keep=N cuts the last).")
        {
            Figures =
            [
                new HtmlFigure("Share kept by so many elements", $"From {QualitySections.Percent(sums[0])} for one element to all for {sums.Length}.",
                    Plot.OfSeries(Axis.Over([1, .. x], "elements", 6), Axis.Over([0, 1], "share of the energy", 5, fromZero: true),
                        [new Series("all so far", x, sums, "one") { Tips = [.. sums.Select((sum, i) => $"{i + 1}: {QualitySections.Percent(sum)}")] }, new Series("each", x, energy, "two")]),
                    HtmlTable.OfNumbers(["element", "share", "share so far"], energy.Select((share, i) => new[]
                    {
                        (i + 1).ToString(CultureInfo.InvariantCulture), QualitySections.Percent(share), QualitySections.Percent(sums[i]),
                    }))),
            ],
        };
    }

    public static HtmlSection Rounding(QuantisedFactors factors)
    {
        TwoTowerModel model = factors.Model;
        FactorCoding coding = model.Coding ?? new FactorCoding();
        List<(string Name, VectorCoding? Coding, double[] Exact, sbyte[] Codes)> tensors =
            [("product vectors", coding.Products, Levels(model.ProductVectors, factors.ProductScale, model.Rank), factors.Content.Products.Values)];
        if (factors.Content.History is { Vectors: { } own })
            tensors.Add(("history vectors", coding.History, Levels(model.Past, factors.HistoryScale, model.Rank), own.Values));
        return new HtmlSection("rounding", "Calibration of the vectors",
            "Each row has a multiplier of its own; bars show where the exact elements lie on the scale of their row's 8-bit values. Beyond the dashed lines at ±127 they are clipped.")
        {
            Figures = [.. tensors.Select(tensor => Histogram(tensor.Name, tensor.Exact, tensor.Codes))],
            Table = HtmlTable.OfNumbers(["tensor", "elements", "bits", "levels used", "clipped", "rms error"], tensors.Select(tensor => new[]
            {
                tensor.Name, Ticks.Number(tensor.Exact.Length), Ticks.Number(tensor.Coding!.Bits), Ticks.Number(tensor.Codes.Distinct().Count()),
                QualitySections.Percent(tensor.Exact.Count(level => Math.Abs(level) > 127.5) / (double)tensor.Exact.Length),
                Ticks.Number(Math.Round(Math.Sqrt(tensor.Exact.Zip(tensor.Codes, (level, code) => (level - code) * (level - code)).Average()), 2)),
            })),
            Note = "Rounding that is aware of scores does not go to the nearest level of each element, so its elements lie farther off than their scores. The error is in 8-bit steps."
                + (model.HistoryVectors is null ? " The history has the products' vectors." : ""),
        };
    }

    public static HtmlSection Pulls(QuantisedFactors factors)
    {
        TwoTowerModel model = factors.Model, label = factors.Dequantised();
        int[] bought = [.. Enumerable.Range(0, model.Products.Count).OrderByDescending(p => model.Products[p].Count).ThenBy(p => p).Take(MostPulls)];
        return new HtmlSection("pulls", "Which bought products speak for which", string.Create(CultureInfo.InvariantCulture,
            $"For the {bought.Length} products bought most: the {Pulled} products whose score rises most when a shopper's history has it, by the float model, and how many of them are among the label's {Pulled}."))
        {
            Table = new HtmlTable([("bought", false), ("speaks for", false), ("label has", true)], [.. bought.Select(q =>
            {
                int[] float5 = Strongest(model, Row(model.Past, q, model.Rank), q), label5 = Strongest(label, Row(label.Past, q, model.Rank), q);
                return new[] { Name(model, q), string.Join(", ", float5.Select(p => Name(model, p))), $"{float5.Intersect(label5).Count()} of {float5.Length}" };
            })]),
        };
    }

    public static HtmlSection Tower(QuantisedFactors factors)
    {
        TwoTowerModel model = factors.Model;
        List<string[]> rows = [];
        int column = 0;
        foreach (Feature feature in model.SharedFeatures)
        {
            foreach (string bin in BinNames.Of(feature))
                rows.Add([feature.Name, bin, string.Join(", ", Strongest(model, Row(model.Tower, column++, model.Rank), -1).Select(p => Name(model, p)))]);
        }

        return new HtmlSection("tower", "What shoppers' features speak for", $"The {Pulled} products whose score each bin raises most, by the float model.")
        {
            Table = new HtmlTable([("feature", false), ("bin", false), ("speaks for", false)], rows),
        };
    }

    public static HtmlSection NotBuildable(IReadOnlyList<SizePoint> points, int integerBytes, MetricPair main) => new("analysis", "What the kernel does not have",
        "Product quantisation of the vectors, for comparison only: it cannot be built, since the label's blob has no coding for it. Sizes are of vectors and base scores, ranked in floating point.")
    {
        Table = HtmlTable.OfNumbers(["way", "bytes", main.Name], points.Select(point => new[] { point.Name + " (not buildable)", Ticks.Number(point.Bytes), QualitySections.Metric(point.Quality) })
            .Append(["this build", Ticks.Number(integerBytes), QualitySections.Metric(main.After)])),
    };

    private static HtmlFigure Histogram(string name, double[] levels, sbyte[] codes)
    {
        Histogram bars = Compression.Pictures.Plots.Histogram.Of(levels, Edges);
        double[] used = Compression.Pictures.Plots.Histogram.Of(codes.Select(code => (double)code), Edges).Counts;
        return new HtmlFigure(name, string.Create(CultureInfo.InvariantCulture, $"Histogram of {levels.Length:N0} elements on the scale of 8-bit values; dashed lines where clipping begins."),
            Plot.OfBars(Axis.Over(Edges, "value on the row's scale", 6), "elements", bars, [-127, 127]),
            HtmlTable.OfNumbers(["values from", "to", "exact", "rounded"], bars.Counts.Select((count, i) => new[]
            {
                Ticks.Number(Edges[i]), Ticks.Number(Edges[i + 1]), Ticks.Number(count), Ticks.Number(used[i]),
            })));
    }

    private static double[] Levels(double[] vectors, Func<int, double> scale, int rank) =>
        [.. vectors.Select((value, i) => scale(i / rank) is not 0 and var step ? Math.Clamp(value / step, -159, 159) : 0)];

    private static double[] Row(double[] vectors, int row, int rank) => vectors[(row * rank)..((row + 1) * rank)];

    private static int[] Strongest(TwoTowerModel model, double[] user, int except)
    {
        double[] scores = model.Scores(user);
        return [.. Enumerable.Range(0, scores.Length).Where(p => p != except).OrderByDescending(p => scores[p] - model.Products[p].Base).ThenBy(p => p).Take(Pulled)];
    }

    private static string Name(TwoTowerModel model, int product) => model.Products[product] is { Name.Length: > 0 } named ? named.Name : model.Products[product].Sku;
}
