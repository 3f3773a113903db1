using Endcap.Compression.LabelRecords;
using Endcap.Label.Display;
using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Tests.Firmware.Kernel;

namespace Endcap.Tests.Firmware.Label.Storage;

[TestClass]
public sealed class ContentRecordTests
{
    private static readonly byte[] _price = [0x5D, 1, 0, 0, 2, 0, 0x80], _name = [65];

    [TestMethod]
    public void Content_Comes_Back() => Blobs.ForSeeds(500, random =>
    {
        LabelContent content = Records.RandomContent(random), read = Records.RandomContent(random);
        byte[] record = ContentWriter.Write(content);
        Assert.IsLessThanOrEqualTo(RecordFields.MaxBytes, record.Length);
        Assert.AreEqual(LabelFault.None, ContentRecord.Read([.. record, 7, 7], record.Length, read));
        Assert.AreEqual(Records.Show(content), Records.Show(read));
    });

    [TestMethod]
    public void Damage_Is_A_Fault_And_Changes_Nothing() => Blobs.ForSeeds(5, random =>
    {
        LabelContent into = Records.RandomContent(random);
        string before = Records.Show(into);
        Records.AssertDamageIsFound(ContentWriter.Write(Records.RandomContent(random)), LabelFault.BadContent,
            (bytes, length) => ContentRecord.Read(bytes!, length, into));
        Assert.AreEqual(before, Records.Show(into));
    });

    // The checksum fits, so every check behind it is reached: a fault or a sound content, never an exception.
    [TestMethod]
    public void Sealed_Nonsense_Is_Refused_Or_Drawn() => Blobs.ForSeeds(2000, random =>
    {
        byte[] record = ContentWriter.Write(Records.RandomContent(random));
        for (int change = random.Next(1, 4); change > 0; change--) record[random.Next(RecordFields.HeaderBytes, record.Length)] = (byte)random.Next(256);
        if (random.Next(2) == 0) record = record[..random.Next(RecordFields.HeaderBytes, record.Length)];
        var content = new LabelContent();
        if (ContentRecord.Read(Records.Reseal(record), record.Length, content) != LabelFault.None) return;
        Assert.IsGreaterThan(0, ContentWriter.Write(content).Length, "what was read can be written");
        new PriceLabel(250, 122).DrawIdle(new FrameBuffer(250, 122), content);
    });

    public static IEnumerable<object[]> Refused =>
    [
        ["no field at all"], ["no price"], ["no name"], ["an empty name"], ["a price of five bytes"], ["a currency of nine bytes"], ["a price below 0"],
        ["a price of eight digits"], ["four decimals"], ["a placement of 2"], ["a name of 256 bytes"], ["an EAN of twelve digits"], ["a wrong check digit"], ["a digit 10"],
        ["an empty QR code"], ["a QR code of 22"], ["a QR code of 61"], ["a QR code a byte short"], ["an empty SKU in the order"], ["an order that ends early"],
        ["a field twice"], ["fields that descend"], ["a field beyond the end"], ["half a field header"], ["another magic"], ["another major"], ["2,049 bytes"],
    ];

    [TestMethod]
    [DynamicData(nameof(Refused))]
    public void Is_Refused(string why)
    {
        byte[] record = Case(why);
        Assert.AreEqual(LabelFault.BadContent, ContentRecord.Read(record, record.Length, new LabelContent()), why);
    }

    [TestMethod]
    public void A_Newer_Minor_With_Unknown_Fields_Is_Read()
    {
        byte[] record = Records.Of(ContentRecord.Magic, (0, [1]), (1, _price), (2, _name), (9, new byte[300]), (255, []));
        record[RecordFields.MinorAt] = 7;
        var content = new LabelContent();
        Assert.AreEqual(LabelFault.None, ContentRecord.Read(Records.Reseal(record), record.Length, content));
        Assert.AreEqual(349, content.Price);
    }

    [TestMethod]
    public void What_The_Label_Refuses_Is_Not_Written()
    {
        LabelContent content = Records.RandomContent(new Random(1));
        content.Price = 10_000_000;
        Assert.ThrowsExactly<ArgumentException>(() => ContentWriter.Write(content));
        (content.Price, content.ShelfOrder) = (1, [.. Enumerable.Repeat((byte[])[1, 65], 70_000).SelectMany(sku => sku)]);
        Assert.ThrowsExactly<ArgumentException>(() => ContentWriter.Write(content));
    }

    private static byte[] Case(string why) => why switch
    {
        "no field at all" => Of(),
        "no price" => Of((2, _name)),
        "no name" => Of((1, _price)),
        "an empty name" => Of((1, _price), (2, [])),
        "a price of five bytes" => Of((1, _price[..5]), (2, _name)),
        "a currency of nine bytes" => Of((1, [.. _price[..6], .. new byte[9]]), (2, _name)),
        "a price below 0" => Of((1, [0, 0, 0, 0x80, 2, 0]), (2, _name)),
        "a price of eight digits" => Of((1, [0x80, 0x96, 0x98, 0, 2, 0]), (2, _name)),
        "four decimals" => Of((1, [1, 0, 0, 0, 4, 0]), (2, _name)),
        "a placement of 2" => Of((1, [1, 0, 0, 0, 2, 2]), (2, _name)),
        "a name of 256 bytes" => Of((1, _price), (2, new byte[256])),
        "an EAN of twelve digits" => Sound((5, new byte[12])),
        "a wrong check digit" => Sound((5, [.. new byte[12], 1])),
        "a digit 10" => Sound((5, [10, .. new byte[12]])),
        "an empty QR code" => Sound((6, [])),
        "a QR code of 22" => Sound((6, [22, .. new byte[22 * 3]])),
        "a QR code of 61" => Sound((6, [61, .. new byte[61 * 8]])),
        "a QR code a byte short" => Sound((6, [21, .. new byte[21 * 3 - 1]])),
        "an empty SKU in the order" => Sound((8, [1, 65, 0])),
        "an order that ends early" => Sound((8, [1, 65, 2, 66])),
        "a field twice" => Of((1, _price), (2, _name), (2, _name)),
        "fields that descend" => Of((2, _name), (1, _price)),
        "a field beyond the end" => Records.Reseal([.. Sound(), 9, 1, 0]),
        "half a field header" => Records.Reseal([.. Sound(), 9, 0]),
        "another magic" => Records.Of(SettingsRecord.Magic, (1, _price), (2, _name)),
        "another major" => Records.Reseal([.. Sound()[..4], 2, .. Sound()[5..]]),
        _ => Sound((9, new byte[RecordFields.MaxBytes + 1 - Sound().Length - RecordFields.FieldHeaderBytes])),
    };

    private static byte[] Of(params (int, byte[])[] fields) => Records.Of(ContentRecord.Magic, fields);

    // A record that is read, with one field more.
    private static byte[] Sound(params (int, byte[])[] more)
    {
        byte[] sound = Of((1, _price), (2, _name));
        Assert.AreEqual(LabelFault.None, ContentRecord.Read(sound, sound.Length, new LabelContent()));
        return Of([(1, _price), (2, _name), .. more]);
    }
}
