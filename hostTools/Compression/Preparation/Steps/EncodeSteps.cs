namespace Endcap.Compression.Preparation.Steps;

/// <summary>What the encodings share: categories with their training counts, and how a column is replaced.</summary>
internal abstract class EncodeStep(StepText text) : Step(text)
{
    /// <summary>The categories of the training rows, most frequent first (ties in ordinal order), and how often they occur.</summary>
    protected static (string[] Texts, double[] Counts) Categories(Table training, Column column)
    {
        KeyValuePair<string, int>[] counts = [.. Enumerable.Range(0, training.RowCount).Where(row => !column.IsMissing(row)).CountBy(column.Text)
            .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)];
        return ([.. counts.Select(entry => entry.Key)], [.. counts.Select(entry => (double)entry.Value)]);
    }

    /// <summary>[row]: index of the row's category in <paramref name="texts"/>; −1: not seen in training; −2: missing.</summary>
    protected static int[] Codes(Table table, Column column, string[] texts)
    {
        Dictionary<string, int> index = texts.Select((text, i) => (text, i)).ToDictionary(pair => pair.text, pair => pair.i, StringComparer.Ordinal);
        return [.. Enumerable.Range(0, table.RowCount)
            .Select(row => column.IsMissing(row) ? -2 : index.TryGetValue(column.Text(row), out int code) ? code : -1)];
    }

    /// <summary>Reports what the encoding cannot know: categories that training did not have, and missing cells.</summary>
    protected void ReportStrangers(Table table, Column column, int[] codes, string gets, StepRun run)
    {
        run.ReportCells(this, table, column, $"cells with a category that training did not have: {gets}", Rows(table, row => codes[row] == -1));
        run.Report(this, column.Name, $"missing cells: {gets}", codes.Count(code => code == -2));
    }

    /// <summary>The table with new columns in the place of the old. Error: E145 when a name is taken.</summary>
    protected Table Exchange(Table table, Column old, IReadOnlyList<Column> encoded, bool keep = false)
    {
        foreach (Column column in encoded)
            if (column.Name != old.Name && table.Find(column.Name) is not null)
                throw Options.Wrong($"there is a column {column.Name} already", "remove or rename it first");
        return table.WithColumns(table.Columns.SelectMany(column => column != old ? [column] : keep ? encoded.Prepend(old) : encoded));
    }
}

/// <summary>
/// <c>onehot COLUMN,… [most=16]</c>: a 0/1 column NAME=VALUE for each of the most frequent categories; the others share
/// NAME=other. Unknown and missing cells have 0 everywhere.
/// </summary>
internal sealed class OneHotStep : EncodeStep
{
    private readonly int _most;

    public OneHotStep(StepText text) : base(text)
    {
        _most = (int)text.Number("most", 16, 1, 10_000);
        text.Done(needsColumns: true);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Fitted> Fit(Table training, StepRun run) => [.. ColumnsOf(training).Select(column =>
    {
        string[] texts = Categories(training, column).Texts;
        string[] own = [.. texts.Take(_most).Order(StringComparer.Ordinal)];
        return new Fitted(column.Name, [.. own, .. texts.Skip(_most).Order(StringComparer.Ordinal)], [own.Length]);
    })];

    /// <inheritdoc/>
    public override string? Check(Fitted fitted) =>
        fitted.Numbers is [var own] && own >= 0 && own <= fitted.Texts.Length && own == Math.Floor(own) && fitted.Texts.Distinct().Count() == fitted.Texts.Length
            ? null : "onehot stores distinct categories and how many have a column of their own";

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        foreach (Fitted learnt in fitted)
        {
            Column column = Find(table, learnt.Column);
            int[] codes = Codes(table, column, learnt.Texts);
            int own = (int)learnt.Numbers[0];
            List<Column> encoded = [.. Enumerable.Range(0, own).Select(category => Indicator($"{column.Name}={learnt.Texts[category]}", codes, c => c == category))];
            if (own < learnt.Texts.Length) encoded.Add(Indicator($"{column.Name}=other", codes, c => c >= own));
            run.Report(this, column.Name, $"columns instead of one; {learnt.Texts.Length - own} rare categories share {column.Name}=other", encoded.Count, encoded.Select(c => c.Name));
            ReportStrangers(table, column, codes, "0 everywhere", run);
            table = Exchange(table, column, encoded);
        }

        return table;
    }

