namespace Endcap.Compression.Models.Teachers.Trees;

/// <summary>One tree of a teacher as parallel arrays; node 0 is the root. Readers have checked that every walk ends at a leaf.</summary>
public sealed class DecisionTree
{
    /// <summary>Marks a leaf in <see cref="Feature"/>.</summary>
    public const int Leaf = -1;

    /// <summary>[node]: input number, or <see cref="Leaf"/>.</summary>
    public required int[] Feature { get; init; }

    /// <summary>[node]: what a split asks.</summary>
    public required NodeTest[] Test { get; init; }

    /// <summary>[node]: the number that a split compares with; for float32 tools a float32 number.</summary>
    public required double[] Threshold { get; init; }

    /// <summary>[node]: what a split does with missing values.</summary>
    public required MissingRule[] Missing { get; init; }

    /// <summary>[node]: the child where the test holds.</summary>
    public required int[] Yes { get; init; }

    /// <summary>[node]: the child where it does not hold.</summary>
    public required int[] No { get; init; }

    /// <summary>[node]: categories of an <see cref="NodeTest.InCategories"/> or <see cref="NodeTest.Member"/> split; null for a tree without any.</summary>
    public CategorySet?[]? Categories { get; init; }

    /// <summary>[node · width + k]: what a leaf adds to output k of the tree's; width = <see cref="TreeTeacher.Width"/>.</summary>
    public required double[] Value { get; init; }

    /// <summary>[node]: linear leaves, or null for a tree without any.</summary>
    public LinearLeaf?[]? Linear { get; init; }

    /// <summary>Number of nodes, leaves included.</summary>
    public int NodeCount => Feature.Length;

    /// <summary>The leaf that a row reaches.</summary>
    /// <param name="row">[input]: values, already rounded to the tool's precision; NaN is missing.</param>
    /// <param name="negativeIsUnknown">Whether a category code between −1 and 0 is unknown (XGBoost) or 0 (LightGBM).</param>
    public int FindLeaf(ReadOnlySpan<double> row, bool negativeIsUnknown)
    {
        int node = 0;
        for (int feature = Feature[0]; feature >= 0; feature = Feature[node])
            node = Holds(node, row[feature], negativeIsUnknown) ? Yes[node] : No[node];
        return node;
    }

    /// <summary>Whether a split's test holds for a value, missing values included.</summary>
    public bool Holds(int node, double value, bool negativeIsUnknown)
    {
        MissingRule missing = Missing[node];
        if (double.IsNaN(value))
        {
            if (missing != MissingRule.AsZero) return missing is MissingRule.Yes or MissingRule.ZeroOrNaNYes;
            value = 0;
        }
        else if (missing >= MissingRule.ZeroOrNaNNo && Math.Abs(value) <= ZeroThreshold)
        {
            return missing == MissingRule.ZeroOrNaNYes;
        }

        double threshold = Threshold[node];
        return Test[node] switch
        {
            NodeTest.Less => value < threshold,
            NodeTest.LessOrEqual => value <= threshold,
            NodeTest.Greater => value > threshold,
            NodeTest.GreaterOrEqual => value >= threshold,
            NodeTest.Equal => value == threshold,
            NodeTest.NotEqual => value != threshold,
            NodeTest.Member => value == Math.Floor(value) && IsInCategories(Categories![node]!, value, true),
            _ => IsInCategories(Categories![node]!, value, negativeIsUnknown),
        };
    }

    // LightGBM, include/LightGBM/meta.h: a float 1e−35f compared in double.
    private const double ZeroThreshold = 1e-35f;

    private static bool IsInCategories(CategorySet set, double value, bool negativeIsUnknown)
    {
        if (!(value > -1 && value < int.MaxValue) || (negativeIsUnknown && value < 0)) return false;
        return set.Contains((int)value);
    }
}
