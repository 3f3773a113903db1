namespace Endcap.Compression.Preparation.Steps;

/// <summary><c>constant [COLUMN,…]</c>: columns with one value in all training rows go; apply removes the same ones.</summary>
internal sealed class ConstantStep : Step
{
    public ConstantStep(StepText text) : base(text) => text.Done(needsColumns: false);

    /// <inheritdoc/>
    public override IReadOnlyList<Fitted> Fit(Table training, StepRun run) =>
        [.. ColumnsOf(training)
            .Where(column => Enumerable.Range(1, Math.Max(0, training.RowCount - 1)).All(row => column.Text(row) == column.Text(0)))
            .Select(column => new Fitted(column.Name, [column.Text(0)], []))];

    /// <inheritdoc/>
    public override string? Check(Fitted fitted) => fitted.Texts.Length == 1 ? null : "constant stores one text a column";

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        run.Report(this, "", "columns removed: one value in all training rows", fitted.Count,
            fitted.Select(column => $"{column.Column}: {(column.Texts[0].Length == 0 ? "always missing" : column.Texts[0])}"));
        foreach (Fitted constant in fitted)
        {
            Column column = Find(table, constant.Column);
            List<int> other = Rows(table, row => column.Text(row) != constant.Texts[0]);
            if (other.Count > 0) run.ReportCells(this, table, column, $"cells lost that are not {constant.Texts[0]}", other);
        }

        Table rest = table.WithColumns(table.Columns.Where(column => fitted.All(constant => constant.Column != column.Name)));
        return rest.Columns.Count > 0 ? rest : throw Errors.Catalogue.NothingLeft($"\"{Text}\"", "column");
    }
}

/// <summary><c>remove COLUMN,…</c>: columns that are not to be in the result.</summary>
internal sealed class RemoveStep : Step
{
    public RemoveStep(StepText text) : base(text) => text.Done(needsColumns: true);

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        Column[] gone = ColumnsOf(table);
        run.Report(this, "", "columns removed", gone.Length, gone.Select(column => column.Name));
        Table rest = table.WithColumns(table.Columns.Except(gone));
        return rest.Columns.Count > 0 ? rest : throw Errors.Catalogue.NothingLeft($"\"{Text}\"", "column");
    }
}