    private static NumberColumn Indicator(string name, int[] codes, Func<int, bool> holds) => new(name, [.. codes.Select(code => holds(code) ? 1.0 : 0.0)]);
}

/// <summary>
/// <c>ordinal COLUMN,… [order=LOW,…,HIGH]</c>: categories become 0, 1, 2, … in the given order, else by number or alphabet.
/// Unknown cells become missing.
/// </summary>
internal sealed class OrdinalStep : EncodeStep
{
    private readonly string[]? _order;

    public OrdinalStep(StepText text) : base(text)
    {
        _order = text.List("order");
        if (_order is not null && _order.Distinct().Count() < _order.Length) throw text.Wrong("order= names a category twice", "name it once");
        text.Done(needsColumns: true);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Fitted> Fit(Table training, StepRun run) =>
        [.. ColumnsOf(training).Select(column => new Fitted(column.Name, _order ?? Sorted(Categories(training, column).Texts), []))];

    /// <inheritdoc/>
    public override string? Check(Fitted fitted) =>
        fitted.Texts.Distinct().Count() == fitted.Texts.Length ? null : "ordinal stores distinct categories";

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        foreach (Fitted learnt in fitted)
        {
            Column column = Find(table, learnt.Column);
            int[] codes = Codes(table, column, learnt.Texts);
            run.Report(this, column.Name, "cells numbered by their category", codes.Count(code => code >= 0), learnt.Texts.Select((text, i) => $"{text} = {i}"));
            ReportStrangers(table, column, codes, "missing", run);
            table = Exchange(table, column, [new NumberColumn(column.Name, [.. codes.Select(code => code < 0 ? double.NaN : code)])]);
        }

        return table;
    }

    private static string[] Sorted(string[] texts) => texts.All(text => double.IsFinite(Column.Parse(text)))
        ? [.. texts.OrderBy(Column.Parse).ThenBy(text => text, StringComparer.Ordinal)]
        : [.. texts.Order(StringComparer.Ordinal)];
}

/// <summary><c>frequency COLUMN,…</c>: the share of training rows that have the cell's category; 0 for unknown and missing cells.</summary>
internal sealed class FrequencyStep : EncodeStep
{
    public FrequencyStep(StepText text) : base(text) => text.Done(needsColumns: true);

    /// <inheritdoc/>
    public override IReadOnlyList<Fitted> Fit(Table training, StepRun run) => [.. ColumnsOf(training).Select(column =>
    {
        (string[] texts, double[] counts) = Categories(training, column);
        return new Fitted(column.Name, texts, [.. counts.Select(count => count / training.RowCount)]);
    })];

    /// <inheritdoc/>
    public override string? Check(Fitted fitted) =>
        fitted.Texts.Length == fitted.Numbers.Length && fitted.Texts.Distinct().Count() == fitted.Texts.Length
            ? null : "frequency stores one number for each of its distinct categories";

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        foreach (Fitted learnt in fitted)
        {
            Column column = Find(table, learnt.Column);
            int[] codes = Codes(table, column, learnt.Texts);
            run.Report(this, column.Name, "cells replaced by the share of their category", codes.Count(code => code >= 0),
                learnt.Texts.Select((text, i) => $"{text} = {Column.Format(learnt.Numbers[i])}"));
            ReportStrangers(table, column, codes, "0", run);
            table = Exchange(table, column, [new NumberColumn(column.Name, [.. codes.Select(code => code < 0 ? 0 : learnt.Numbers[code])])]);
        }

        return table;
    }
}
