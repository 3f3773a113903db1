using System.Globalization;
using System.Net;
using System.Text;

namespace Endcap.Compression.Pictures.Plots;

/// <summary>How a text stands to its point.</summary>
public enum Anchor
{
    /// <summary>Begins there.</summary>
    Start,

    /// <summary>Is centred there.</summary>
    Middle,

    /// <summary>Ends there.</summary>
    End,
}

/// <summary>
/// Writes one inline SVG picture. Colours come from classes of the page's style sheet (light, dark and print), lengths are
/// in units that are CSS pixels on a phone. Every text is escaped; the result is well-formed XML.
/// </summary>
public sealed class Svg
{
    /// <summary>Size of texts, in units; the style sheet sets the same.</summary>
    public const double TextSize = 11;

    private readonly StringBuilder _body = new();

    /// <summary>Begins a picture.</summary>
    /// <param name="width">Units.</param>
    /// <param name="height">Units.</param>
    public Svg(double width, double height) => (Width, Height) = (width, height);

    /// <summary>Units.</summary>
    public double Width { get; }

    /// <summary>Units.</summary>
    public double Height { get; }

    /// <summary>The picture.</summary>
    /// <param name="id">Distinct on the page; ids of title and description are made from it.</param>
    /// <param name="title">What it is.</param>
    /// <param name="description">What it shows, for readers who cannot see it.</param>
    public string ToSvg(string id, string title, string description) => string.Create(CultureInfo.InvariantCulture,
        $"<svg class=\"plot\" viewBox=\"0 0 {N(Width)} {N(Height)}\" role=\"img\" aria-labelledby=\"{Escape(id)}-t {Escape(id)}-d\">\n"
        + $"<title id=\"{Escape(id)}-t\">{Escape(title)}</title>\n<desc id=\"{Escape(id)}-d\">{Escape(description)}</desc>\n{_body}</svg>\n");

    /// <summary>A straight line.</summary>
    public void Line(string style, double x1, double y1, double x2, double y2) =>
        Write($"<line class=\"{style}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"/>");

    /// <summary>A line through points.</summary>
    public void Path(string style, IEnumerable<(double X, double Y)> points) =>
        Write($"<polyline class=\"{style}\" points=\"{Points(points)}\"/>");

    /// <summary>A closed area.</summary>
    public void Area(string style, IEnumerable<(double X, double Y)> points) =>
        Write($"<polygon class=\"{style}\" points=\"{Points(points)}\"/>");

    /// <summary>A rectangle; <paramref name="tip"/> shows under the pointer.</summary>
    public void Box(string style, double x, double y, double width, double height, string tip = "", double opacity = 1) =>
        Write($"<rect class=\"{style}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(Math.Max(0, width))}\" height=\"{N(Math.Max(0, height))}\""
            + (opacity < 1 ? $" fill-opacity=\"{opacity.ToString("0.###", CultureInfo.InvariantCulture)}\"" : "") + End("rect", tip));

    /// <summary>A dot.</summary>
    public void Dot(string style, double x, double y, double radius, string tip = "") =>
        Write($"<circle class=\"{style}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"" + End("circle", tip));

    /// <summary>A text; <paramref name="turned"/>: reading upwards.</summary>
    public void Text(string style, double x, double y, string text, Anchor anchor = Anchor.Start, bool turned = false) =>
        Write($"<text class=\"{style}\" x=\"{N(x)}\" y=\"{N(y)}\"{AnchorOf(anchor)}"
            + (turned ? $" transform=\"rotate(-90 {N(x)} {N(y)})\"" : "") + $">{Escape(text)}</text>");

    /// <summary>About how wide a text is: the mean advance of a wide sans-serif face (DejaVu's), so that others fit as well.</summary>
    public static double TextWidth(string text) => 0.64 * TextSize * text.Length;

    /// <summary>The text, cut with an ellipsis where it is wider than the room.</summary>
    public static string Fit(string text, double room)
    {
        const double rounding = 1e-6; // room for so many letters is room for them
        int most = Math.Max(1, (int)(room / TextWidth("x") + rounding));
        return text.Length <= most ? text : text[..Math.Max(0, most - 1)].TrimEnd() + "…";
    }

    /// <summary>For HTML and XML, in texts and in attributes; characters that XML forbids become U+FFFD.</summary>
    public static string Escape(string text) =>
        WebUtility.HtmlEncode(string.Concat(text.EnumerateRunes().Select(rune => IsAllowed(rune) ? rune : Rune.ReplacementChar)));

    private static bool IsAllowed(Rune rune) =>
        rune.Value is '\t' or '\n' or '\r' or >= 0x20 and < 0x7F or >= 0xA0 and <= 0xFFFD or >= 0x10000;

    private static string N(double value) => (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => $"{N(point.X)},{N(point.Y)}"));

    private static string End(string element, string tip) => tip.Length == 0 ? "/>" : $"><title>{Escape(tip)}</title></{element}>";

    private static string AnchorOf(Anchor anchor) => anchor switch
    {
        Anchor.Middle => " text-anchor=\"middle\"",
        Anchor.End => " text-anchor=\"end\"",
        _ => "",
    };

    private void Write(string element) => _body.Append(element).Append('\n');
}
