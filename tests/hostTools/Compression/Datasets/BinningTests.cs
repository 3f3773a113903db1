using System.Globalization;
using Endcap.Compression.Datasets;
using FsCheck;
using FsCheck.Fluent;

namespace Endcap.Tests.HostTools.Compression.Datasets;

[TestClass]
public class BinningTests
{
    [TestMethod]
    public void A_Bin_Is_The_Number_Of_Edges_At_Or_Below_The_Value() =>
        Prop.ForAll<double[], double>((raw, value) =>
        {
            double[] edges = [.. raw.Where(double.IsFinite).Distinct().Order().Take(255)];
            var feature = new Feature("f", FeatureScope.Item, FeatureKind.Numeric, edges, [], true);
            // Values on an edge matter most.
            return edges.Append(value).All(v => feature.Bin(v) == (double.IsNaN(v) ? feature.AbsentBin : edges.Count(edge => edge <= v)));
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void A_Short_Decimal_Separates_Any_Two_Values() =>
        Prop.ForAll<double, double>((a, b) =>
        {
            if (!double.IsFinite(a) || !double.IsFinite(b) || a == b) return true;
            double low = Math.Min(a, b), high = Math.Max(a, b), edge = ShortDecimal.Between(low, high);
            double near = ShortDecimal.Between(low, Math.BitIncrement(low));
            return low < edge && edge <= high && near == Math.BitIncrement(low);
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow(0, 1, 1)]
    [DataRow(32.5, 37.5, 35)]
    [DataRow(0.66, 0.67, 0.67)]
    [DataRow(0.8527132, 0.8656331, 0.86)]
    [DataRow(10000, 90000, 50000)]
    [DataRow(-37.5, -32.5, -35)]
    [DataRow(-2, -1, -1)]
    [DataRow(-1, 5, 0)]
    [DataRow(0, double.Epsilon, double.Epsilon)]
    [DataRow(-double.MaxValue, -1e308, -1e308)]
    [DataRow(1e308, double.MaxValue, 1.4e308)]
    public void A_Short_Decimal_Is_Short(double low, double high, double expected) =>
        Assert.AreEqual(expected, ShortDecimal.Between(low, high), expected.ToString(CultureInfo.InvariantCulture));

    [TestMethod]
    public void Bins_Have_About_Equal_Weight_And_A_Heavy_Value_Saves_The_Bins_It_Swallows()
    {
        double[] values = [.. Enumerable.Range(0, 101).Select(i => (double)i)];
        long[] even = [.. Enumerable.Repeat(10L, 101)];
        CollectionAssert.AreEqual(new double[] { 21, 41, 61, 81 }, BinEdges.Choose(values, even, 5));
        long[] heavy = [1000, .. Enumerable.Repeat(10L, 100)];
        CollectionAssert.AreEqual(new double[] { 1, 21, 61 }, BinEdges.Choose(values, heavy, 5));
    }
}
