using Endcap.Label.Display;
using FsCheck;
using FsCheck.Fluent;

namespace Endcap.Tests.Firmware.Label.Display;

[TestClass]
public sealed class TextBlockTests
{
    private static readonly Font _font = Font.Bold();

    [TestMethod]
    [DataRow("Organic Oat Drink", 90, 3, "Organic|Oat Drink")]
    [DataRow("  two   blanks ", 200, 3, "two   blanks")]
    [DataRow("Gluten-Free", 70, 3, "Gluten-|Free")]
    [DataRow("Muesli 500\u00A0g", 90, 3, "Muesli|500\u00A0g")]
    [DataRow("Donaudampfschiff", 60, 4, "Donau|dampfs|chiff")]
    [DataRow("Organic Oat Drink, vanilla", 90, 2, "Organic|Oat Drink…")]
    [DataRow("one, two three", 50, 1, "one…")]
    [DataRow("", 90, 3, "")]
    public void Break_Wraps_And_Shortens(string text, int width, int lines, string expected) => Assert.AreEqual(expected, Lines(text, width, lines));

    [TestMethod]
    public void Lines_Fit_And_Lose_Only_Spaces()
    {
        Gen<string> texts = Gen.Elements("abcW -éi,".ToCharArray()).ArrayOf().Select(characters => new string(characters));
        Prop.ForAll(texts.ToArbitrary(), Gen.Choose(20, 120).ToArbitrary(), Gen.Choose(1, TextBlock.MaxLines).ToArbitrary(), (text, width, lines) =>
        {
            byte[] bytes = CodePage.Encode(text);
            var block = new TextBlock();
            block.Break(bytes, _font, width, lines);
            string kept = "";
            for (int line = 0; line < block.Count; line++)
            {
                int mark = block.Shortened && line == block.Count - 1 ? _font.Advance(CodePage.Ellipsis) : 0;
                bool single = block.Ends[line] - block.Starts[line] == 1;
                if (!single && _font.Measure(bytes, block.Starts[line], block.Ends[line]) + mark > width) return false;
                kept += text[block.Starts[line]..block.Ends[line]];
            }

            string all = text.Replace(" ", "", StringComparison.Ordinal);
            kept = kept.Replace(" ", "", StringComparison.Ordinal);
            return block.Count <= lines && (block.Shortened ? all.StartsWith(kept, StringComparison.Ordinal) : all == kept);
        }).QuickCheckThrowOnFailure();
    }

    private static string Lines(string text, int width, int lines)
    {
        var block = new TextBlock();
        block.Break(CodePage.Encode(text), _font, width, lines);
        return string.Join('|', Enumerable.Range(0, block.Count).Select(i => text[block.Starts[i]..block.Ends[i]])) + (block.Shortened ? "…" : "");
    }
}
