using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Importing;

/// <summary>
/// Where the answer of a split changes along the numbers: exactly between two neighbouring doubles. A bin edge there
/// (value ≥ edge) keeps every comparison as the tool makes it, its rounding to float32 included.
/// </summary>
public static class ChangePoints
{
    // LightGBM's kZeroThreshold; DecisionTree.Holds compares with the same float.
    private const double Zero = 1e-35f;

    /// <summary>
    /// Appends the edges of one split: finite, not sorted, −0 as 0. A comparison that tells only ±∞ from other numbers has none:
    /// no cell of a data set is infinite.
    /// </summary>
    /// <param name="teacher">Says how inputs are rounded and categories read.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="node">A split of the tree.</param>
    /// <param name="edges">Gets the edges.</param>
    public static void Add(TreeTeacher teacher, DecisionTree tree, int node, List<double> edges)
    {
        bool rounds = teacher.SinglePrecisionInputs;
        double threshold = tree.Threshold[node];
        switch (tree.Test[node])
        {
            case NodeTest.Less or NodeTest.GreaterOrEqual:
                Add(AtLeast(threshold, rounds), edges);
                break;
            case NodeTest.LessOrEqual or NodeTest.Greater:
                Add(Above(threshold, rounds), edges);
                break;
            case NodeTest.Equal or NodeTest.NotEqual:
                Add(AtLeast(threshold, rounds), edges);
                Add(Above(threshold, rounds), edges);
                break;
            case NodeTest.Member:
                AddMembers(tree.Categories![node]!, rounds, edges);
                break;
            default:
                AddCategories(tree.Categories![node]!, teacher, edges);
                break;
        }

        if (tree.Missing[node] < MissingRule.ZeroOrNaNNo) return;
        Add(AtLeast(-Zero, rounds), edges);
        Add(Above(Zero, rounds), edges);
    }

    /// <summary>The least double that is ≥ <paramref name="threshold"/> for the tool; NaN when none is.</summary>
    /// <param name="threshold">Any number.</param>
    /// <param name="rounds">Whether the tool rounds values to float32 (to nearest, ties to even) before it compares.</param>
    public static double AtLeast(double threshold, bool rounds)
    {
        if (!rounds || double.IsNaN(threshold)) return threshold;
        float least = (float)threshold;
        if (least < threshold) least = MathF.BitIncrement(least);
        if (float.IsNegativeInfinity(least)) return double.NegativeInfinity;
        float below = MathF.BitDecrement(least);
        double middle = Middle(below, least);
        return (float)middle >= least ? middle : Math.BitIncrement(middle);
    }

    /// <summary>The least double that is > <paramref name="threshold"/> for the tool; NaN when none is.</summary>
    public static double Above(double threshold, bool rounds)
    {
        if (double.IsNaN(threshold) || double.IsPositiveInfinity(threshold)) return double.NaN;
        if (!rounds) return Math.BitIncrement(threshold);
        float least = (float)threshold;
        return AtLeast(least > threshold ? least : MathF.BitIncrement(least), rounds);
    }

    // The point half way between two neighbouring floats; beyond the largest, half a step further out.
    private static double Middle(float below, float above)
    {
        double half = Math.ScaleB(1, 103); // float.MaxValue has steps of 2^104
        if (float.IsPositiveInfinity(above)) return float.MaxValue + half;
        if (float.IsNegativeInfinity(below)) return -float.MaxValue - half;
        return ((double)below + above) / 2;
    }

    private static void AddCategories(CategorySet set, TreeTeacher teacher, List<double> edges)
    {
        bool rounds = teacher.SinglePrecisionInputs, before = false;
        long end = Math.Min(32L * set.Words.Length, int.MaxValue);
        for (long code = 0; code <= end; code++)
        {
            bool inside = code < end && set.Contains((int)code);
            if (inside == before) continue;
            // Without a rule for negative codes everything above −1 is cut to 0.
            Add(code == 0 && !teacher.NegativeCategoryIsUnknown ? Above(-1, rounds) : AtLeast(code, rounds), edges);
            before = inside;
        }
    }

    // Only the whole numbers themselves are members, so each has an edge on either side.
    private static void AddMembers(CategorySet set, bool rounds, List<double> edges)
    {
        for (long code = 0; code < 32L * set.Words.Length && code <= int.MaxValue; code++)
        {
            if (!set.Contains((int)code)) continue;
            Add(AtLeast(code, rounds), edges);
            Add(Above(code, rounds), edges);
        }
    }

    private static void Add(double edge, List<double> edges)
    {
        if (double.IsFinite(edge)) edges.Add(edge + 0.0);
    }
}
