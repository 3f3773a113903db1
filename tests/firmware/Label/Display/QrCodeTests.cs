using Endcap.Label.Display;
using Endcap.Tests.Firmware.Kernel;
using QRCoder;

namespace Endcap.Tests.Firmware.Label.Display;

[TestClass]
public sealed class QrCodeTests
{
    private const string Address = "https://shop.example/p/2104?l=41000"; // 35 bytes: version 3
    private static readonly (int Width, int Height)[] _panels = [(200, 200), (250, 122), (296, 128)];

    [TestMethod]
    [DataRow(200, 200)]
    [DataRow(250, 122)]
    [DataRow(296, 128)]
    public void Golden_Pictures(int width, int height)
    {
        var frame = new FrameBuffer(width, height);
        var label = new PriceLabel(width, height);
        label.DrawIdle(frame, Granola(Address));
        TextArt.AssertGolden($"{width}x{height}-qr", frame);
        label.DrawShopperStrip(frame, CodePage.Encode("Recommended for you"), CodePage.Encode("Berry Muesli 375\u00A0g"), ProductPlace.Left);
        TextArt.AssertGolden($"{width}x{height}-qr-left", frame);
        label.DrawNoContent(frame, 98);
        TextArt.AssertGolden($"{width}x{height}-no-content", frame);
        label.DrawIdle(frame, Granola(null));
        label.DrawFault(frame, 101);
        TextArt.AssertGolden($"{width}x{height}-fault", frame);
    }

    // Every version up to 4, on every panel, with any other content and also beside the shopper's strip.
    [TestMethod]
    public void The_Drawn_Modules_Are_The_Matrix() => Blobs.ForSeeds(60, random =>
    {
        LabelContent content = Storage.Records.RandomContent(random);
        (content.QrSize, content.Qr) = Encode(new string('a', random.Next(1, 63)));
        (content.Price, content.Decimals, content.Currency) = (random.Next(100_000), 2, content.Currency[..Math.Min(1, content.Currency.Length)]);
        foreach ((int width, int height) in _panels)
        {
            var frame = new FrameBuffer(width, height);
            var label = new PriceLabel(width, height);
            label.DrawIdle(frame, content);
            AssertScans(frame, label, content);
            label.DrawShopperStrip(frame, content.Note, content.Name, (ProductPlace)random.Next(4));
            AssertScans(frame, label, content);
        }
    });

    [TestMethod]
    [DataRow(200, 200, 41)]
    [DataRow(250, 122, 33)]
    [DataRow(296, 128, 37)]
    public void A_Code_Too_Large_Gives_Way_To_The_Barcode(int width, int height, int most)
    {
        var label = new PriceLabel(width, height);
        for (int size = QrCode.MinSize; size <= QrCode.MaxSize; size += 4)
        {
            LabelContent content = Granola(null);
            (content.QrSize, content.Qr) = (size, new byte[QrCode.Bytes(size)]);
            Assert.AreEqual(size <= most, label.QrScale(content) >= QrCode.MinScale, $"{size}");
            FrameBuffer with = Draw(label, content, width, height), without = Draw(label, Granola(null), width, height);
            Assert.AreEqual(size > most, with.Pixels.SequenceEqual(without.Pixels), $"{size}");
        }
    }

    [TestMethod]
    public void A_Price_That_Would_Not_Fit_Beside_The_Code_Comes_First()
    {
        LabelContent content = Granola(Address);
        (content.Price, content.Currency) = (9_999_999, CodePage.Encode("MMMMMMMM"));
        FrameBuffer with = Draw(new PriceLabel(200, 200), content, 200, 200);
        (content.QrSize, content.Qr) = (0, null);
        CollectionAssert.AreEqual(Draw(new PriceLabel(200, 200), content, 200, 200).Pixels, with.Pixels);
    }

    [TestMethod]
    [DataRow(20, 60)]
    [DataRow(22, 66)]
    [DataRow(61, 488)]
    [DataRow(21, 62)]
    [DataRow(0, 0)]
    public void A_Matrix_That_Is_None_Is_Not_Drawn(int size, int bytes) => Assert.AreEqual(0,
        new PriceLabel(296, 128).QrScale(new LabelContent { QrSize = size, Qr = new byte[bytes] }));

