namespace Endcap.Compression.Pictures.Plots;

/// <summary>A line of values over the x axis.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="X">[point].</param>
/// <param name="Y">[point].</param>
/// <param name="Style">Class of the style sheet: "one", "two", "three"; dashed where it ends in " dashed".</param>
/// <param name="Low">[point]: lower edge of a band around it, or null.</param>
/// <param name="High">[point]: upper edge.</param>
/// <param name="Joined">Whether the points are joined by a line.</param>
/// <param name="Dots">Whether each point has a dot.</param>
public sealed record Series(string Name, double[] X, double[] Y, string Style, double[]? Low = null, double[]? High = null,
    bool Joined = true, bool Dots = true)
{
    /// <summary>[point]: what shows under the pointer, or null.</summary>
    public string[]? Tips { get; init; }
}

/// <summary>Plots with an x and a y axis.</summary>
public static class Plot
{
    /// <summary>Size of a plot, in units.</summary>
    public const double Width = 340, Height = 220;

    private const double SmallWidth = 240, SmallHeight = 150;

    /// <summary>Lines, dots and bands.</summary>
    public static Svg OfSeries(Axis x, Axis y, IReadOnlyList<Series> series)
    {
        var svg = new Svg(Width, Height);
        int lines = series.Count > 1 ? Legend(svg, series, y.Title.Length > 0 ? 27 : 11) : 0;
        var frame = new PlotFrame(svg, x, y, lines);
        if (y.Low < 0 && y.High > 0) svg.Line("zero", frame.Left, frame.Y(0), frame.Right, frame.Y(0));
        foreach (Series each in series) Draw(svg, frame, each);
        return svg;
    }

    /// <summary>Bars that touch: a histogram, and lines across it at marked values.</summary>
    /// <param name="x">Across.</param>
    /// <param name="title">What the bars count.</param>
    /// <param name="bars">The bars.</param>
    /// <param name="marks">Values with a dashed line.</param>
    public static Svg OfBars(Axis x, string title, Histogram bars, IReadOnlyList<double>? marks = null)
    {
        var svg = new Svg(Width, Height);
        Axis y = Axis.Over(bars.Counts, title, 5, fromZero: true);
        var frame = new PlotFrame(svg, x, y);
        for (int i = 0; i < bars.Counts.Length; i++)
        {
            double left = frame.X(bars.Edges[i]), right = frame.X(bars.Edges[i + 1]), top = frame.Y(bars.Counts[i]);
            svg.Box("one fill", left, top, Math.Max(1, right - left - 1), frame.Bottom - top,
                $"{Ticks.Number(bars.Edges[i])} to {Ticks.Number(bars.Edges[i + 1])}: {Ticks.Number(bars.Counts[i])}");
        }

        foreach (double mark in marks ?? []) svg.Line("two dashed", frame.X(mark), frame.Top, frame.X(mark), frame.Bottom);
        return svg;
    }

    /// <summary>A small histogram of shares with a line of other shares over the same intervals.</summary>
    /// <param name="bars">Bars, in percent.</param>
    /// <param name="line">[interval]: the line, in percent.</param>
    /// <param name="title">What they are.</param>
    public static Svg OfCodes(Histogram bars, double[] line, string title)
    {
        var svg = new Svg(SmallWidth, SmallHeight);
        double low = bars.Edges[0], high = bars.Edges[^1];
        var x = new Axis(low, high, new Ticks([low, 0, high - 1], [Ticks.Number(low), "0", Ticks.Number(high - 1)]), "");
        var frame = new PlotFrame(svg, x, Axis.Over([.. bars.Counts, .. line], title, 4, fromZero: true));
        for (int i = 0; i < bars.Counts.Length; i++)
        {
            double left = frame.X(bars.Edges[i]), top = frame.Y(bars.Counts[i]);
            svg.Box("one fill", left, top, Math.Max(1, frame.X(bars.Edges[i + 1]) - left - 1), frame.Bottom - top, $"{Ticks.Number(bars.Counts[i])} %", 0.75);
        }

        svg.Path("two curve", line.Select((value, i) => ((frame.X(bars.Edges[i]) + frame.X(bars.Edges[i + 1])) / 2, frame.Y(value))));
        return svg;
    }

    // Answers how many lines it took.
    private static int Legend(Svg svg, IReadOnlyList<Series> series, double y)
    {
        const double mark = 21, gap = 14;
        double x = 0;
        int lines = 1;
        foreach (Series each in series)
        {
            double width = mark + Svg.TextWidth(each.Name);
            if (x > 0 && x + width > svg.Width)
            {
                (x, y) = (0, y + PlotFrame.LineHeight);
                lines++;
            }

            if (each.Joined) svg.Line(each.Style, x, y - 4, x + 16, y - 4);
            else svg.Dot(Colour(each) + " fill", x + 8, y - 4, 3.2);
            svg.Text("tick", x + mark, y, each.Name);
            x += width + gap;
        }

        return lines;
    }

    private static void Draw(Svg svg, PlotFrame frame, Series series)
    {
        if (series is { Low: { } low, High: { } high } && low.Length > 1)
        {
            svg.Area(Colour(series) + " band", [.. low.Select((value, i) => (frame.X(series.X[i]), frame.Y(value))),
                .. high.Select((value, i) => (frame.X(series.X[i]), frame.Y(value))).Reverse()]);
        }

        if (series.Joined && series.X.Length > 1)
            svg.Path(series.Style + " curve", series.X.Select((value, i) => (frame.X(value), frame.Y(series.Y[i]))));
        for (int i = 0; i < series.X.Length && series.Dots; i++)
        {
            string tip = series.Tips?[i] ?? $"{series.Name}: {Ticks.Number(series.X[i])}, {Ticks.Number(series.Y[i])}";
            svg.Dot(Colour(series) + " fill", frame.X(series.X[i]), frame.Y(series.Y[i]), 3.2, tip);
        }
    }

    private static string Colour(Series series) => series.Style.Split(' ')[0];
}
