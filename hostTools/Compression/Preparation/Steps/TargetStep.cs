namespace Endcap.Compression.Preparation.Steps;

/// <summary>
/// <c>target COLUMN,… label=COLUMN [folds=5] [prior=20] [keep=yes]</c>: the mean label of the category, drawn towards the mean
/// of all rows: (sum + prior × mean) / (count + prior) (Micci-Barreca 2001, with a constant weight).
/// A training row gets the encoding of the other folds alone, and a group is never divided over folds: neither its own
/// label nor its shopper's other labels leak into it. Every other row gets the encoding of all training rows.
/// </summary>
internal sealed class TargetStep : EncodeStep
{
    private readonly string _label;
    private readonly int _folds;
    private readonly double _prior;
    private readonly bool _keep;

    public TargetStep(StepText text) : base(text)
    {
        _label = text.Value("label") ?? throw text.Wrong("it needs label=", "for example: target brand label=bought");
        _folds = (int)text.Number("folds", 5, 2, 100);
        _prior = text.Number("prior", 20, 0, 1e9);
        _keep = text.Flag("keep");
        text.Done(needsColumns: true);
    }

    /// <inheritdoc/>
    public override IEnumerable<string> OnlyForFitting => [_label];

    /// <summary>Stores [fold × (categories + 1) + category], the last category being the mean; fold number "folds" is all rows.</summary>
    public override IReadOnlyList<Fitted> Fit(Table training, StepRun run)
    {
        Column label = Find(training, _label);
        NeedNumbers(training, label);
        int[] folds = run.Folds!(training, _folds);
        run.Report(this, "", $"folds hold training rows, of {_folds}; a group is in one fold", folds.Distinct().Count());
        return [.. ColumnsOf(training).Select(column => new Fitted(column.Name, Categories(training, column).Texts, Encodings(training, column, label, folds)))];
    }

    /// <inheritdoc/>
    public override string? Check(Fitted fitted) =>
        fitted.Numbers.Length == (_folds + 1) * (fitted.Texts.Length + 1) && fitted.Texts.Distinct().Count() == fitted.Texts.Length
            ? null : "target stores (folds + 1) × (categories + 1) numbers a column";

    /// <inheritdoc/>
    public override Table Apply(Table table, IReadOnlyList<Fitted> fitted, StepRun run)
    {
        int[]? folds = run.Folds?.Invoke(table, _folds);
        foreach (Fitted learnt in fitted)
        {
            Column column = Find(table, learnt.Column);
            int[] codes = Codes(table, column, learnt.Texts);
            int stride = learnt.Texts.Length + 1;
            double Value(int row)
            {
                int fold = folds is null || folds[row] < 0 ? _folds : folds[row];
                return learnt.Numbers[fold * stride + (codes[row] < 0 ? stride - 1 : codes[row])];
            }

            double[] values = [.. Enumerable.Range(0, table.RowCount).Select(Value)];
            run.Report(this, column.Name, "cells encoded from other folds", folds?.Count(fold => fold >= 0) ?? 0);
            run.Report(this, column.Name, "cells encoded from all training rows", folds?.Count(fold => fold < 0) ?? table.RowCount,
                learnt.Texts.Select((text, i) => $"{text} = {Column.Format(learnt.Numbers[_folds * stride + i])}"));
            ReportStrangers(table, column, codes, "the mean", run);
            table = Exchange(table, column, [new NumberColumn(_keep ? $"{column.Name}_target" : column.Name, values)], _keep);
        }

        return table;
    }

    private double[] Encodings(Table training, Column column, Column label, int[] folds)
    {
        string[] texts = Categories(training, column).Texts;
        int[] codes = Codes(training, column, texts);
        int stride = texts.Length + 1;
        // [fold × stride + category]; the last category takes all rows, the last fold all folds.
        var sums = new double[(_folds + 1) * stride];
        var counts = new double[(_folds + 1) * stride];
        for (int row = 0; row < training.RowCount; row++)
        {
            double y = label.Number(row);
            if (double.IsNaN(y)) continue;
            foreach (int fold in (ReadOnlySpan<int>)[folds[row], _folds])
            {
                int start = fold * stride;
                (sums[start + stride - 1], counts[start + stride - 1]) = (sums[start + stride - 1] + y, counts[start + stride - 1] + 1);
                if (codes[row] >= 0) (sums[start + codes[row]], counts[start + codes[row]]) = (sums[start + codes[row]] + y, counts[start + codes[row]] + 1);
            }
        }

        return Smooth(sums, counts, stride);
    }

    private double[] Smooth(double[] sums, double[] counts, int stride)
    {
        var encodings = new double[sums.Length];
        int all = _folds * stride;
        for (int fold = 0; fold <= _folds; fold++)
        {
            double Rest(double[] of, int category) => of[all + category] - (fold < _folds ? of[fold * stride + category] : 0);
            double rows = Rest(counts, stride - 1);
            if (rows == 0) throw Options.Wrong("all training rows with a label are in one fold", "use more groups, or group by another column");
            double mean = Rest(sums, stride - 1) / rows;
            for (int category = 0; category < stride - 1; category++)
            {
                double weight = Rest(counts, category) + _prior;
                encodings[fold * stride + category] = weight > 0 ? (Rest(sums, category) + _prior * mean) / weight : mean;
            }

            encodings[fold * stride + stride - 1] = mean;
        }

        return encodings;
    }
}
