using System.Text;
using Endcap.Compression.Pictures.Plots;

namespace Endcap.Cli.Reports.Html;

/// <summary>A table of texts.</summary>
/// <param name="Columns">Headings; those of numbers stand at the right.</param>
/// <param name="Rows">[row][column].</param>
internal sealed record HtmlTable(IReadOnlyList<(string Text, bool IsNumber)> Columns, IReadOnlyList<string[]> Rows)
{
    /// <summary>A table whose first column names things and whose other columns hold numbers.</summary>
    public static HtmlTable OfNumbers(IReadOnlyList<string> columns, IEnumerable<string[]> rows) =>
        new([.. columns.Select((text, i) => (text, i > 0))], [.. rows]);
}

/// <summary>A plot with the numbers that it shows.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Description">What it shows, for readers who cannot see it.</param>
/// <param name="Picture">The plot.</param>
/// <param name="Numbers">Behind the plot, folded on a screen.</param>
internal sealed record HtmlFigure(string Title, string Description, Svg Picture, HtmlTable Numbers);

/// <summary>A part of the page.</summary>
/// <param name="Id">Anchor; distinct on the page.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Lead">A sentence or two: what is shown and what it rests on.</param>
internal sealed record HtmlSection(string Id, string Heading, string Lead)
{
    /// <summary>A table that is always open, or null.</summary>
    public HtmlTable? Table { get; init; }

    /// <summary>Plots, in a grid.</summary>
    public IReadOnlyList<HtmlFigure> Figures { get; init; } = [];

    /// <summary>Whether the plots are small ones, of which more stand side by side.</summary>
    public bool IsDense { get; init; }

    /// <summary>Numbers of all plots together where they have none of their own, folded; or null.</summary>
    public HtmlTable? Numbers { get; init; }

    /// <summary>Said below, or empty.</summary>
    public string Note { get; init; } = "";
}

/// <summary>
/// One self-contained page: no script, no network, inline pictures, light and dark, phone and print. Every text is escaped,
/// and the page is well-formed XML too.
/// </summary>
internal sealed record HtmlPage(string Title, string Origin, IReadOnlyList<(string Name, string Value, string Note)> Facts,
    IReadOnlyList<HtmlSection> Sections)
{
    /// <summary>The page.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>").Append(Svg.Escape(Title))
            .Append("</title>\n<style>\n").Append(HtmlStyle.Css).Append("</style>\n</head>\n<body>\n<header>\n<h1>")
            .Append(Svg.Escape(Title)).Append("</h1>\n<p>").Append(Svg.Escape(Origin)).Append("</p>\n");
        AppendContents(html);
        html.Append("</header>\n<main>\n");
        AppendFacts(html);
        foreach (HtmlSection section in Sections) AppendSection(html, section);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private void AppendContents(StringBuilder html)
    {
        html.Append("<nav aria-label=\"Contents\">");
        foreach (HtmlSection section in Sections)
            html.Append("<a href=\"#").Append(section.Id).Append("\">").Append(Svg.Escape(section.Heading)).Append("</a> ");
        html.Append("</nav>\n");
    }

    private void AppendFacts(StringBuilder html)
    {
        html.Append("<dl class=\"facts\">\n");
        foreach ((string name, string value, string note) in Facts)
        {
            html.Append("<div><dt>").Append(Svg.Escape(name)).Append("</dt><dd class=\"value\">").Append(Svg.Escape(value))
                .Append("</dd><dd>").Append(Svg.Escape(note)).Append("</dd></div>\n");
        }

        html.Append("</dl>\n");
    }

    private static void AppendSection(StringBuilder html, HtmlSection section)
    {
        html.Append("<section id=\"").Append(section.Id).Append("\">\n<h2>").Append(Svg.Escape(section.Heading)).Append("</h2>\n");
        if (section.Lead.Length > 0) html.Append("<p>").Append(Svg.Escape(section.Lead)).Append("</p>\n");
        if (section.Table is { } table) AppendTable(html, table);
        if (section.Figures.Count > 0) html.Append(section.IsDense ? "<div class=\"grid dense\">\n" : "<div class=\"grid\">\n");
        for (int i = 0; i < section.Figures.Count; i++) AppendFigure(html, section.Figures[i], $"{section.Id}-{i}");
        if (section.Figures.Count > 0) html.Append("</div>\n");
        if (section.Numbers is { } numbers) AppendFolded(html, numbers, "All numbers");
        if (section.Note.Length > 0) html.Append("<p class=\"note\">").Append(Svg.Escape(section.Note)).Append("</p>\n");
        html.Append("</section>\n");
    }

    private static void AppendFigure(StringBuilder html, HtmlFigure figure, string id)
    {
        html.Append("<figure>\n<figcaption>").Append(Svg.Escape(figure.Title)).Append("</figcaption>\n")
            .Append(figure.Picture.ToSvg(id, figure.Title, figure.Description));
        AppendFolded(html, figure.Numbers, "Numbers");
        html.Append("</figure>\n");
    }

    private static void AppendFolded(StringBuilder html, HtmlTable table, string summary)
    {
        html.Append("<details><summary>").Append(Svg.Escape(summary)).Append("</summary>\n");
        AppendTable(html, table);
        html.Append("</details>\n");
    }

    private static void AppendTable(StringBuilder html, HtmlTable table)
    {
        html.Append("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
        foreach ((string text, bool isNumber) in table.Columns)
            html.Append(isNumber ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">").Append(Svg.Escape(text)).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (string[] row in table.Rows)
        {
            html.Append("<tr>");
            for (int i = 0; i < row.Length; i++)
                html.Append(table.Columns[i].IsNumber ? "<td class=\"n\">" : "<td>").Append(Svg.Escape(row[i])).Append("</td>");
            html.Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }
}
