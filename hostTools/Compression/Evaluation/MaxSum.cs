using System.Numerics.Tensors;

namespace Endcap.Compression.Evaluation;

/// <summary>A function of a few variables: part of a sum.</summary>
/// <param name="Variables">Ascending, distinct.</param>
/// <param name="Values">Row-major, the last variable fastest.</param>
public sealed record Factor(int[] Variables, double[] Values);

/// <summary>
/// The largest and the smallest value of a sum of factors over all assignments of their variables, by variable
/// elimination (Dechter, "Bucket elimination", 1999), the variable with the smallest new factor first.
/// </summary>
public sealed class MaxSum
{
    /// <summary>Entries of the largest intermediate factor that is still computed exactly.</summary>
    public const int DefaultLimit = 1 << 20;

    private readonly List<Bounds> _factors;
    private readonly int[] _radix;
    private readonly bool[] _seen;

    private MaxSum(IEnumerable<Factor> factors, int[] radix)
    {
        _factors = [.. factors.Select(factor => new Bounds(factor.Variables, factor.Values, factor.Values))];
        _radix = radix;
        _seen = new bool[radix.Length];
    }

    // What is left of eliminated factors: the least and the most they can add for each assignment of the others.
    private sealed record Bounds(int[] Variables, double[] Low, double[] High);

    /// <summary>Finds the maximum.</summary>
    /// <param name="factors">The sum.</param>
    /// <param name="radix">[variable]: number of values.</param>
    /// <param name="exact">False when an intermediate factor would exceed the limit: the answer is then an upper bound (by mini-buckets).</param>
    /// <param name="limit">Entries of an intermediate factor.</param>
    public static double Run(IEnumerable<Factor> factors, int[] radix, out bool exact, int limit = DefaultLimit)
    {
        exact = Range(factors, radix, out _, out double high, limit);
        return high;
    }

    /// <summary>Finds the minimum and the maximum. Parameters as of <see cref="Run"/>.</summary>
    /// <returns>False when they are a lower and an upper bound only.</returns>
    public static bool Range(IEnumerable<Factor> factors, int[] radix, out double low, out double high, int limit = DefaultLimit) =>
        new MaxSum(factors, radix).Range(limit, out low, out high);

    private bool Range(int limit, out double low, out double high)
    {
        bool exact = true;
        for (int variable = Cheapest(out double size); variable >= 0; variable = Cheapest(out size))
        {
            List<Bounds> bucket = _factors.FindAll(factor => Array.IndexOf(factor.Variables, variable) >= 0);
            _factors.RemoveAll(bucket.Contains);
            List<List<Bounds>> parts = size <= limit ? [bucket] : Parts(bucket, limit);
            exact &= parts.Count == 1;
            foreach (List<Bounds> part in parts) _factors.Add(Eliminate(part, variable));
        }

        low = high = 0;
        foreach (Bounds factor in _factors)
        {
            low += factor.Low[0];
            high += factor.High[0];
        }

        return exact;
    }

    // Mini-buckets (Dechter and Rish, 2003): factors are eliminated together as far as the limit allows, the largest first. The
    // extremes of the parts add up to no less than the maximum and no more than the minimum of the sum.
    private List<List<Bounds>> Parts(List<Bounds> bucket, int limit)
    {
        var parts = new List<List<Bounds>>();
        foreach (Bounds factor in bucket.OrderByDescending(each => each.High.Length))
        {
            List<Bounds>? part = parts.Find(each => Joint([.. each, factor]) <= limit);
            if (part is null) parts.Add([factor]);
            else part.Add(factor);
        }

        return parts;
    }

    private double Joint(IEnumerable<Bounds> factors)
    {
        double size = 1;
        foreach (int variable in factors.SelectMany(factor => factor.Variables).Distinct()) size *= _radix[variable];
        return size;
    }

    // The open variable whose elimination makes the smallest factor, the lower number first; −1 when none is open.
    private int Cheapest(out double smallest)
    {
        int best = -1;
        smallest = double.PositiveInfinity;
        for (int variable = 0; variable < _radix.Length; variable++)
        {
            double size = Size(variable);
            if (size >= smallest) continue;
            smallest = size;
            best = variable;
        }

        return best;
    }

