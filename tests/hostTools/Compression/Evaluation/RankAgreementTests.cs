using Endcap.Compression.Evaluation;

namespace Endcap.Tests.HostTools.Compression.Evaluation;

[TestClass]
public sealed class RankAgreementTests
{
    [TestMethod]
    public void Tau_Equals_Its_Definition() => Seeds.Check(200, random =>
    {
        int count = random.Next(2, 12), values = random.Next(1, 8);
        double[] a = Draw(random, count, values), b = Draw(random, count, values);
        double concordant = 0, discordant = 0, onlyA = 0, onlyB = 0;
        foreach ((int i, int j) in from i in Enumerable.Range(0, count) from j in Enumerable.Range(0, i) select (i, j))
        {
            if (a[i] == a[j] && b[i] == b[j]) continue;
            if (a[i] == a[j]) onlyA++;
            else if (b[i] == b[j]) onlyB++;
            else if ((a[i] > a[j]) == (b[i] > b[j])) concordant++;
            else discordant++;
        }

        double untied = concordant + discordant, scale = Math.Sqrt((untied + onlyA) * (untied + onlyB));
        double expected = untied + onlyA + onlyB == 0 ? 1 : scale == 0 ? 0 : (concordant - discordant) / scale;
        Assert.AreEqual(expected, RankAgreement.KendallTau(a, b), 1e-12);
        Assert.AreEqual(RankAgreement.KendallTau(b, a), RankAgreement.KendallTau(a, b));
    });

    [TestMethod]
    public void Tau_Of_The_Same_And_Of_The_Opposite_Order()
    {
        Assert.AreEqual(1, RankAgreement.KendallTau([1, 2, 3], [10, 20, 30]));
        Assert.AreEqual(-1, RankAgreement.KendallTau([1, 2, 3], [3, 2, 1]));
        Assert.AreEqual(1, RankAgreement.KendallTau([5], [6]));
    }

    [TestMethod]
    public void The_Best_Is_The_First_Of_The_Largest() => Seeds.Check(100, random =>
    {
        double[] scores = Draw(random, random.Next(1, 9), 3);
        Assert.AreEqual(Array.IndexOf(scores, scores.Max()), RankAgreement.Best(scores));
    });

    private static double[] Draw(Random random, int count, int values) =>
        [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(values))];
}
