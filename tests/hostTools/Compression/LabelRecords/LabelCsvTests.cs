using System.Text;
using Endcap.Compression.LabelRecords;
using Endcap.Label.Display;
using Endcap.Label.Storage;

namespace Endcap.Tests.HostTools.Compression.LabelRecords;

[TestClass]
public sealed class LabelCsvTests
{
    private const string Header = "label_id,sku,name,price,currency,currency_place,unit_price,note,ean,qr,position,shelf\n";

    [TestMethod]
    public void Reads_All_Columns()
    {
        IReadOnlyList<LabelEntry> labels = Read(Header
            + "0xA017,G7,Oat Granola,3.49,EUR,,6.98 €/kg,Art. 7,2000000021041,HTTPS://SHOP.EXAMPLE/G7,2,a\n"
            + "2,M3,Müesli,12.5,£,after,,,,,1,a\n3,Z,Zoo,100,JPY,,,,,,1,b\n");
        LabelContent first = labels[0].Content, second = labels[1].Content, third = labels[2].Content;
        Assert.AreEqual(0xA017u, labels[0].Id);
        Assert.AreEqual((349, 2, false, "€"), (first.Price, first.Decimals, first.CurrencyLeads, LabelText.Decode(first.Currency)));
        Assert.AreEqual((1250, 2, false, "£"), (second.Price, second.Decimals, second.CurrencyLeads, LabelText.Decode(second.Currency)));
        Assert.AreEqual((100, 0, true, "¥"), (third.Price, third.Decimals, third.CurrencyLeads, LabelText.Decode(third.Currency)));
        Assert.AreEqual("2000000021041", string.Concat(first.Ean));
        Assert.AreEqual(25, first.QrSize, "23 alphanumeric characters: version 2");
        Assert.IsNull(second.Ean);
        Assert.IsNull(second.Qr);
        CollectionAssert.AreEqual("\u0002M3\u0002G7"u8.ToArray(), first.ShelfOrder);
        Assert.AreSame(first.ShelfOrder, second.ShelfOrder);
        CollectionAssert.AreEqual("\u0001Z"u8.ToArray(), third.ShelfOrder);
        CollectionAssert.AreEqual("G7"u8.ToArray(), first.OwnSku);
    }

    [TestMethod]
    public void Rows_Are_The_Order_Without_Positions_And_A_Product_Stands_Once() => CollectionAssert.AreEqual("\u0001B\u0001A"u8.ToArray(),
        Read("label_id,sku,name,price,currency\n1,B,b,1,€\n2,A,a,1,€\n3,B,b,1,€\n")[2].Content.ShelfOrder);

    [TestMethod]
    [DataRow("Cre\u0300me bru\u0302le\u0301e, gar\u00E7on, nin\u0303o, Gru\u0308n, A\u030A, c\u0327", "Crème brûlée, garçon, niño, Grün, Å, ç")]
    [DataRow("“5 × 2 € – ½ £ … ¥”", "“5 × 2 € – ½ £ … ¥”")]
    public void Texts_Are_Composed(string written, string printed) => Assert.AreEqual(printed,
        LabelText.Decode(Read($"label_id,sku,name,price,currency\n1,A,\"{written}\",1,€\n")[0].Content.Name));

    [TestMethod]
    [DataRow("2.49", "EUR", 249)]
    [DataRow("0.1", "€", 10)]
    [DataRow("0", "€", 0)]
    [DataRow("007", "$", 700)]
    [DataRow("99999.99", "kr", 9_999_999)]
    [DataRow("9999999", "¥", 9_999_999)]
    [DataRow("1.005", "KWD", 1005)]
    public void Prices_Are_Exact(string text, string currency, int minor) => Assert.AreEqual(minor,
        Read($"label_id,sku,name,price,currency\n1,A,a,{text},{currency}\n")[0].Content.Price);

