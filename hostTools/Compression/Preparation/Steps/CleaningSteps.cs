namespace Endcap.Compression.Preparation.Steps;

/// <summary><c>number COLUMN,… [bad=missing|drop]</c>: texts among numbers become missing, or their rows go.</summary>
internal sealed class NumberStep : Step
{
    private readonly bool _drop;

    public NumberStep(StepText text) : base(text)
    {
        _drop = text.Word("bad", "missing", "drop") == "drop";
        text.Done(needsColumns: true);
    }

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        foreach (string name in Options.Columns)
        {
            Column column = Find(table, name);
            List<int> bad = Rows(table, row => double.IsNaN(column.Number(row)) && !column.IsMissing(row));
            table = _drop
                ? run.Drop(this, table, name, "rows dropped: the cell is no number", bad)
                : Blank(table, column, "cells made missing: they are no numbers", bad, run);
        }

        return table;
    }
}

/// <summary><c>blank COLUMN,… values=TEXT,…</c>: texts that stand for "missing" in this data become missing.</summary>
internal sealed class BlankStep : Step
{
    private readonly HashSet<string> _values;

    public BlankStep(StepText text) : base(text)
    {
        _values = [.. text.List("values") ?? throw text.Wrong("it needs values=", "for example: blank Income values=?,unknown,-999")];
        text.Done(needsColumns: true);
    }

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        foreach (string name in Options.Columns)
        {
            Column column = Find(table, name);
            table = Blank(table, column, "cells made missing: they stand for a missing value", Rows(table, row => _values.Contains(column.Text(row))), run);
        }

        return table;
    }
}

/// <summary><c>range COLUMN,… [least=N] [most=N] [do=missing|drop|clip]</c>: values that cannot be, such as an age of −4.</summary>
internal sealed class RangeStep : Step
{
    private readonly double _least, _most;
    private readonly Fence _fence;

    public RangeStep(StepText text) : base(text)
    {
        _least = text.Number("least", double.NegativeInfinity, double.MinValue, double.MaxValue);
        _most = text.Number("most", double.PositiveInfinity, double.MinValue, double.MaxValue);
        if (!text.Has("least") && !text.Has("most")) throw text.Wrong("it needs least= or most=", "for example: range age least=0 most=120");
        if (_least > _most) throw text.Wrong("least= is above most=", "swap them");
        _fence = new Fence(this, text.Word("do", "missing", "drop", "clip"));
        text.Done(needsColumns: true);
    }

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        foreach (string name in Options.Columns)
        {
            Column column = Find(table, name);
            NeedNumbers(table, column);
            table = _fence.Apply(table, column, _least, _most, run);
        }

        return table;
    }
}

/// <summary>What happens to values outside two bounds.</summary>
internal sealed class Fence(Step step, string action)
{
    /// <summary>Does it and reports it, each side for itself.</summary>
    public Table Apply(Table table, Column column, double low, double high, StepRun run)
    {
        table = Side(table, column, row => column.Number(row) < low, "below", low, run);
        Column now = table.Find(column.Name)!; // rows may have gone
        return Side(table, now, row => now.Number(row) > high, "above", high, run);
    }

    private Table Side(Table table, Column column, Func<int, bool> outside, string side, double bound, StepRun run)
    {
        if (double.IsInfinity(bound)) return table;
        List<int> rows = [.. Enumerable.Range(0, table.RowCount).Where(outside)];
        string where = $"{side} {Column.Format(bound)}";
        if (action == "drop") return run.Drop(step, table, column.Name, $"rows dropped: {where}", rows);
        run.ReportCells(step, table, column, action == "clip" ? $"cells clipped: {where}" : $"cells made missing: {where}", rows);
        string text = action == "clip" ? Column.Format(bound) : "";
        return table.With(column.Replace(rows.ToDictionary(row => row, _ => text)));
    }
}

/// <summary><c>duplicates [COLUMN,…] [keep=first|last]</c>: rows equal in these columns (in all, when none are named).</summary>
internal sealed class DuplicatesStep : Step
{
    private readonly bool _last;

    public DuplicatesStep(StepText text) : base(text)
    {
        _last = text.Word("keep", "first", "last") == "last";
        text.Done(needsColumns: false);
    }

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        Column[] columns = ColumnsOf(table);
        int[] keys = RowKeys.Of(columns, table.RowCount);
        var seen = new HashSet<int>();
        IEnumerable<int> order = Enumerable.Range(0, table.RowCount);
        List<int> again = [.. (_last ? order.Reverse() : order).Where(row => !seen.Add(keys[row]))];
        again.Sort();
        string what = Options.Columns.Length == 0 ? "rows dropped: equal to another in every cell" : "rows dropped: the same key as another";
        return run.Drop(this, table, Options.Columns.Length == 1 ? Options.Columns[0] : "", what, again);
    }
}

/// <summary>Numbers for combinations of cells: equal rows get equal numbers. Exact, no hashes of texts.</summary>
internal static class RowKeys
{
    /// <summary>[row]: number of its combination of texts in these columns.</summary>
    public static int[] Of(IReadOnlyList<Column> columns, int rows)
    {
        var keys = new int[rows];
        foreach (Column column in columns)
        {
            var texts = new Dictionary<string, int>(StringComparer.Ordinal);
            var pairs = new Dictionary<(int, int), int>();
            for (int row = 0; row < rows; row++)
            {
                string text = column.Text(row);
                if (!texts.TryGetValue(text, out int code)) texts.Add(text, code = texts.Count);
                if (!pairs.TryGetValue((keys[row], code), out int pair)) pairs.Add((keys[row], code), pair = pairs.Count);
                keys[row] = pair;
            }
        }

        return keys;
    }
}
