namespace Endcap.Compression.Pictures.Plots;

/// <summary>The room between two axes: draws grid, ticks and titles, and turns values into places.</summary>
public sealed class PlotFrame
{
    /// <summary>From one line of text to the next, in units.</summary>
    internal const double LineHeight = 14;

    private const double TickGap = 6;

    private readonly Axis _x, _y;
    private readonly double _left, _right, _top, _bottom;

    /// <summary>Draws the axes into a picture.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="x">Across.</param>
    /// <param name="y">Up.</param>
    /// <param name="legendLines">Lines of text kept free above.</param>
    public PlotFrame(Svg svg, Axis x, Axis y, int legendLines = 0)
    {
        (_x, _y) = (x, y);
        double widest = y.Ticks.Labels.Select(Svg.TextWidth).DefaultIfEmpty(0).Max();
        _left = Math.Min(widest + TickGap + 5, 0.4 * svg.Width);
        _right = svg.Width - 8;
        _top = (y.Title.Length > 0 ? LineHeight + 4 : 6) + (legendLines > 0 ? legendLines * LineHeight + 5 : 0);
        _bottom = svg.Height - (x.Title.Length > 0 ? 2 * LineHeight + 6 : LineHeight + 6);
        DrawY(svg);
        DrawX(svg);
        if (y.Title.Length > 0) svg.Text("axis", 0, 11, y.Title);
        if (x.Title.Length > 0) svg.Text("axis", (_left + _right) / 2, svg.Height - 5, x.Title, Anchor.Middle);
    }

    /// <summary>Left edge in the picture.</summary>
    public double Left => _left;

    /// <summary>Right edge.</summary>
    public double Right => _right;

    /// <summary>Upper edge.</summary>
    public double Top => _top;

    /// <summary>Lower edge.</summary>
    public double Bottom => _bottom;

    /// <summary>Across: the place of a value, kept inside.</summary>
    public double X(double value) => _left + Math.Clamp(_x.At(value), 0, 1) * (_right - _left);

    /// <summary>Up: the place of a value, kept inside.</summary>
    public double Y(double value) => _bottom - Math.Clamp(_y.At(value), 0, 1) * (_bottom - _top);

    /// <summary>
    /// Which labels to draw so that no two touch: the first, then each that has room; those skipped keep their tick.
    /// </summary>
    /// <param name="centres">[label]: ascending middles.</param>
    /// <param name="widths">[label]: widths.</param>
    /// <param name="gap">Free room between two.</param>
    public static bool[] WithoutOverlap(IReadOnlyList<double> centres, IReadOnlyList<double> widths, double gap = 6)
    {
        // Every second, third … label, rather than a ragged choice: the smallest stride that fits everywhere.
        for (int stride = 1; stride < centres.Count; stride++)
            if (Fits(centres, widths, gap, stride)) return [.. centres.Select((_, i) => i % stride == 0)];
        return [.. centres.Select((_, i) => i == 0)];
    }

    private static bool Fits(IReadOnlyList<double> centres, IReadOnlyList<double> widths, double gap, int stride)
    {
        for (int i = stride; i < centres.Count; i += stride)
            if (centres[i] - widths[i] / 2 < centres[i - stride] + widths[i - stride] / 2 + gap) return false;
        return true;
    }

    private void DrawY(Svg svg)
    {
        double last = double.PositiveInfinity;
        for (int i = 0; i < _y.Ticks.Values.Length; i++)
        {
            double y = Y(_y.Ticks.Values[i]);
            svg.Line("grid", _left, y, _right, y);
            if (last - y < LineHeight - 1) continue;
            svg.Text("tick", _left - TickGap, y + 4, Svg.Fit(_y.Ticks.Labels[i], _left - TickGap), Anchor.End);
            last = y;
        }
    }

    private void DrawX(Svg svg)
    {
        double[] centres = [.. _x.Ticks.Values.Select(X)];
        double room = Math.Max(36, (_right - _left) / Math.Max(1, centres.Length) - 4);
        string[] labels = [.. _x.Ticks.Labels.Select(label => Svg.Fit(label, Math.Max(room, 100)))];
        bool[] shown = WithoutOverlap(centres, [.. labels.Select(Svg.TextWidth)]);
        svg.Line("base", _left, _bottom, _right, _bottom);
        for (int i = 0; i < centres.Length; i++)
        {
            svg.Line("base", centres[i], _bottom, centres[i], _bottom + 3);
            if (!shown[i]) continue;
            double half = Svg.TextWidth(labels[i]) / 2;
            svg.Text("tick", Math.Clamp(centres[i], half, Math.Max(half, svg.Width - half)), _bottom + LineHeight, labels[i], Anchor.Middle);
        }
    }
}
