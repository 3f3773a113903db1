namespace Endcap.Compression.Preparation.Steps;

/// <summary>One line of a preparation's report: what a step did to a column, or to the rows.</summary>
/// <param name="Step">The step, as written.</param>
/// <param name="Column">The column, or "" for whole rows.</param>
/// <param name="What">What happened: "cells filled with 32.5".</param>
/// <param name="Count">How often; 0 is reported too.</param>
/// <param name="Examples">The first few, each with its place: "d.csv:17: -4".</param>
public sealed record StepLine(string Step, string Column, string What, long Count, IReadOnlyList<string> Examples);

/// <summary>What a step learnt from the training rows for one column; the recipe stores it.</summary>
/// <param name="Column">The column.</param>
/// <param name="Texts">Categories or a value; by the step's own rule.</param>
/// <param name="Numbers">Fences, shift and divisor, encodings; by the step's own rule.</param>
internal sealed record Fitted(string Column, string[] Texts, double[] Numbers);

/// <summary>One run of a recipe over a table: takes what the steps report.</summary>
internal sealed class StepRun
{
    private const int MostExamples = 3;
    private readonly List<StepLine> _lines = [];

    /// <summary>All lines so far.</summary>
    public IReadOnlyList<StepLine> Lines => _lines;

    /// <summary>
    /// The fold of each training row, for encodings that must not see their own row's label; null where the rows are new.
    /// Rows that are not in training have −1. Asked again after every step, because steps drop rows.
    /// </summary>
    public Func<Table, int, int[]>? Folds { get; init; }

    /// <summary>Reports one thing.</summary>
    public void Report(Step step, string column, string what, long count, IEnumerable<string>? examples = null) =>
        _lines.Add(new StepLine(step.Text, column, what, count, [.. (examples ?? []).Take(MostExamples)]));

    /// <summary>Reports cells of a column, with the first ones as examples.</summary>
    public void ReportCells(Step step, Table table, Column column, string what, IReadOnlyCollection<int> rows) =>
        Report(step, column.Name, what, rows.Count,
            rows.Take(MostExamples).Select(row => $"{table.Place(row)}: {Errors.Catalogue.Short(column.Text(row))}"));

    /// <summary>Leaves rows out and reports it; E147 when none stay.</summary>
    public Table Drop(Step step, Table table, string column, string what, IReadOnlyCollection<int> rows)
    {
        Column? shown = table.Find(column);
        Report(step, column, what, rows.Count, rows.Take(MostExamples)
            .Select(row => shown is null ? table.Place(row) : $"{table.Place(row)}: {Errors.Catalogue.Short(shown.Text(row))}"));
        if (rows.Count == 0) return table;
        var gone = new bool[table.RowCount];
        foreach (int row in rows) gone[row] = true;
        Table rest = table.Take([.. Enumerable.Range(0, table.RowCount).Where(row => !gone[row])]);
        return rest.RowCount > 0 ? rest : throw Errors.Catalogue.NothingLeft($"\"{step.Text}\"", "row");
    }
}
