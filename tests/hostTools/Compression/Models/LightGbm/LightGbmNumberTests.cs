using System.Globalization;
using System.Text;
using Endcap.Compression.Models.LightGbm;

namespace Endcap.Tests.HostTools.Compression.Models.LightGbm;

/// <summary>LightGBM's command line reads numbers quickly rather than to the nearest double; its predictions are of what it read.</summary>
[TestClass]
public sealed class LightGbmNumberTests
{
    [TestMethod]
    [DataRow("1", 1.0)]
    [DataRow("+0.5", 0.5)]
    [DataRow("-12.25", -12.25)]
    [DataRow(".5", 0.5)]
    [DataRow("5.", 5.0)]
    [DataRow("1e+06", 1e6)]
    [DataRow("2E3", 2000.0)]
    [DataRow("25e-1", 2.5)]
    [DataRow("inf", 1e308)]
    [DataRow("-Infinity", -1e308)]
    [DataRow("1e400", 1e308)]
    [DataRow("na", double.NaN)]
    [DataRow("", double.NaN)]
    [DataRow("-", double.NaN)]
    [DataRow("1x", double.NaN)]
    public void Numbers_Are_Read_As_LightGBM_Reads_Them(string text, double expected)
    {
        double got = LightGbmNumber.Parse(text);
        Assert.IsTrue(expected.Equals(got) || Math.Abs(expected - got) <= Math.Abs(expected) * 1e-15, $"{got:R}");
    }

    [TestMethod]
    public void The_Last_Bit_Follows_The_Order_Of_Its_Steps()
    {
        // 1 + 126 / 1000 is not the double nearest to 1.126.
        Assert.AreEqual(-(1 + 126 / 1000.0), LightGbmNumber.Parse("-1.126"));
        int off = Enumerable.Range(0, 10_000).Select(i => (i / 1000.0).ToString("F3", CultureInfo.InvariantCulture))
            .Count(text => LightGbmNumber.Parse(text) != double.Parse(text, CultureInfo.InvariantCulture));
        Assert.IsInRange(1, 5000, off);
    }

    [TestMethod]
    public void A_Cell_Near_Zero_Is_Zero()
    {
        Assert.AreEqual(0L, BitConverter.DoubleToInt64Bits(LightGbmNumber.OfCell("-1e-36")));
        Assert.AreEqual(2e-35, LightGbmNumber.OfCell(" 2e-35 "), 1e-49);
        Assert.AreEqual(double.NaN, LightGbmNumber.OfCell("null"));
    }

    [TestMethod]
    public void A_Model_Trained_With_The_Precise_Parser_Takes_The_Nearest_Double()
    {
        string text = new RandomLightGbm(new Random(2)).Write();
        Assert.IsNotNull(Read(text).Inputs[0].NumberOf);
        Assert.IsNull(Read(text.Replace("[boosting: gbdt]", "[precise_float_parser: 1]", StringComparison.Ordinal)).Inputs[0].NumberOf);
    }

    private static Endcap.Compression.Models.Teachers.Teacher Read(string text) => new LightGbmFormat().Read(Encoding.UTF8.GetBytes(text), "model.txt");
}
