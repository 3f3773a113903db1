using Endcap.Label.Display;

namespace Endcap.Tests.Firmware.Label.Display;

[TestClass]
public sealed class FontTests
{
    [TestMethod]
    public void Faces_Have_All_Of_Latin1_And_The_Currencies()
    {
        foreach (Font font in (Font[])[Font.Small(), Font.Bold()])
        {
            HashSet<string> seen = [];
            string unknown = Picture(font, '?');
            for (int code = 0x21; code <= 0xFF; code++)
            {
                if (code is (>= 0x7F and < 0xA1 and not 0x80 and not 0x85) or 0xAD or '?') continue; // controls, blanks, soft hyphen
                Assert.AreNotEqual(unknown, Picture(font, code), $"code {code:X2}");
                seen.Add(Picture(font, code));
            }

            Assert.IsGreaterThan(185, seen.Count, "different pictures"); // a few, such as | and ¦, may share one
        }
    }

    [TestMethod]
    public void Characters_Become_Codes_And_The_Unknown_A_Question_Mark()
    {
        CollectionAssert.AreEqual(new byte[] { 0x80, 0xA3, 0xA5, 0x85, 0xE9, (byte)'?', (byte)' ', 0xA0 }, CodePage.Encode("€£¥…é漢\n\u00A0"));
        Assert.IsEmpty(CodePage.Encode(null));
    }

    [TestMethod]
    public void Draw_Ends_Where_Measure_Says()
    {
        byte[] text = CodePage.Encode("Ägyptische Kräuter, 2,49 €");
        var frame = new FrameBuffer(300, 30);
        foreach (Font font in (Font[])[Font.Small(), Font.Bold()])
            Assert.AreEqual(5 + font.Measure(text, 0, text.Length), font.Draw(frame, text, 0, text.Length, 5, 20, true));
    }

    [TestMethod]
    public void Any_Byte_Can_Be_Drawn_Anywhere()
    {
        byte[] text = [.. Enumerable.Range(0, 256).Select(code => (byte)code)];
        var frame = new FrameBuffer(61, 17);
        var scaler = new GlyphScaler();
        foreach (Font font in (Font[])[Font.Small(), Font.Bold(), Font.Price()])
        {
            for (int x = -2000; x < 100; x += 7) font.Draw(frame, text, 0, text.Length, x, x % 30, true);
            for (int code = 0; code < 300; code++) scaler.Draw(frame, font, code, code % 70 - 9, code % 40 - 20, 1 + code % 3, true);
        }
    }

    [TestMethod]
    public void Font_Data_Stay_Within_Their_Budget()
    {
        int bytes = SmallFace.Bits().Length + BoldFace.Bits().Length + PriceFace.Bits().Length
            + 4 * (SmallFace.Glyphs().Length + BoldFace.Glyphs().Length + PriceFace.Glyphs().Length);
        Assert.IsLessThan(6200, bytes); // of about 50 KB of managed heap
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void Enlarged_Digits_Equal_The_Rule_Pixel_By_Pixel(int scale)
    {
        Font font = Font.Price();
        for (int code = '0'; code <= '9'; code++)
        {
            FrameBuffer small = Scaled(font, code, 1), large = Scaled(font, code, scale);
            for (int y = 0; y < large.Height; y++)
            {
                for (int x = 0; x < large.Width; x++)
                    Assert.AreEqual(Reference(small, x, y, scale), large.IsInk(x, y), $"{(char)code} at {x}, {y}");
            }
        }
    }

    // Scale2x and Scale3x as their definitions state them.
    private static bool Reference(FrameBuffer frame, int x, int y, int scale)
    {
        int px = x / scale, py = y / scale, column = x % scale, row = y % scale;
        bool At(int dx, int dy) => frame.IsInk(px + dx, py + dy);
        bool b = At(0, -1), d = At(-1, 0), e = At(0, 0), f = At(1, 0), h = At(0, 1);
        if (b == h || d == f) return e;
        if (scale == 2) return (column == 0 ? d : f) == (row == 0 ? b : h) ? (row == 0 ? b : h) : e;
        bool a = At(-1, -1), c = At(1, -1), g = At(-1, 1), i = At(1, 1);
        return (row, column) switch
        {
            (0, 0) => d == b ? d : e,
            (0, 1) => (d == b && e != c) || (b == f && e != a) ? b : e,
            (0, 2) => b == f ? f : e,
            (1, 0) => (d == b && e != g) || (d == h && e != a) ? d : e,
            (1, 2) => (b == f && e != i) || (h == f && e != c) ? f : e,
            (2, 0) => d == h ? d : e,
            (2, 1) => (d == h && e != i) || (h == f && e != g) ? h : e,
            (2, 2) => h == f ? f : e,
            _ => e,
        };
    }

    private static FrameBuffer Scaled(Font font, int code, int scale)
    {
        var frame = new FrameBuffer(24 * scale, 32 * scale);
        new GlyphScaler().Draw(frame, font, code, 0, 0, scale, true);
        return frame;
    }

    private static string Picture(Font font, int code)
    {
        var frame = new FrameBuffer(24, 24);
        font.Draw(frame, [(byte)code], 0, 1, 4, 18, true);
        return TextArt.Of(frame);
    }
}
