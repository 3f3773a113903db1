using System.Globalization;
using System.Net;
using System.Text;

namespace Endcap.Compression.Demo;

/// <summary>A part of a blob: its name and where its bytes are. Spans outside the blob are cut; where two overlap, the first counts.</summary>
public sealed record BlobSpan(string Name, int Offset, int Length);

/// <summary>One row of the ranking: place from 1, the product, the label's integer score, the true probability (0…1) or null.</summary>
public sealed record RankingRow(int Place, string Product, int Score, double? TrueProbability);

/// <summary>One figure: what it is, its value as it is to be shown, and what it means or how to get it.</summary>
public sealed record FigureRow(string Name, string Value, string Note);

/// <summary>
/// The demo's report: one self-contained HTML page (pictures inside, no script, light and dark) with the label before
/// and after the shopper's packet, the blob, the ranking and the figures. Every text is escaped.
/// </summary>
public sealed class DemoPage
{
    /// <summary>Heading and window title.</summary>
    public required string Title { get; init; }

    /// <summary>A sentence under the heading that says that the data are generated, and from which seed.</summary>
    public required string Origin { get; init; }

    /// <summary>PNG of the label before the packet.</summary>
    public required byte[] Before { get; init; }

    /// <summary>PNG of the label after the packet.</summary>
    public required byte[] After { get; init; }

    /// <summary>What the label shows after the packet, for readers who cannot see it.</summary>
    public required string AfterText { get; init; }

    /// <summary>The blob's bytes.</summary>
    public required byte[] Blob { get; init; }

    /// <summary>The blob's sections; may be empty.</summary>
    public IReadOnlyList<BlobSpan> Sections { get; init; } = [];

    /// <summary>The ranking, best first.</summary>
    public IReadOnlyList<RankingRow> Ranking { get; init; } = [];

    /// <summary>The figures.</summary>
    public IReadOnlyList<FigureRow> Figures { get; init; } = [];

    /// <summary>The page.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>").Append(Escape(Title))
            .Append("</title>\n<style>\n").Append(DemoStyle.Css).Append("</style>\n</head>\n<body>\n<header>\n<h1>")
            .Append(Escape(Title)).Append("</h1>\n<p class=\"origin\"><strong>Generated data.</strong> ").Append(Escape(Origin)).Append("</p>\n</header>\n<main>\n");
        AppendLabels(html);
        AppendRanking(html);
        AppendFigures(html);
        AppendBlob(html);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private void AppendLabels(StringBuilder html)
    {
        html.Append("<section class=\"labels\">\n");
        AppendPicture(html, Before, "The label without a shopper: name, price, barcode.", "Before: the price, the same for everyone");
        AppendPicture(html, After, AfterText, "After the shopper's packet: only the strip changed");
        html.Append("</section>\n");
    }

    private static void AppendPicture(StringBuilder html, byte[] png, string text, string caption) =>
        html.Append("<figure><img alt=\"").Append(Escape(text)).Append("\" src=\"data:image/png;base64,").Append(Convert.ToBase64String(png))
            .Append("\"><figcaption>").Append(Escape(caption)).Append("</figcaption></figure>\n");

    private void AppendRanking(StringBuilder html)
    {
        if (Ranking.Count == 0) return;
        bool truth = Ranking.Any(row => row.TrueProbability is not null);
        html.Append("<section>\n<h2>Ranking on the label</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th>#</th><th>Product</th><th class=\"n\">Score</th>")
            .Append(truth ? "<th class=\"n\">True probability</th>" : "").Append("</tr></thead>\n<tbody>\n");
        foreach (RankingRow row in Ranking)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{row.Place}</td><td>{Escape(row.Product)}</td><td class=\"n\">{row.Score}</td>");
            if (truth) html.Append("<td class=\"n\">").Append(Bar(row.TrueProbability)).Append("</td>");
            html.Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n</section>\n");
    }

    private static string Bar(double? probability) => probability is not double p ? "" : string.Create(CultureInfo.InvariantCulture,
        $"<span class=\"bar\"><i style=\"width:{Math.Clamp(100 * p, 0, 100):0.#}%\"></i></span>{100 * p:0.0} %");

    private void AppendFigures(StringBuilder html)
    {
        if (Figures.Count == 0) return;
        html.Append("<section>\n<h2>Figures</h2>\n<dl class=\"figures\">\n");
        foreach (FigureRow row in Figures)
        {
            html.Append("<div><dt>").Append(Escape(row.Name)).Append("</dt><dd class=\"value\">").Append(Escape(row.Value))
                .Append("</dd><dd>").Append(Escape(row.Note)).Append("</dd></div>\n");
        }

        html.Append("</dl>\n</section>\n");
    }

    private void AppendBlob(StringBuilder html)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>The model on the label: {Blob.Length:N0} bytes</h2>\n");
        HexDump.Append(html, Blob, Sections);
        html.Append("</section>\n");
    }

    internal static string Escape(string text) => WebUtility.HtmlEncode(text);
}
