using System.Globalization;
using System.Text.RegularExpressions;
using Endcap.Compression.Demo;
using Endcap.Compression.Pictures;

namespace Endcap.Tests.HostTools.Compression.Demo;

[TestClass]
public sealed partial class DemoPageTests
{
    private const string Hostile = "<script>\"&'</title>";

    [TestMethod]
    public void Every_Text_Is_Escaped_And_Nothing_Is_Loaded()
    {
        string html = Page(blobLength: 40).ToHtml();
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("http", html); // self-contained: pictures are data, no style sheet, no font, no link
        Assert.HasCount(8, Regex.Matches(html, Regex.Escape("&lt;script&gt;")), "title twice, origin, picture, product, figure, note, section");
        Assert.Contains("Generated data.", html);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(16)]
    [DataRow(100)]
    public void The_Dump_Has_Every_Byte_In_Order(int length)
    {
        DemoPage page = Page(length);
        string dump = Dump().Match(page.ToHtml()).Groups[1].Value;
        string bytes = string.Join(' ', Regex.Replace(dump, "<b>.*?</b>|<.*?>", "").Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.AreEqual(string.Join(' ', page.Blob.Select(value => value.ToString("x2", CultureInfo.InvariantCulture))), bytes);
    }

    [TestMethod]
    public void The_Label_Of_The_Sample_Shopper_Changes()
    {
        GeneratedStore store = StoreGenerator.Generate(seed: 1, households: 60);
        byte[] before = PanelPicture.ToPng(StoreLabels.Draw(3, store.ThisWeek, null));
        byte[] after = PanelPicture.ToPng(StoreLabels.Draw(3, store.ThisWeek, store.Sample.Best));
        CollectionAssert.AreNotEqual(before, after);
    }

    [GeneratedRegex("<pre[^>]*>(.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Dump();

    // Sections overlap, leave gaps and reach past the end on purpose.
    private static DemoPage Page(int blobLength) => new()
    {
        Title = Hostile,
        Origin = Hostile,
        Before = PngWriter.Encode([0, 1], 1, [0, 0xFFFFFF]),
        After = PngWriter.Encode([1, 0], 1, [0, 0xFFFFFF]),
        AfterText = Hostile,
        Blob = [.. Enumerable.Range(0, blobLength).Select(i => (byte)(i * 37))],
        Sections = [new(Hostile, 2, 11), new("cells", 7, 20), new("beyond", 90, int.MaxValue)],
        Ranking = [new(1, Hostile, -5, 0.5), new(2, "b", -9, null)],
        Figures = [new(Hostile, "1", Hostile)],
    };
}