    [TestMethod]
    [DataRow("E333", "labels.csv:2: column price: \"2,49\" is not a price", "1,A,a,\"2,49\",€,,,,,,1,")]
    [DataRow("E333", "is not a price", "1,A,a,-1,€,,,,,,1,")]
    [DataRow("E333", "is not a price", "1,A,a,1.,€,,,,,,1,")]
    [DataRow("E333", "is not a price", "1,A,a,.5,€,,,,,,1,")]
    [DataRow("E333", "more than the currency's 2 digits", "1,A,a,2.499,€,,,,,,1,")]
    [DataRow("E333", "more than the currency's 0 digits", "1,A,a,2.0,¥,,,,,,1,")]
    [DataRow("E333", "more than seven digits", "1,A,a,100000,€,,,,,,1,")]
    [DataRow("E333", "more than seven digits", "1,A,a,99999999999999999999,€,,,,,,1,")]
    [DataRow("E334", "the check digit of \"2000000021042\" is 2; the other digits ask for 1", "1,A,a,1,€,,,,2000000021042,,1,")]
    [DataRow("E334", "it has 8 characters, not thirteen digits", "1,A,a,1,€,,,,2.00E+12,,1,")]
    [DataRow("E335", "labels.csv:2: column name: the label cannot draw 'Ω' (U+03A9)", "1,A,aΩ,1,€,,,,,,1,")]
    [DataRow("E335", "cannot draw '🍎' (U+1F34E)", "1,A,🍎,1,€,,,,,,1,")]
    [DataRow("E335", "column note: the label cannot draw a control character (U+0009)", "1,A,a,1,€,,,\"a\tb\",,,1,")]
    [DataRow("E335", "column currency: the label cannot draw '₽'", "1,A,a,1,₽,,,,,,1,")]
    [DataRow("E336", "column currency: \"Doubloons\" takes 9 bytes; there is room for 8", "1,A,a,1,Doubloons,,,,,,1,")]
    [DataRow("E331", "column label_id: \"A17\" is not a label id", "A17,A,a,1,€,,,,,,1,")]
    [DataRow("E331", "\"4294967296\" is not a label id", "4294967296,A,a,1,€,,,,,,1,")]
    [DataRow("E332", "labels.csv:3: label 1 is already on line 2", "1,A,a,1,€,,,,,,1,\n0x1,B,b,1,€,,,,,,2,")]
    [DataRow("E337", "column position: \"left\" is not a position", "1,A,a,1,€,,,,,,left,")]
    [DataRow("E337", "column position: \"\" is not a position", "1,A,a,1,€,,,,,,,")]
    [DataRow("E337", "labels.csv:3: position 1 is already taken on line 2", "1,A,a,1,€,,,,,,1,\n2,B,b,1,€,,,,,,1,")]
    [DataRow("E360", "labels.csv:2: column name is empty", "1,A,,1,€,,,,,,1,")]
    [DataRow("E360", "column sku is empty", "1,,a,1,€,,,,,,1,")]
    [DataRow("E361", "column currency_place: \"left\" is not known", "1,A,a,1,€,left,,,,,1,")]
    public void Mistakes_Have_A_Code_And_A_Place(string code, string part, string rows) => UserErrors.Expect(code, () => Read(Header + rows + "\n"), part);

    [TestMethod]
    public void Columns_Are_Checked()
    {
        UserErrors.Expect("E101", () => Read("label_id,sku,name,price\n1,A,a,1\n"), "missing column: currency");
        UserErrors.Expect("E330", () => Read("label_id,sku,name,price,currency,colour\n1,A,a,1,€,red\n"), "unknown column: colour");
    }

    [TestMethod]
    public void What_Does_Not_Fit_A_Record_Is_Refused()
    {
        UserErrors.Expect("E336", () => Read(Header + $"1,A,{new string('a', 256)},1,€,,,,,,1,\n"), "takes 256 bytes; there is room for 255");
        UserErrors.Expect("E336", () => Read(Header + $"1,A,a,1,€,,,,,{new string('a', 214)},1,\n"), "needs a QR code of 61");
        UserErrors.Expect("E336", () => Read(Header + $"1,A,a,1,€,,,,,{new string('a', 4000)},1,\n"), "needs a QR code of 177");
        string many = string.Concat(Enumerable.Range(1, 200).Select(i => $"{i},SKU-{i:0000000},a,1,€,,,,,,{i},\n"));
        UserErrors.Expect("E338", () => Read(Header + many), "labels.csv:2: the content of label 1 takes 24");
    }

