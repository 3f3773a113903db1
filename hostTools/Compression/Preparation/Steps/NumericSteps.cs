namespace Endcap.Compression.Preparation.Steps;

/// <summary>
/// <c>outliers COLUMN,… [by=iqr|quantile|z] [k=N] [low=Q] [high=Q] [do=clip|drop|missing]</c>: values outside fences learnt
/// from the training rows. iqr: quartiles ∓ k × (Q3 − Q1), k = 1.5 (Tukey); z: mean ∓ k × standard deviation, k = 3;
/// quantile: the low and the high quantile, 0.01 and 0.99.
/// </summary>
internal sealed class OutlierStep : Step
{
    private readonly string _by;
    private readonly double _k, _low, _high;
    private readonly Fence _fence;

    public OutlierStep(StepText text) : base(text)
    {
        _by = text.Word("by", "iqr", "quantile", "z");
        if (_by != "quantile") _k = text.Number("k", _by == "z" ? 3 : 1.5, 0, 1e6);
        else (_low, _high) = (text.Number("low", 0.01, 0, 1), text.Number("high", 0.99, 0, 1));
        if (_low > _high) throw text.Wrong("low= is above high=", "swap them");
        _fence = new Fence(this, text.Word("do", "clip", "drop", "missing"));
        text.Done(needsColumns: true);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Fitted> Fit(Table training, StepRun run) =>
        [.. ColumnsOf(training).Select(column => new Fitted(column.Name, [], Fences(SortedNumbers(training, column))))];

    /// <inheritdoc/>
    public override string? Check(Fitted fitted) =>
        fitted.Numbers is [var low, var high] && low <= high ? null : "outliers stores a low and a high fence a column";

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        foreach (Fitted learnt in fitted)
        {
            Column column = Find(table, learnt.Column);
            NeedNumbers(table, column);
            table = _fence.Apply(table, column, learnt.Numbers[0], learnt.Numbers[1], run);
        }

        return table;
    }

    private double[] Fences(double[] sorted)
    {
        if (_by == "quantile") return [Quantiles.Of(sorted, _low), Quantiles.Of(sorted, _high)];
        if (_by == "z")
        {
            (double mean, double deviation) = Moments.Of(sorted);
            return [mean - _k * deviation, mean + _k * deviation];
        }

        double q1 = Quantiles.Of(sorted, 0.25), q3 = Quantiles.Of(sorted, 0.75);
        return [q1 - _k * (q3 - q1), q3 + _k * (q3 - q1)];
    }
}

/// <summary>
/// <c>scale COLUMN,… [by=zscore|minmax|robust|log1p]</c>: (x − shift) / divisor, learnt from the training rows. zscore: mean
/// and population standard deviation; minmax: least and range; robust: median and Q3 − Q1; log1p: ln(1 + x), for x ≥ 0.
/// </summary>
internal sealed class ScaleStep : Step
{
    private readonly string _by;

    public ScaleStep(StepText text) : base(text)
    {
        _by = text.Word("by", "zscore", "minmax", "robust", "log1p");
        text.Done(needsColumns: true);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Fitted> Fit(Table training, StepRun run) =>
        [.. ColumnsOf(training).Select(column => new Fitted(column.Name, [], Learn(training, column)))];

    /// <inheritdoc/>
    public override string? Check(Fitted fitted) =>
        fitted.Numbers.Length == (_by == "log1p" ? 0 : 2) && (_by == "log1p" || fitted.Numbers[1] > 0)
            ? null : "scale stores a shift and a divisor above 0 a column";

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        foreach (Fitted learnt in fitted)
        {
            Column column = Find(table, learnt.Column);
            NeedNumbers(table, column);
            double[] scaled = _by == "log1p" ? Logarithms(table, column) : [.. Enumerable.Range(0, table.RowCount)
                .Select(row => (column.Number(row) - learnt.Numbers[0]) / learnt.Numbers[1])];
            string how = _by == "log1p" ? "ln(1 + x)" : $"(x − {Column.Format(learnt.Numbers[0])}) / {Column.Format(learnt.Numbers[1])}";
            run.Report(this, column.Name, $"cells scaled: {how}", scaled.Count(double.IsFinite), table.RowCount == 0 ? [] :
                [$"{table.Place(0)}: {column.Text(0)} → {Column.Format(scaled[0])}"]);
            table = table.With(new NumberColumn(column.Name, scaled));
        }

        return table;
    }

    private double[] Logarithms(Table table, Column column)
    {
        int below = Enumerable.Range(0, table.RowCount).FirstOrDefault(row => column.Number(row) < 0, -1);
        if (below >= 0)
            throw Options.Wrong($"log1p needs values of at least 0, but {table.Place(below)} has {column.Text(below)} in {column.Name}",
                $"put --step \"range {column.Name} least=0 do=clip\" before it, or use by=robust");
        return [.. Enumerable.Range(0, table.RowCount).Select(row => Logarithm(column.Number(row)))];
    }

    // ln(1 + x) without the loss of digits for small x (Goldberg 1991, theorem 4).
    private static double Logarithm(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    private double[] Learn(Table training, Column column)
    {
        double[] sorted = SortedNumbers(training, column);
        (double mean, double deviation) = Moments.Of(sorted);
        (double shift, double divisor) = _by switch
        {
            "minmax" => (sorted[0], sorted[^1] - sorted[0]),
            "robust" => (Quantiles.Median(sorted), Quantiles.Of(sorted, 0.75) - Quantiles.Of(sorted, 0.25)),
            "log1p" => (0, 1),
            _ => (mean, deviation),
        };
        if (_by == "log1p") return [];
        return divisor > 0 && double.IsFinite(divisor) ? [shift, divisor]
            : throw Options.Wrong($"column {column.Name} has no spread by this measure", "use another by=, or remove the column (--step constant)");
    }
}

/// <summary>Mean and population standard deviation.</summary>
internal static class Moments
{
    /// <summary>Two passes, so that large means lose no digits.</summary>
    public static (double Mean, double Deviation) Of(double[] values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length));
    }
}
