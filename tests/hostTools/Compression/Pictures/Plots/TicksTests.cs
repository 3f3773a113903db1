using System.Globalization;
using Endcap.Compression.Pictures.Plots;

namespace Endcap.Tests.HostTools.Compression.Pictures.Plots;

[TestClass]
public sealed class TicksTests
{
    [TestMethod]
    [DataRow(0, 10, 6, "0 2 4 6 8 10")]
    [DataRow(-1.2, 3.6, 6, "−1 0 1 2 3")]
    [DataRow(0.796, 0.805, 5, "0.796 0.798 0.800 0.802 0.804")]
    [DataRow(312, 1810, 4, "500 1,000 1,500")]
    [DataRow(5, 5, 4, "5")]
    public void Linear_Ticks_Are_Round_Numbers(double low, double high, int most, string labels) =>
        Assert.AreEqual(labels, string.Join(' ', Ticks.Linear(low, high, most).Labels));

    [TestMethod]
    [DataRow(0.8, 12, 6, "1 2 5 10")]
    [DataRow(0.5, 700, 6, "1 3 10 30 100 300")]
    [DataRow(1, 1e9, 5, "1 100 10,000 1,000,000 100,000,000")]
    public void Logarithmic_Ticks_Are_Decades_And_What_Fits_Between(double low, double high, int most, string labels) =>
        Assert.AreEqual(labels, string.Join(' ', Ticks.Logarithmic(low, high, most).Labels));

    [TestMethod]
    public void Linear_Ticks_Lie_Inside_Evenly_Few_And_Their_Labels_Are_Their_Values()
    {
        var random = new Random(3);
        for (int n = 0; n < 3000; n++)
        {
            double scale = Math.Pow(10, random.Next(-5, 7)), low = (random.NextDouble() - 0.5) * scale;
            double high = low + random.NextDouble() * scale * Math.Pow(10, random.Next(-2, 2)) + 1e-9 * scale;
            int most = random.Next(2, 12);
            Ticks ticks = Ticks.Linear(low, high, most);
            string where = string.Create(CultureInfo.InvariantCulture, $"{low:R} {high:R} {most}: {string.Join(' ', ticks.Labels)}");
            Assert.IsLessThanOrEqualTo(most, ticks.Values.Length, where);
            double slack = 1e-6 * (high - low) + 1e-15;
            Assert.IsTrue(ticks.Values.All(value => value >= low - slack && value <= high + slack), where);
            CollectionAssert.AllItemsAreUnique(ticks.Labels, where);
            for (int i = 0; i < ticks.Values.Length; i++)
            {
                double said = double.Parse(ticks.Labels[i].Replace('−', '-'), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
                Assert.AreEqual(ticks.Values[i], said, slack, where);
                if (i > 1) Assert.AreEqual(ticks.Values[1] - ticks.Values[0], ticks.Values[i] - ticks.Values[i - 1], slack, where);
            }

            // Not too few either: a step that is never more than 2.5 times what would be needed.
            Assert.IsGreaterThanOrEqualTo(Math.Max(0, most / 3 - 1), ticks.Values.Length, where);
        }
    }

    [TestMethod]
    [DataRow(0, "0")]
    [DataRow(-0.00001, "−1E−5")]
    [DataRow(1.23456, "1.235")]
    [DataRow(-98.7654, "−98.77")]
    [DataRow(123456.7, "123,457")]
    [DataRow(double.NaN, "–")]
    public void Numbers_Have_About_Four_Digits(double value, string text) => Assert.AreEqual(text, Ticks.Number(value));

    [TestMethod]
    public void Labels_Never_Touch()
    {
        var random = new Random(5);
        for (int n = 0; n < 500; n++)
        {
            int count = random.Next(1, 20);
            double[] centres = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 300).Order()];
            double[] widths = [.. centres.Select(_ => 5 + random.NextDouble() * 60)];
            bool[] shown = PlotFrame.WithoutOverlap(centres, widths);
            Assert.IsTrue(shown[0]);
            double end = double.NegativeInfinity;
            for (int i = 0; i < count; i++)
            {
                if (!shown[i]) continue;
                Assert.IsGreaterThanOrEqualTo(end, centres[i] - widths[i] / 2);
                end = centres[i] + widths[i] / 2;
            }
        }

        CollectionAssert.AreEqual(new[] { true, true, true }, PlotFrame.WithoutOverlap([0, 50, 100], [40, 40, 40]));
        CollectionAssert.AreEqual(new[] { true, false, true }, PlotFrame.WithoutOverlap([0, 50, 100], [60, 60, 60]));
    }
}
