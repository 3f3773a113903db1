using Endcap.Compression.Preparation;
using Endcap.Compression.Preparation.Steps;
using Endcap.Compression.Preparation.Transactions;

namespace Endcap.Cli.Reports;

/// <summary>What a preparation saw and did.</summary>
internal static class PreparationFacts
{
    /// <summary>Adds the columns as read, before any step.</summary>
    public static void AddColumns(Report report, IEnumerable<ColumnSurvey> columns) => report.AddTable("columns", "Columns as read",
        [("name", "column"), ("kind", "type in the source"), ("missing", "missing"), ("distinct", "distinct"), ("numbers", "numbers"),
            ("texts", "texts"), ("firstText", "first text")],
        columns.Select(c => new object?[]
        {
            c.Name, c.Kind == ColumnKind.Unknown ? null : c.Kind.ToString().ToLowerInvariant(), c.Missing, c.Distinct, c.Numbers, c.Texts,
            c.FirstText.Length == 0 ? null : c.FirstText,
        }));

    /// <summary>Adds what each step did.</summary>
    public static void AddSteps(Report report, IEnumerable<StepLine> lines) => report.AddTable("steps", "Steps",
        [("step", "step"), ("column", "column"), ("count", "count"), ("what", "what"), ("examples", "examples")],
        lines.Select(line => new object?[] { line.Step, line.Column.Length == 0 ? null : line.Column, line.Count, line.What, line.Examples }));

    /// <summary>Adds what was left out.</summary>
    public static void AddNotes(Report report, IEnumerable<Noted> notes) => report.AddTable("leftOut", "Left out or changed",
        [("count", "count"), ("what", "what"), ("examples", "examples")],
        notes.Select(note => new object?[] { note.Count, note.What, note.Examples }));

    /// <summary>Adds the parts of a split with their true shares.</summary>
    public static void AddParts(Report report, Table table, string? group, IReadOnlyList<SplitPart> parts, Func<SplitPart, string> file)
    {
        Column? column = group is null ? null : table.Find(group);
        report.AddTable("parts", "Parts",
            [("part", "part"), ("output", "written to"), ("rows", "rows"), ("share", "share of rows"), ("groups", "groups")],
            parts.Select(part =>
            {
                int[] rows = table.RowsOf(part);
                return new object?[]
                {
                    part.ToString().ToLowerInvariant(), file(part), rows.Length, (double)rows.Length / table.RowCount,
                    column is null ? null : rows.Select(column.Text).Distinct().Count(),
                };
            }));
    }
}
