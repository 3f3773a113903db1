using Endcap.Label.Display;

namespace Endcap.Tests.Firmware.Label.Display;

[TestClass]
public sealed class PriceLabelTests
{
    private static readonly byte[] _caption = CodePage.Encode("Recommended for you");

    [TestMethod]
    [DataRow(200, 200)]
    [DataRow(250, 122)]
    [DataRow(296, 128)]
    [DataRow(320, 240)]
    public void Golden_Pictures(int width, int height)
    {
        var frame = new FrameBuffer(width, height);
        var label = new PriceLabel(width, height);
        string size = $"{width}x{height}";
        label.DrawIdle(frame, Granola());
        TextArt.AssertGolden($"{size}-idle", frame);
        label.DrawShopperStrip(frame, _caption, CodePage.Encode("Oat & Honey Granola"), ProductPlace.Here);
        TextArt.AssertGolden($"{size}-here", frame);
        label.DrawShopperStrip(frame, _caption, CodePage.Encode("Berry Muesli 375\u00A0g"), ProductPlace.Left);
        TextArt.AssertGolden($"{size}-left", frame);
        label.DrawShopperStrip(frame, _caption, CodePage.Encode("Äpfel-Knuspermüsli mit Schokolade"), ProductPlace.Right);
        TextArt.AssertGolden($"{size}-right", frame);
        label.DrawIdle(frame, Hamper());
        TextArt.AssertGolden($"{size}-long", frame);
    }

    [TestMethod]
    [DataRow(200, 200)]
    [DataRow(250, 122)]
    [DataRow(296, 128)]
    [DataRow(320, 240)]
    public void A_Shopper_Changes_The_Strip_Alone_And_Leaves_Nothing_Behind(int width, int height)
    {
        var frame = new FrameBuffer(width, height);
        var label = new PriceLabel(width, height);
        label.DrawIdle(frame, Granola());
        byte[] idle = [.. frame.Pixels];
        label.DrawShopperStrip(frame, _caption, CodePage.Encode("Berry Muesli"), ProductPlace.Left);
        int main = label.StripTop * frame.Stride;
        Assert.AreEqual(0, label.StripTop % 8);
        CollectionAssert.AreEqual(idle[..main], frame.Pixels[..main]);
        CollectionAssert.AreNotEqual(idle[main..], frame.Pixels[main..]);
        label.DrawIdleStrip(frame, Granola());
        CollectionAssert.AreEqual(idle, frame.Pixels);
    }

    [TestMethod]
    public void Drawing_Allocates_Nothing()
    {
        var frame = new FrameBuffer(250, 122);
        var label = new PriceLabel(250, 122);
        LabelContent content = Hamper();
        byte[] product = CodePage.Encode("Äpfel-Knuspermüsli mit Schokolade");
        long before = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            before = GC.GetAllocatedBytesForCurrentThread(); // the first pass loads and compiles
            label.DrawIdle(frame, content);
            label.DrawShopperStrip(frame, _caption, product, ProductPlace.Right);
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Any_Content_On_Any_Panel_Is_Drawn()
    {
        var random = new Random(3);
        for (int run = 0; run < 200; run++)
        {
            int width = random.Next(1, 400), height = random.Next(1, 300);
            byte[] Bytes() => [.. Enumerable.Range(0, random.Next(60)).Select(_ => (byte)random.Next(256))];
            var content = new LabelContent
            {
                Name = Bytes(), UnitPrice = Bytes(), Note = Bytes(), Currency = Bytes(), Ean = Bytes(),
                Price = random.Next(int.MinValue, int.MaxValue), Decimals = random.Next(-5, 9), CurrencyLeads = random.Next(2) == 0,
            };
            var frame = new FrameBuffer(width, height);
            var label = new PriceLabel(width, height);
            label.DrawIdle(frame, content);
            label.DrawShopperStrip(frame, Bytes(), Bytes(), (ProductPlace)random.Next(6));
        }
    }

    private static LabelContent Granola() => new()
    {
        Name = CodePage.Encode("Oat & Honey Granola 500\u00A0g"), Price = 349, Currency = CodePage.Encode("€"),
        UnitPrice = CodePage.Encode("6.98\u00A0€ / kg"), Note = CodePage.Encode("Art. 2104"), Ean = Ean13.Parse("2000000021041"),
    };

    // A name too long for every panel, a leading currency, four digits, no barcode.
    private static LabelContent Hamper() => new()
    {
        Name = CodePage.Encode("Crème-brûlée-Knuspermüsli mit Schokoladenstückchen und Äpfeln aus der Region, Vorteilspackung"),
        Price = 1299, Currency = CodePage.Encode("£"), CurrencyLeads = true, UnitPrice = CodePage.Encode("£12.99 per kg"),
    };
}
