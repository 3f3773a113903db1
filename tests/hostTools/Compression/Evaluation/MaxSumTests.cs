using Endcap.Compression.Evaluation;
using Endcap.Tests.HostTools.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Evaluation;

[TestClass]
public sealed class MaxSumTests
{
    [TestMethod]
    public void Elimination_Equals_Trying_Every_Assignment() => Seeds.Check(200, random =>
    {
        (Factor[] factors, int[] radix) = Draw(random);
        Assert.AreEqual(BruteForce(factors, radix), MaxSum.Run(factors, radix, out bool exact));
        Assert.IsTrue(exact);
    });

    [TestMethod]
    public void Beyond_The_Limit_The_Answer_Is_An_Upper_Bound()
    {
        int bounds = 0, loose = 0;
        Seeds.Check(200, random =>
        {
            (Factor[] factors, int[] radix) = Draw(random);
            double bound = MaxSum.Run(factors, radix, out bool exact, limit: random.Next(2, 20)),
                best = BruteForce(factors, radix);
            Assert.IsGreaterThanOrEqualTo(best, bound);
            if (exact) Assert.AreEqual(best, bound);
            if (!exact) bounds++;
            if (bound > best) loose++;
        });
        Assert.IsGreaterThan(0, bounds, "the limit was never reached");
        Assert.IsGreaterThan(0, loose, "a bound that is always exact would not need the flag");
    }

    [TestMethod]
    public void The_Smallest_Value_And_Its_Lower_Bound_Are_Found_Too() => Seeds.Check(100, random =>
    {
        (Factor[] factors, int[] radix) = Draw(random);
        double least = -BruteForce([.. factors.Select(factor => factor with { Values = [.. factor.Values.Select(value => -value)] })], radix);
        Assert.IsTrue(MaxSum.Range(factors, radix, out double low, out _));
        Assert.AreEqual(least, low);
        MaxSum.Range(factors, radix, out low, out _, limit: 4);
        Assert.IsLessThanOrEqualTo(least, low);
    });

    // Each factor cancels against its negative. Every bucket has 8 entries; together a factor and its negative have 4, and alone each
    // could be as large as 1: bounds by single factors would be 6.
    [TestMethod]
    public void Beyond_The_Limit_Factors_Stay_Together_As_Far_As_They_Fit()
    {
        Factor[] factors = [.. new[] { new[] { 0, 1 }, [0, 2], [1, 2] }.SelectMany(scope =>
            new[] { new Factor(scope, [1, -1, -1, 1]), new Factor(scope, [-1, 1, 1, -1]) })];
        Assert.AreEqual(0, MaxSum.Run(factors, [2, 2, 2], out bool exact, limit: 4));
        Assert.IsFalse(exact);
        Assert.IsGreaterThan(0, MaxSum.Run(factors, [2, 2, 2], out _, limit: 3)); // control: one entry less parts them
    }

    [TestMethod]
    public void Nothing_Sums_To_Nothing()
    {
        Assert.AreEqual(0, MaxSum.Run([], [], out bool exact));
        Assert.IsTrue(exact);
        Assert.AreEqual(-3, MaxSum.Run([new Factor([], [-3])], [4], out _));
    }

    // Whole values, so that sums are exact in any order.
    private static (Factor[], int[]) Draw(Random random)
    {
        int[] radix = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.Next(1, 5))];
        return ([.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Factor(random, radix))], radix);
    }

    private static Factor Factor(Random random, int[] radix)
    {
        int[] all = [.. Enumerable.Range(0, radix.Length)];
        random.Shuffle(all);
        int[] variables = [.. all.Take(random.Next(1, 4)).Order()];
        return new Factor(variables, [.. Enumerable.Range(0, variables.Aggregate(1, (size, v) => size * radix[v]))
            .Select(_ => (double)random.Next(-50, 50))]);
    }

    private static double BruteForce(Factor[] factors, int[] radix) => SmallSpace.Combinations(radix)
        .Max(values => factors.Sum(factor => factor.Values[factor.Variables.Aggregate(0, (at, v) => at * radix[v] + values[v])]));
}
