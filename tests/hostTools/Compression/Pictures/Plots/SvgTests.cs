using System.Globalization;
using System.Xml.Linq;
using Endcap.Compression.Pictures.Plots;

namespace Endcap.Tests.HostTools.Compression.Pictures.Plots;

[TestClass]
public sealed class SvgTests
{
    private const string Hostile = "<script>\"&'</title>\0\u0007\uFFFF 😀 ä";

    [TestMethod]
    public void A_Text_Fits_Into_Room_Of_Its_Own_Width_Whatever_Its_Length()
    {
        for (int length = 1; length < 40; length++)
        {
            string text = new('x', length);
            Assert.AreEqual(text, Svg.Fit(text, Svg.TextWidth(text) + 8 - 8)); // as a plot's margin is worked out
            if (length > 1) Assert.AreEqual(text[..(length - 2)] + "…", Svg.Fit(text, Svg.TextWidth(text) - 1));
        }
    }

    [TestMethod]
    public void Every_Kind_Of_Plot_Is_Well_Formed_And_Has_Title_And_Description()
    {
        foreach (Svg plot in Plots(Hostile))
        {
            XElement svg = XElement.Parse(plot.ToSvg("a", Hostile, Hostile));
            Assert.AreEqual("a-t", svg.Element("title")!.Attribute("id")!.Value);
            StringAssert.StartsWith(svg.Element("desc")!.Value, "<script>\"&'</title>", StringComparison.Ordinal);
            Assert.AreEqual("a-t a-d", svg.Attribute("aria-labelledby")!.Value);
            Assert.AreEqual(0, svg.Descendants("script").Count());
        }
    }

    [TestMethod]
    public void Everything_Stays_Inside_The_Picture()
    {
        foreach (Svg plot in Plots("a rather long name of a feature"))
        {
            foreach (XElement element in XElement.Parse(plot.ToSvg("a", "t", "d")).Elements())
            {
                foreach (string name in (string[])["x", "x1", "x2", "cx"]) Inside(element, name, plot.Width);
                foreach (string name in (string[])["y", "y1", "y2", "cy"]) Inside(element, name, plot.Height);
            }
        }
    }

    [TestMethod]
    public void A_Point_Lies_Where_The_Axes_Say()
    {
        Svg plot = Plot.OfSeries(Axis.Over([0, 10], "x"), Axis.Over([0, 10], "y"), [new Series("s", [0, 5, 10], [10, 5, 0], "one")]);
        XElement[] dots = [.. XElement.Parse(plot.ToSvg("a", "t", "d")).Elements("circle")];
        double[] x = [.. dots.Select(dot => Value(dot, "cx"))], y = [.. dots.Select(dot => Value(dot, "cy"))];
        Assert.AreEqual((x[0] + x[2]) / 2, x[1], 0.11);
        Assert.AreEqual((y[0] + y[2]) / 2, y[1], 0.11);
        Assert.IsTrue(x[0] < x[2] && y[0] < y[2]); // y grows downwards in the picture
    }

    [TestMethod]
    public void An_Axis_Of_Ratios_Gives_Equal_Ratios_Equal_Room()
    {
        Axis axis = Axis.OverRatios([1, 100], "ms");
        Assert.AreEqual(axis.At(10) - axis.At(1), axis.At(100) - axis.At(10), 1e-12);
        Assert.IsTrue(axis.At(1) > 0 && axis.At(100) < 1);
    }

    private static IEnumerable<Svg> Plots(string name)
    {
        Axis x = Axis.OfNames([name, "b", name], name), y = Axis.Over([-1, 2.5], name);
        yield return Plot.OfSeries(x, y,
            [new(name, [0, 1, 2], [0, 2, -1], "one", [-1, 1, -1], [1, 2.5, 0]), new("b", [0, 2], [1, 1], "two dashed", Joined: false), new(name, [1], [1], "three")]);
        yield return Plot.OfBars(Axis.Over([0, 3], name), name, new Histogram([0, 1, 2, 3], [4, 0, 9]), [1.5]);
        yield return Plot.OfCodes(new Histogram([-128, 0, 128], [40, 60]), [50, 50], "%");
        yield return RowPlot.OfBars([new(name, [3], "3"), new("b", [0], "0")], "bytes");
        yield return RowPlot.OfRanges([new(name, [1, 30], "1 – 30")], Axis.OverRatios([1, 30], "ms"));
        yield return RowPlot.OfPairs([new(name, [0.5, 0.6], "0.6"), new("none", [double.NaN, 1], "1")], Axis.Over([0.5, 1], "share"), "float", "label");
        yield return HeatMap.Of([name, "r"], [name, "c", "d"], [1, -1, 0, 0.5, 0.25, 0], [0, 1, 0, 5, 0, 0], name, "g");
    }

    private static void Inside(XElement element, string attribute, double most)
    {
        if (element.Attribute(attribute) is not null) Assert.IsTrue(Value(element, attribute) is var value && value >= 0 && value <= most, element.ToString());
    }

    private static double Value(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
