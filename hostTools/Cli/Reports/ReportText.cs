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
        double number => number.ToString(FormatOf(Math.Abs(number)), CultureInfo.InvariantCulture),
        string text => Printable(text),
        IEnumerable<string> texts => string.Join(", ", texts),
        IFormattable number => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string FormatOf(double magnitude) => magnitude switch
    {
        >= 1000 => "N0",
        >= 0.01 or 0 => "0.####",
        _ => "G3",
    };

    // Texts from a file must not steer the terminal.
    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;

    private static void WriteReport(IAnsiConsole console, Report report)
    {
        Fact[] facts = [.. report.Entries.OfType<Fact>().Where(fact => fact.Label is not null)];
        if (facts.Length > 0) console.Write(FactTable(report.Title, facts));
        foreach (Entry entry in report.Entries)
        {
            switch (entry)
            {
                case Section section: WriteReport(console, section.Report); break;
                case Rows rows: WriteRows(console, rows); break;
                case Note note: console.WriteLine(Printable(note.Text)); break;
                case Lines lines:
                    foreach (string line in lines.Texts) console.WriteLine(Printable(line));
                    break;
            }
        }
    }

    private static void WriteRows(IAnsiConsole console, Rows rows)
    {
        console.Write(RowTable(rows));
        if (rows.Values.Count > rows.Most) console.WriteLine($"the first {rows.Most} of {rows.Values.Count:N0}; --json lists all");
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
            bool numbers = rows.Values.Any(row => row[i] is not (null or string or bool or IEnumerable<string>));
            var column = new TableColumn(new Text(rows.Columns[i].Label));
            table.AddColumn(numbers ? column.RightAligned() : column);
        }

        foreach (object?[] row in rows.Values.Take(rows.Most)) table.AddRow(row.Select(value => new Text(Format(value))));
        return table;
    }

    private static Table NewTable(string title) =>
        new() { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Rounded };
}
