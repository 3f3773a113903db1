namespace Endcap.Compression.Pictures.Plots;

/// <summary>One row: a name, and one or several values.</summary>
/// <param name="Name">At the left.</param>
/// <param name="Values">[value]: NaN is not drawn.</param>
/// <param name="Text">At the right: the value in words.</param>
public sealed record PlotRow(string Name, double[] Values, string Text);

/// <summary>Plots with one named row per thing, as tall as there are rows.</summary>
public static class RowPlot
{
    private const double RowHeight = 22, TextBand = 14;

    /// <summary>A bar from 0 for each row.</summary>
    public static Svg OfBars(IReadOnlyList<PlotRow> rows, string title) => Draw(rows, Axis.Over(rows.SelectMany(row => row.Values), title, 5, fromZero: true), [],
        (svg, row, x, y) => svg.Box("one fill", x(0), y - 5, x(row.Values[0]) - x(0), 10, $"{row.Name}: {row.Text}"));

    /// <summary>From the least to the largest value of each row.</summary>
    public static Svg OfRanges(IReadOnlyList<PlotRow> rows, Axis axis) => Draw(rows, axis, [],
        (svg, row, x, y) => svg.Box("one fill", x(row.Values[0]), y - 4, Math.Max(2, x(row.Values[1]) - x(row.Values[0])), 8, $"{row.Name}: {row.Text}"));

    /// <summary>A ring for the first and a dot for the second value of each row, joined.</summary>
    public static Svg OfPairs(IReadOnlyList<PlotRow> rows, Axis axis, string first, string second) => Draw(rows, axis, [first, second],
        (svg, row, x, y) =>
        {
            if (row.Values.All(double.IsFinite)) svg.Line("join", x(row.Values[0]), y, x(row.Values[1]), y);
            if (double.IsFinite(row.Values[1])) svg.Dot("one fill", x(row.Values[1]), y, 3.4, $"{row.Name}, {second}: {Ticks.Number(row.Values[1])}");
            if (double.IsFinite(row.Values[0])) svg.Dot("two ring", x(row.Values[0]), y, 5, $"{row.Name}, {first}: {Ticks.Number(row.Values[0])}");
        });

    private static Svg Draw(IReadOnlyList<PlotRow> rows, Axis axis, string[] legend, Action<Svg, PlotRow, Func<double, double>, double> mark)
    {
        double top = legend.Length > 0 ? TextBand + 6 : 4, bottom = top + RowHeight * rows.Count;
        var svg = new Svg(Plot.Width, bottom + 2 * TextBand + 6);
        double left = Math.Min(150, rows.Select(row => Svg.TextWidth(row.Name)).DefaultIfEmpty(0).Max() + 8);
        double right = svg.Width - rows.Select(row => Svg.TextWidth(row.Text)).DefaultIfEmpty(0).Max() - 10;
        double X(double value) => left + Math.Clamp(axis.At(value), 0, 1) * (right - left);
        DrawAxis(svg, axis, X, top, bottom, (left + right) / 2);
        if (legend.Length > 0) DrawLegend(svg, legend);
        for (int i = 0; i < rows.Count; i++)
        {
            double y = top + RowHeight * (i + 0.5);
            svg.Text("label", left - 8, y + 4, Svg.Fit(rows[i].Name, left - 8), Anchor.End);
            svg.Text("tick", svg.Width - 2, y + 4, rows[i].Text, Anchor.End);
            mark(svg, rows[i], X, y);
        }

        return svg;
    }

    private static void DrawAxis(Svg svg, Axis axis, Func<double, double> x, double top, double bottom, double middle)
    {
        double[] centres = [.. axis.Ticks.Values.Select(x)];
        bool[] shown = PlotFrame.WithoutOverlap(centres, [.. axis.Ticks.Labels.Select(Svg.TextWidth)]);
        for (int i = 0; i < centres.Length; i++)
        {
            svg.Line("grid", centres[i], top, centres[i], bottom);
            if (shown[i]) svg.Text("tick", centres[i], bottom + TextBand, axis.Ticks.Labels[i], Anchor.Middle);
        }

        double half = Svg.TextWidth(axis.Title) / 2;
        svg.Text("axis", Math.Clamp(middle, half, Math.Max(half, svg.Width - half)), svg.Height - 4, axis.Title, Anchor.Middle);
    }

    private static void DrawLegend(Svg svg, string[] legend)
    {
        svg.Dot("two ring", 6, 7, 5);
        svg.Text("tick", 16, 11, legend[0]);
        double next = 16 + Svg.TextWidth(legend[0]) + 14;
        svg.Dot("one fill", next + 6, 7, 3.4);
        svg.Text("tick", next + 16, 11, legend[1]);
    }
}
