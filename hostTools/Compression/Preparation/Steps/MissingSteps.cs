using Endcap.Compression.Datasets;

namespace Endcap.Compression.Preparation.Steps;

/// <summary><c>drop-missing [COLUMN,…]</c>: rows with a missing cell in these columns (in any, when none are named) go.</summary>
internal sealed class DropMissingStep : Step
{
    public DropMissingStep(StepText text) : base(text) => text.Done(needsColumns: false);

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        foreach (string name in ColumnsOf(table).Select(column => column.Name))
        {
            Column column = Find(table, name);
            table = run.Drop(this, table, name, "rows dropped: the cell is missing", Rows(table, column.IsMissing));
        }

        return table;
    }
}

/// <summary>
/// <c>fill COLUMN,… with=median|mean|mode [flag=yes]</c> or <c>value=TEXT</c>: missing cells get one value, learnt from the
/// training rows; flag=yes adds the column NAME_missing, 1 where a cell was missing.
/// </summary>
internal sealed class FillStep : Step
{
    private readonly string _with;
    private readonly string? _value;
    private readonly bool _flag;

    public FillStep(StepText text) : base(text)
    {
        _value = text.Value("value");
        if (_value is not null && text.Has("with")) throw text.Wrong("with= and value= are both there", "keep one");
        if (_value is not null && Cell.IsMissing(_value)) throw text.Wrong("value= is itself a missing value", "give another");
        _with = text.Word("with", "median", "mean", "mode");
        _flag = text.Flag("flag");
        text.Done(needsColumns: true);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Fitted> Fit(Table training, StepRun run) =>
        [.. ColumnsOf(training).Select(column => new Fitted(column.Name, [_value ?? Learn(training, column)], []))];

    /// <inheritdoc/>
    public override string? Check(Fitted fitted) => fitted.Texts.Length == 1 ? null : "fill stores one text a column";

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        foreach (Fitted learnt in fitted)
        {
            Column column = Find(table, learnt.Column);
            List<int> rows = Rows(table, column.IsMissing);
            run.Report(this, column.Name, $"cells filled with {learnt.Texts[0]}", rows.Count, rows.Select(table.Place));
            if (_flag) table = AddFlag(table, column, rows);
            table = table.With(column.Replace(rows.ToDictionary(row => row, _ => learnt.Texts[0])));
        }

        return table;
    }

    private Table AddFlag(Table table, Column column, List<int> rows)
    {
        string name = $"{column.Name}_missing";
        if (table.Find(name) is not null) throw Options.Wrong($"there is a column {name} already", "leave flag=yes out");
        var flags = new double[table.RowCount];
        foreach (int row in rows) flags[row] = 1;
        return table.WithColumns(table.Columns.SelectMany(c => c == column ? new[] { c, new NumberColumn(name, flags) } : [c]));
    }

    private string Learn(Table training, Column column)
    {
        if (_with == "mode") return Mode(training, column);
        double[] sorted = SortedNumbers(training, column);
        return Column.Format(_with == "mean" ? sorted.Average() : Quantiles.Median(sorted));
    }

    // The most frequent text; of several the first in ordinal order, so that the order of rows does not matter.
    private string Mode(Table training, Column column) => Enumerable.Range(0, training.RowCount)
        .Where(row => !column.IsMissing(row)).CountBy(column.Text)
        .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => entry.Key).FirstOrDefault()
        ?? throw Errors.Catalogue.NothingLeft($"the steps before \"{Text}\"", $"value in column {column.Name} of the training rows");
}