    // Entries that eliminating a variable touches; infinite when no factor has it.
    private double Size(int variable)
    {
        Array.Clear(_seen);
        double size = double.PositiveInfinity;
        foreach (Bounds factor in _factors)
        {
            if (Array.IndexOf(factor.Variables, variable) < 0) continue;
            if (double.IsPositiveInfinity(size)) size = 1;
            foreach (int each in factor.Variables)
            {
                if (_seen[each]) continue;
                _seen[each] = true;
                size *= _radix[each];
            }
        }

        return size;
    }

    private int[] Scope(List<Bounds> bucket, int variable)
    {
        Array.Clear(_seen);
        foreach (Bounds factor in bucket)
            foreach (int each in factor.Variables) _seen[each] = true;
        var scope = new List<int>();
        for (int each = 0; each < _seen.Length; each++)
            if (_seen[each] && each != variable) scope.Add(each);
        return [.. scope];
    }

    // The factor over the bucket's other variables: for each assignment, the extremes over the eliminated one. The last of the
    // others runs innermost, so that a whole row of values is added and compared at a time.
    private Bounds Eliminate(List<Bounds> bucket, int variable)
    {
        int[] scope = Scope(bucket, variable), outer = scope.Length == 0 ? scope : scope[..^1];
        int count = _radix[variable], row = scope.Length == 0 ? 1 : _radix[scope[^1]], size = outer.Aggregate(row, (product, each) => product * _radix[each]);
        double[] low = new double[size], high = new double[size], least = new double[row], most = new double[row];
        int[][] strides = [.. bucket.Select(factor => Strides(factor, outer))];
        int[] inner = [.. bucket.Select(factor => Strides(factor, [variable])[0])];
        int[] along = [.. bucket.Select(factor => scope.Length == 0 ? 0 : Strides(factor, [scope[^1]])[0])];
        int[] at = new int[bucket.Count], digits = new int[outer.Length];
        low.AsSpan().Fill(double.PositiveInfinity);
        high.AsSpan().Fill(double.NegativeInfinity);
        for (int i = 0; i < size; i += row)
        {
            for (int v = 0; v < count; v++)
            {
                Array.Clear(least);
                Array.Clear(most);
                for (int f = 0; f < at.Length; f++)
                {
                    AddRow(bucket[f].Low, at[f] + v * inner[f], along[f], least);
                    AddRow(bucket[f].High, at[f] + v * inner[f], along[f], most);
                }

                TensorPrimitives.Min(low.AsSpan(i, row), least, low.AsSpan(i, row));
                TensorPrimitives.Max(high.AsSpan(i, row), most, high.AsSpan(i, row));
            }

            for (int d = outer.Length - 1; d >= 0; d--)
            {
                bool carry = ++digits[d] == _radix[outer[d]];
                for (int f = 0; f < at.Length; f++) at[f] += carry ? -strides[f][d] * (digits[d] - 1) : strides[f][d];
                if (!carry) break;
                digits[d] = 0;
            }
        }

        return new Bounds(scope, low, high);
    }

    private static void AddRow(double[] values, int at, int stride, double[] sum)
    {
        if (stride == 1) TensorPrimitives.Add(sum, values.AsSpan(at, sum.Length), sum);
        else if (stride == 0) TensorPrimitives.Add(sum, values[at], sum);
        else
            for (int i = 0; i < sum.Length; i++) sum[i] += values[at + i * stride];
    }

    // How far a step of each scope variable moves in the factor's values; 0 where the factor does not have it.
    private int[] Strides(Bounds factor, int[] scope)
    {
        int[] strides = new int[scope.Length];
        int stride = 1;
        for (int v = factor.Variables.Length - 1; v >= 0; v--)
        {
            int d = Array.IndexOf(scope, factor.Variables[v]);
            if (d >= 0) strides[d] = stride;
            stride *= _radix[factor.Variables[v]];
        }

        return strides;
    }
}