    // The matrix against the encoder's own picture, of which every module is a pixel.
    [TestMethod]
    public void A_QR_Code_Keeps_The_Encoders_Modules()
    {
        LabelContent content = Read(Header + "1,A,a,1,€,,,,,Grüße 日本,1,\n")[0].Content;
        using QRCoder.QRCodeData data = QRCoder.QRCodeGenerator.GenerateQrCode("Grüße 日本", QRCoder.QRCodeGenerator.ECCLevel.M);
        using var art = new QRCoder.AsciiQRCode(data);
        string[] rows = art.GetGraphic(1, "#", ".", drawQuietZones: false).Split('\n');
        var drawn = new StringBuilder();
        for (int y = 0; y < content.QrSize; y++)
            for (int x = 0; x < content.QrSize; x++)
                drawn.Append((content.Qr[y * ((content.QrSize + 7) / 8) + x / 8] & (0x80 >> (x % 8))) != 0 ? '#' : '.');
        Assert.AreEqual(string.Concat(rows.Select(row => row.TrimEnd('\r'))), drawn.ToString());
    }

    [TestMethod]
    public void Json_Has_The_Same_Columns()
    {
        using var folder = new TemporaryFolder();
        LabelEntry label = LabelJson.Read(folder.Write("label.json",
            """{"label_id": 7, "sku": "G7", "name": "Oat", "price": 2.50, "currency": "EUR", "shelf_order": ["M3", "G7"]}"""));
        Assert.AreEqual((7u, 250), (label.Id, label.Content.Price));
        CollectionAssert.AreEqual("\u0002M3\u0002G7"u8.ToArray(), label.Content.ShelfOrder);
        UserErrors.Expect("E422", () => LabelJson.Read(folder.Write("label.json", """{"colour": 1}""")), "unknown property \"colour\"");
        UserErrors.Expect("E360", () => LabelJson.Read(folder.Write("label.json", """{"label_id": 7}""")), "sku is empty");
    }

    [TestMethod]
    public void Settings_Are_Read_And_Checked()
    {
        using var folder = new TemporaryFolder();
        Settings Json(string text) => RecordFile.ReadSettings(folder.Write("settings.json", text));
        Settings settings = Json("""{"label_id": "0x11", "name": "Aisle 4", "sleep_seconds": 0, "caption": "Für Sie", "clock_offset_minutes": -60}""");
        Assert.AreEqual((0x11u, "Aisle 4", 0, -60, 10, 3), (settings.LabelId, settings.Name, settings.SleepSeconds,
            settings.ClockOffsetMinutes, settings.AdvertiseSeconds, settings.TopK));
        Assert.AreEqual("Für Sie", LabelText.Decode(settings.Caption));
        Assert.AreEqual("Aisle 4", RecordFile.ReadSettings(folder.Write("s.rec", SettingsWriter.Write(settings))).Name);
        UserErrors.Expect("E427", () => Json("""{"top_k": 11}"""), "a whole number from 1 to 10");
        UserErrors.Expect("E427", () => Json("""{"page_bytes": 31}"""), "from 32 to 512");
        UserErrors.Expect("E427", () => Json("""{"trial_seconds": 9}"""), "from 10 to 3600");
        Assert.AreEqual(10, Json("""{"trial_seconds": 10}""").TrialSeconds);
        UserErrors.Expect("E362", () => Json("""{"name": "Gangway 4b"}"""), "cannot be a Bluetooth name");
        UserErrors.Expect("E363", () => Json("""{"low_millivolts": 3200}"""), "empty_millivolts is 3300, above low_millivolts, 3200");
        UserErrors.Expect("E336", () => Json($$"""{"own_caption": "{{new string('x', 65)}}"}"""), "room for 64");
        UserErrors.Expect("E422", () => Json("""{"sleep": 1}"""), "unknown property");
    }

    private static IReadOnlyList<LabelEntry> Read(string csv)
    {
        using var folder = new TemporaryFolder();
        return LabelCsv.Read(folder.Write("labels.csv", csv));
    }
}
