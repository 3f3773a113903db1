using Endcap.Compression.Errors;

namespace Endcap.Compression.Preparation.Steps;

/// <summary>One step of a preparation. It learns from training rows alone, and does the same to every table afterwards.</summary>
internal abstract class Step(StepText options)
{
    /// <summary>As written.</summary>
    public string Text => options.Source;

    /// <summary>As parsed.</summary>
    protected StepText Options => options;

    /// <summary>Columns that only fitting reads: data that the recipe is applied to may lack them.</summary>
    public virtual IEnumerable<string> OnlyForFitting => [];

    /// <summary>Learns from the training rows; nothing for steps that need nothing.</summary>
    public virtual IReadOnlyList<Fitted> Fit(Table training, StepRun run) => [];

    /// <summary>Does the step and reports it.</summary>
    public abstract Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run);

    /// <summary>Whether stored parameters can be this step's; a message, or null when they can.</summary>
    public virtual string? Check(Fitted fitted) => null;

    /// <summary>The columns named, or E146; all columns where none are named.</summary>
    protected Column[] ColumnsOf(Table table) =>
        options.Columns.Length == 0 ? [.. table.Columns] : [.. options.Columns.Select(name => Find(table, name))];

    /// <summary>The column, or E146.</summary>
    protected Column Find(Table table, string name) =>
        table.Find(name) ?? throw Catalogue.StepColumnMissing(Text, name, table.Names);

    /// <summary>Refuses texts in a column that must be numeric. Error: E149.</summary>
    protected void NeedNumbers(Table table, Column column)
    {
        for (int row = 0; row < table.RowCount; row++)
            if (double.IsNaN(column.Number(row)) && !column.IsMissing(row))
                throw Catalogue.StepNeedsNumbers(Text, table.Place(row), column.Name, column.Text(row));
    }

    /// <summary>The numbers that are there, ascending. Error: E149.</summary>
    protected double[] SortedNumbers(Table table, Column column)
    {
        NeedNumbers(table, column);
        double[] values = [.. Enumerable.Range(0, table.RowCount).Select(column.Number).Where(double.IsFinite)];
        Array.Sort(values);
        return values.Length > 0 ? values : throw Catalogue.NothingLeft($"the steps before \"{Text}\"", $"number in column {column.Name} of the training rows");
    }

    /// <summary>The rows for which something holds.</summary>
    protected static List<int> Rows(Table table, Func<int, bool> holds)
    {
        var rows = new List<int>();
        for (int row = 0; row < table.RowCount; row++)
            if (holds(row)) rows.Add(row);
        return rows;
    }

    /// <summary>The cells of these rows emptied, and reported.</summary>
    protected Table Blank(Table table, Column column, string what, List<int> rows, StepRun run)
    {
        run.ReportCells(this, table, column, what, rows);
        return table.With(column.Replace(rows.ToDictionary(row => row, _ => "")));
    }
}
