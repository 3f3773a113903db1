namespace Endcap.Compression.Evaluation;

/// <summary>A function of a few variables: part of a sum.</summary>
/// <param name="Variables">Ascending, distinct.</param>
/// <param name="Values">Row-major, the last variable fastest.</param>
public sealed record Factor(int[] Variables, double[] Values);

/// <summary>
/// The largest value of a sum of factors over all assignments of their variables, by variable elimination
/// (Dechter, "Bucket elimination", 1999), the variable with the smallest new factor first.
/// </summary>
public static class MaxSum
{
    /// <summary>Entries of the largest intermediate factor that is still computed exactly.</summary>
    public const int DefaultLimit = 1 << 20;

    /// <summary>Finds the maximum.</summary>
    /// <param name="factors">The sum.</param>
    /// <param name="radix">[variable]: number of values.</param>
    /// <param name="exact">False when an intermediate factor would exceed the limit: the answer is then an upper bound.</param>
    /// <param name="limit">Entries of an intermediate factor.</param>
    public static double Run(IEnumerable<Factor> factors, int[] radix, out bool exact, int limit = DefaultLimit)
    {
        List<Factor> rest = [.. factors];
        HashSet<int> open = [.. rest.SelectMany(factor => factor.Variables)];
        exact = true;
        while (open.Count > 0)
        {
            int variable = open.MinBy(candidate => (Size(rest, candidate, radix), candidate));
            List<Factor> bucket = rest.FindAll(factor => factor.Variables.Contains(variable));
            rest.RemoveAll(factor => factor.Variables.Contains(variable));
            if (Size(bucket, variable, radix) > limit)
            {
                exact = false;
                foreach (Factor factor in bucket) rest.Add(Eliminate([factor], variable, radix));
            }
            else
            {
                rest.Add(Eliminate(bucket, variable, radix));
            }

            open.Remove(variable);
        }

        return rest.Sum(factor => factor.Values[0]);
    }

    private static double Size(List<Factor> factors, int variable, int[] radix) => factors
        .Where(factor => factor.Variables.Contains(variable))
        .SelectMany(factor => factor.Variables).Distinct()
        .Aggregate(1.0, (size, each) => size * radix[each]);

    // The factor over the bucket's other variables: for each assignment, the best value of the eliminated one.
    private static Factor Eliminate(List<Factor> bucket, int variable, int[] radix)
    {
        int[] scope = [.. bucket.SelectMany(factor => factor.Variables).Distinct().Where(each => each != variable).Order()];
        double[] values = new double[scope.Aggregate(1, (size, each) => size * radix[each])];
        int[][] strides = [.. bucket.Select(factor => Strides(factor, scope, radix))];
        int[] inner = [.. bucket.Select(factor => Strides(factor, [variable], radix)[0])];
        int[] at = new int[bucket.Count];
        int[] digits = new int[scope.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Best(bucket, at, inner, radix[variable]);
            for (int d = scope.Length - 1; d >= 0; d--)
            {
                bool carry = ++digits[d] == radix[scope[d]];
                for (int f = 0; f < at.Length; f++) at[f] += carry ? -strides[f][d] * (digits[d] - 1) : strides[f][d];
                if (!carry) break;
                digits[d] = 0;
            }
        }

        return new Factor(scope, values);
    }

    private static double Best(List<Factor> bucket, int[] at, int[] inner, int count)
    {
        double best = double.NegativeInfinity;
        for (int v = 0; v < count; v++)
        {
            double sum = 0;
            for (int f = 0; f < at.Length; f++) sum += bucket[f].Values[at[f] + v * inner[f]];
            best = Math.Max(best, sum);
        }

        return best;
    }

    // How far a step of each scope variable moves in the factor's values; 0 where the factor does not have it.
    private static int[] Strides(Factor factor, int[] scope, int[] radix)
    {
        int[] strides = new int[scope.Length];
        int stride = 1;
        for (int v = factor.Variables.Length - 1; v >= 0; v--)
        {
            int d = Array.IndexOf(scope, factor.Variables[v]);
            if (d >= 0) strides[d] = stride;
            stride *= radix[factor.Variables[v]];
        }

        return strides;
    }
}