    [TestMethod]
    [DataRow(-5, "F0")]
    [DataRow(7, "F7")]
    [DataRow(98, "F98")]
    [DataRow(100, "F100")]
    [DataRow(12345, "F999")]
    public void A_Fault_Number_Is_Drawn_In_The_Strip(int fault, string text)
    {
        FrameBuffer frame = new(250, 122), expected = new(250, 122);
        var label = new PriceLabel(250, 122);
        label.DrawFault(frame, fault);
        byte[] bytes = CodePage.Encode(text);
        Font font = Font.Small();
        font.Draw(expected, bytes, 0, bytes.Length, 242 - font.Measure(bytes, 0, bytes.Length), label.StripTop + 4 + font.CapHeight, true);
        CollectionAssert.AreEqual(expected.Pixels, frame.Pixels);
    }

    private static FrameBuffer Draw(PriceLabel label, LabelContent content, int width, int height)
    {
        var frame = new FrameBuffer(width, height);
        label.DrawIdle(frame, content);
        return frame;
    }

    // Reads the code as a camera would: finds the finder by its 1:1:3:1:1 edges, then samples the middle of each module;
    // the quiet zone must be blank.
    private static void AssertScans(FrameBuffer frame, PriceLabel label, LabelContent content)
    {
        int size = content.QrSize, stride = (size + 7) / 8, scale = label.QrScale(content);
        Assert.IsGreaterThanOrEqualTo(QrCode.MinScale, scale);
        (int left, int top) = Finder(frame, scale);
        for (int y = -QrCode.QuietZone; y < size + QrCode.QuietZone; y++)
        {
            for (int x = -QrCode.QuietZone; x < size + QrCode.QuietZone; x++)
            {
                bool inside = x >= 0 && y >= 0 && x < size && y < size;
                bool dark = inside && (content.Qr[y * stride + x / 8] & (0x80 >> (x % 8))) != 0;
                for (int pixel = 0; pixel < scale * scale; pixel++)
                    Assert.AreEqual(dark, frame.IsInk(left + x * scale + pixel % scale, top + y * scale + pixel / scale), $"module {x},{y}");
            }
        }

        Assert.IsLessThanOrEqualTo(label.StripTop, top + (size + QrCode.QuietZone) * scale);
    }

    // The first place whose rows show a finder: seven dark, one light ring, three by three dark.
    private static (int Left, int Top) Finder(FrameBuffer frame, int scale)
    {
        string[] finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"];
        for (int top = 0; top < frame.Height; top++)
        {
            for (int left = 0; left < frame.Width / 2; left++)
            {
                if (Enumerable.Range(0, 49).All(i => frame.IsInk(left + (i % 7) * scale, top + (i / 7) * scale) == (finder[i / 7][i % 7] == '#')))
                    return (left, top);
            }
        }

        throw new AssertFailedException("No finder pattern was drawn.");
    }

    private static LabelContent Granola(string? address)
    {
        LabelContent content = new()
        {
            Name = CodePage.Encode("Oat & Honey Granola 500\u00A0g"), Price = 349, Currency = CodePage.Encode("€"),
            UnitPrice = CodePage.Encode("6.98\u00A0€ / kg"), Note = CodePage.Encode("Art. 2104"), Ean = Ean13.Parse("2000000021041"),
        };
        if (address is not null) (content.QrSize, content.Qr) = Encode(address);
        return content;
    }

    // Module by module from the encoder's matrix, which has a border of four.
    private static (int Size, byte[] Rows) Encode(string text)
    {
        using QRCodeData data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        int size = data.ModuleMatrix.Count - 8, stride = (size + 7) / 8;
        byte[] rows = new byte[size * stride];
        for (int i = 0; i < size * size; i++)
            if (data.ModuleMatrix[i / size + 4][i % size + 4]) rows[i / size * stride + i % size / 8] |= (byte)(0x80 >> (i % size % 8));
        return (size, rows);
    }
}
