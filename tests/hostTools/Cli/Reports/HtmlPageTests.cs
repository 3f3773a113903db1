using System.Xml;
using System.Xml.Linq;
using Endcap.Cli.Reports.Html;
using Endcap.Compression.Pictures.Plots;

namespace Endcap.Tests.HostTools.Cli.Reports;

[TestClass]
public sealed class HtmlPageTests
{
    private const string Hostile = "<script>\"&'</title>\0";

    [TestMethod]
    public void A_Small_Page_Is_The_Golden_One()
    {
        string html = Small("Model", "brand").ToHtml(), path = Path.Combine(Golden(), "small.html");
        if (Environment.GetEnvironmentVariable("ENDCAP_UPDATE_GOLDEN") == "1") File.WriteAllText(path, html);
        Assert.AreEqual(File.ReadAllText(path), html, "look at the difference, then set ENDCAP_UPDATE_GOLDEN=1");
    }

    [TestMethod]
    public void Every_Text_Is_Escaped()
    {
        XDocument page = Parse(Small(Hostile, Hostile).ToHtml());
        Assert.AreEqual(0, page.Descendants("script").Count());
        Assert.AreEqual(Hostile.Replace('\0', '\uFFFD'), page.Descendants("h1").Single().Value);
        Assert.AreEqual(Hostile.Replace('\0', '\uFFFD'), page.Descendants("td").First().Value);
    }

    /// <summary>Parses a page and checks what holds for each: nothing is loaded or run, ids are distinct, every plot has title, description and numbers.</summary>
    internal static XDocument Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        XDocument page = XDocument.Load(reader);
        Assert.DoesNotContain("http", html);
        Assert.DoesNotContain("url(", html);
        Assert.DoesNotContain("@import", html);
        Assert.AreEqual(0, page.Descendants().Count(element => element.Name.LocalName is "script" or "link" or "iframe" or "img" or "object" or "use"));
        Assert.IsTrue(page.Descendants().Attributes().All(attribute => !attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        CollectionAssert.AllItemsAreUnique(ids);
        foreach (XAttribute link in page.Descendants("a").Attributes("href")) CollectionAssert.Contains(ids, link.Value.TrimStart('#'));
        foreach (XElement figure in page.Descendants("figure"))
        {
            XElement svg = figure.Element("svg")!;
            Assert.IsGreaterThan(0, svg.Element("title")!.Value.Length);
            Assert.IsGreaterThan(0, svg.Element("desc")!.Value.Length);
            Assert.IsGreaterThan(0, figure.Descendants("tbody").Elements("tr").Count());
        }

        return page;
    }

    private static HtmlPage Small(string text, string name)
    {
        Svg curve = Plot.OfSeries(Axis.OfNames(["no", "yes"], name), Axis.Over([-1, 2], "added"),
            [new Series("label", [0, 1], [-0.5, 1.5], "one", [-1, 1], [0, 2]), new Series("float", [0, 1], [-0.4, 1.4], "two dashed", Dots: false)]);
        Svg bars = Plot.OfBars(Axis.Over([0, 3], "error"), "rows", new Histogram([0, 1, 2, 3], [4, 0, 9]), [2.5]);
        Svg map = HeatMap.Of(["a", "b"], ["no", "yes"], [1, -0.5, 0, 0.25], [0.1, 0, 0, 0.5], name, "g");
        Svg rows = RowPlot.OfPairs([new PlotRow("AUC", [0.91, 0.9], "0.9000")], Axis.Over([0.9, 0.91], "share"), "float", "label");
        HtmlTable numbers = HtmlTable.OfNumbers([text, "value"], [[text, "1"], ["b", "2"]]);
        return new HtmlPage(text, text, [(text, "0.9", text)],
        [
            new HtmlSection("one", text, text) { Table = numbers, Figures = [new(text, text, curve, numbers), new("Bars", "bars", bars, numbers)], Note = text },
            new HtmlSection("two", "Two", "") { IsDense = true, Figures = [new("Map", "map", map, numbers), new("Rows", "rows", rows, numbers)], Numbers = numbers },
        ]);
    }

    private static string Golden()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "tests", "Golden", "Reports");
            if (Directory.Exists(path)) return path;
        }

        throw new DirectoryNotFoundException("tests/Golden/Reports");
    }
}
