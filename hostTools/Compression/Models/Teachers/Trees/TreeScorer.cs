namespace Endcap.Compression.Models.Teachers.Trees;

/// <summary>Predicts rows with a <see cref="TreeTeacher"/>.</summary>
internal sealed class TreeScorer(TreeTeacher teacher) : TeacherScorer
{
    private readonly DecisionTree[] _trees = [.. teacher.Trees];
    private readonly double[] _row = new double[teacher.Inputs.Count];
    private readonly double[] _scores = new double[teacher.Start.Length];
    private readonly bool[] _seen = new bool[teacher.Start.Length];

    public override void Score(ReadOnlySpan<double> row, Span<double> raw, Span<double> outputs)
    {
        for (int i = 0; i < _row.Length; i++) _row[i] = teacher.SinglePrecisionInputs ? (float)row[i] : row[i];
        teacher.Start.CopyTo(_scores, 0);
        Array.Clear(_seen);
        for (int t = 0; t < _trees.Length; t++) Add(_trees[t], teacher.Target[t]);
        for (int k = 0; k < _scores.Length; k++) _scores[k] = Finish(_scores[k], k);
        _scores.AsSpan(0, raw.Length).CopyTo(raw);
        teacher.Transform.Apply(_scores, outputs);
    }

    private void Add(DecisionTree tree, int target)
    {
        int leaf = tree.FindLeaf(_row, teacher.NegativeCategoryIsUnknown);
        int width = teacher.Width;
        for (int k = 0; k < width; k++)
        {
            double value = tree.Value[leaf * width + k];
            if (tree.Linear?[leaf] is { } linear) value = Evaluate(linear, value);
            ref double score = ref _scores[target + k];
            score = Combine(score, value, target + k);
        }
    }

    private double Combine(double score, double value, int k)
    {
        if (teacher.Aggregate == TreeAggregate.Sum)
            return teacher.SinglePrecision ? (float)score + (float)value : score + value;
        bool first = !_seen[k];
        _seen[k] = true;
        return first ? value : teacher.Aggregate == TreeAggregate.Min ? Math.Min(score, value) : Math.Max(score, value);
    }

    // LightGBM adds the products to the constant in the file's order.
    private double Evaluate(LinearLeaf leaf, double fallback)
    {
        double sum = leaf.Constant;
        for (int i = 0; i < leaf.Features.Length; i++)
        {
            double value = _row[leaf.Features[i]];
            if (double.IsNaN(value)) return fallback;
            sum += leaf.Coefficients[i] * value;
        }

        return sum;
    }

    private double Finish(double sum, int k)
    {
        double end = teacher.End is { } ends ? ends[k] : 0;
        if (teacher.SinglePrecision)
        {
            float scaled = teacher.Scale == 1 ? (float)sum : (float)sum * (float)teacher.Scale;
            if (teacher.Divisor != 1) scaled /= teacher.Divisor;
            return teacher.End is null ? scaled : scaled + (float)end;
        }

        double product = teacher.Scale == 1 ? sum : sum * teacher.Scale;
        if (teacher.Divisor != 1) product /= teacher.Divisor;
        return teacher.End is null ? product : product + end;
    }
}
