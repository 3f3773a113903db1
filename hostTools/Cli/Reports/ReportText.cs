using System.Globalization;
using Spectre.Console;

namespace Endcap.Cli.Reports;

/// <summary>A report as tables for people.</summary>
internal static class ReportText
{
    // Lines are not broken where there is no terminal to fit.
    private const int WidthWhenPiped = 4096;

    /// <summary>Writes the report.</summary>
    public static void Write(TextWriter output, Report report)
    {
        bool terminal = output == Console.Out && !Console.IsOutputRedirected;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
        });
        if (!terminal) console.Profile.Width = WidthWhenPiped;
        WriteReport(console, report);
    }

    /// <summary>A value as people read it.</summary>
    public static string Format(object? value) => value switch
    {
        null => "–",
        bool flag => flag ? "yes" : "no",
        double number when double.IsNaN(number) => "–",
        double number => number.ToString(Math.Abs(number) >= 1000 ? "N0" : "0.####", CultureInfo.InvariantCulture),
        string text => text,
        IEnumerable<string> texts => string.Join(", ", texts),
        IFormattable number => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static void WriteReport(IAnsiConsole console, Report report)
    {
        Fact[] facts = [.. report.Entries.OfType<Fact>().Where(fact => fact.Label is not null)];
        if (facts.Length > 0) console.Write(FactTable(report.Title, facts));
        foreach (Entry entry in report.Entries)
        {
            if (entry is Section section) WriteReport(console, section.Report);
            if (entry is Rows rows) console.Write(RowTable(rows));
        }
    }

    private static Table FactTable(string title, Fact[] facts)
    {
        Table table = NewTable(title).HideHeaders().AddColumns("", "");
        foreach (Fact fact in facts) table.AddRow(new Text(fact.Label!), new Text(Format(fact.Value)));
        return table;
    }

    private static Table RowTable(Rows rows)
    {
        Table table = NewTable(rows.Heading);
        for (int i = 0; i < rows.Columns.Count; i++)
        {
            bool numbers = rows.Values.Count > 0 && rows.Values[0][i] is not (null or string or bool);
            var column = new TableColumn(new Text(rows.Columns[i].Label));
            table.AddColumn(numbers ? column.RightAligned() : column);
        }

        foreach (object?[] row in rows.Values) table.AddRow(row.Select(value => new Text(Format(value))));
        return table;
    }

    private static Table NewTable(string title) =>
        new() { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Rounded };
}
