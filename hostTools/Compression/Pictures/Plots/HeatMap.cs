namespace Endcap.Compression.Pictures.Plots;

/// <summary>Cells over two named axes: blue above zero, orange below, the stronger the farther from it.</summary>
public static class HeatMap
{
    private const double Band = 14, Most = 34, Least = 16;

    /// <summary>Draws the map.</summary>
    /// <param name="rows">[row]: names, downwards.</param>
    /// <param name="columns">[column]: names.</param>
    /// <param name="values">[row · columns + column].</param>
    /// <param name="spread">The same cells' spread, shown under the pointer and as the size of a ring; or null.</param>
    /// <param name="rowTitle">What the rows are.</param>
    /// <param name="columnTitle">What the columns are.</param>
    public static Svg Of(IReadOnlyList<string> rows, IReadOnlyList<string> columns, double[] values, double[]? spread,
        string rowTitle, string columnTitle)
    {
        double left = Math.Min(110, rows.Select(Svg.TextWidth).DefaultIfEmpty(0).Max() + 8);
        double width = (Plot.Width - left - 4) / columns.Count, height = Math.Clamp(width * 0.7, Least, Most), top = Band + 6;
        var svg = new Svg(Plot.Width, top + height * rows.Count + 2 * Band + 8 + Band + 4);
        double most = Math.Max(values.Select(Math.Abs).DefaultIfEmpty(0).Max(), 1e-30);
        svg.Text("axis", 0, 11, Svg.Fit(rowTitle + " ↓", Plot.Width));
        for (int row = 0; row < rows.Count; row++)
        {
            double y = top + row * height;
            svg.Text("tick", left - 6, y + height / 2 + 4, Svg.Fit(rows[row], left - 6), Anchor.End);
            for (int column = 0; column < columns.Count; column++)
            {
                int at = row * columns.Count + column;
                Cell(svg, left + column * width, y, width, height, values[at], most, spread?[at],
                    $"{rowTitle} {rows[row]}, {columnTitle} {columns[column]}: {Ticks.Number(values[at])}");
            }
        }

        Columns(svg, columns, columnTitle, left, width, top + rows.Count * height);
        Key(svg, most);
        return svg;
    }

    private static void Cell(Svg svg, double x, double y, double width, double height, double value, double most, double? spread, string tip)
    {
        if (spread is { } deviation) tip += $" ± {Ticks.Number(deviation)}";
        svg.Box("cell", x, y, width - 1, height - 1);
        svg.Box((value < 0 ? "two" : "one") + " fill", x, y, width - 1, height - 1, tip, Math.Abs(value) / most * 0.95);
        if (spread is > 0) svg.Dot("spread", x + (width - 1) / 2, y + (height - 1) / 2, Math.Min(1, spread.Value / most) * Math.Min(width, height) * 0.32, tip);
    }

    private static void Columns(Svg svg, IReadOnlyList<string> columns, string title, double left, double width, double bottom)
    {
        double[] centres = [.. columns.Select((_, i) => left + (i + 0.5) * width)];
        string[] labels = [.. columns.Select(name => Svg.Fit(name, Math.Max(width - 4, 66)))];
        bool[] shown = PlotFrame.WithoutOverlap(centres, [.. labels.Select(Svg.TextWidth)]);
        for (int i = 0; i < columns.Count; i++)
        {
            double half = Svg.TextWidth(labels[i]) / 2;
            if (shown[i]) svg.Text("tick", Math.Min(centres[i], Plot.Width - half), bottom + Band, labels[i], Anchor.Middle);
        }

        svg.Text("axis", (left + Plot.Width) / 2, bottom + 2 * Band + 2, title, Anchor.Middle);
    }

    // The scale of colours: −most … 0 … +most.
    private static void Key(Svg svg, double most)
    {
        const int steps = 9;
        const double box = 14;
        string low = Ticks.Number(-most), high = Ticks.Number(most);
        double x = 0, y = svg.Height - Band;
        svg.Text("tick", x, y + 10, low);
        x += Svg.TextWidth(low) + 6;
        for (int i = 0; i < steps; i++, x += box)
        {
            double share = 2.0 * i / (steps - 1) - 1;
            svg.Box("cell", x, y + 1, box, 10);
            svg.Box((share < 0 ? "two" : "one") + " fill", x, y + 1, box, 10, "", Math.Abs(share) * 0.95);
        }

        svg.Text("tick", x + 6, y + 10, "+" + high);
    }
}
