using System.Buffers.Binary;
using System.Text;
using Endcap.Kernel;
using Endcap.Label.Display;
using Endcap.Label.Storage;

namespace Endcap.Tests.Firmware.Label.Storage;

/// <summary>What the tests do with records.</summary>
internal static class Records
{
    public static byte[] Text(Random random, int least, int most) =>
        [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => (byte)random.Next(0x20, 0x100))];

    public static LabelContent RandomContent(Random random)
    {
        int size = 17 + 4 * random.Next(1, 11);
        byte[] qr = new byte[QrCode.Bytes(size)];
        random.NextBytes(qr);
        byte[] ean = [.. Enumerable.Range(0, 13).Select(_ => (byte)random.Next(10))];
        ean[12] = (byte)Ean13.CheckDigit(ean);
        return new LabelContent
        {
            Name = Text(random, 1, 255), Price = random.Next(10_000_000), Decimals = random.Next(4), Currency = Text(random, 0, 8),
            CurrencyLeads = random.Next(2) == 0, UnitPrice = Text(random, 0, 60), Note = Text(random, 0, 60),
            Ean = random.Next(2) == 0 ? null! : ean, Qr = random.Next(2) == 0 ? null! : qr, OwnSku = Text(random, 0, 20),
            ShelfOrder = [.. Enumerable.Range(0, random.Next(20)).Select(_ => Text(random, 1, 30)).SelectMany(sku => sku.Prepend((byte)sku.Length))],
        }.WithSize(size);
    }

    public static Settings RandomSettings(Random random)
    {
        int Number(int kind) => random.Next(SettingsRecord.Least(kind), SettingsRecord.Most(kind) + 1);
        int low = Number(SettingsRecord.LowField);
        return new Settings
        {
            LabelId = (uint)random.NextInt64(1L << 32), Name = Encoding.ASCII.GetString([.. Text(random, 1, 8).Select(c => (byte)(0x20 + c % 95))]),
            ClockOffsetMinutes = Number(SettingsRecord.ClockOffsetField), AdvertiseSeconds = Number(SettingsRecord.AdvertiseField),
            SleepSeconds = Number(SettingsRecord.SleepField), ButtonSeconds = Number(SettingsRecord.ButtonField),
            ShowSeconds = Number(SettingsRecord.ShowField), IdlePhoneSeconds = Number(SettingsRecord.IdlePhoneField),
            LowMillivolts = low, EmptyMillivolts = random.Next(low + 1), TopK = Number(SettingsRecord.TopKField),
            PageBytes = Number(SettingsRecord.PageBytesField), TrialSeconds = Number(SettingsRecord.TrialField), Caption = Text(random, 0, 64), OwnCaption = Text(random, 0, 64),
        };
    }

    /// <summary>Every field of an object as text, so that two can be compared and a failure shows both.</summary>
    public static string Show(object value) => string.Join(' ', value.GetType().GetFields().Select(field =>
        $"{field.Name}={(field.GetValue(value) is byte[] bytes ? Convert.ToHexString(bytes) : field.GetValue(value) ?? "null")}"));

    /// <summary>Makes length and checksum fit the present bytes.</summary>
    public static byte[] Reseal(byte[] record)
    {
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(RecordFields.LengthAt), record.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(RecordFields.ChecksumAt), Crc32.OfBlob(record, record.Length));
        return record;
    }

    /// <summary>A record of that magic with these fields.</summary>
    public static byte[] Of(int magic, params (int Kind, byte[] Content)[] fields) => Reseal(
    [
        .. BitConverter.GetBytes(magic), 1, 0, .. new byte[10],
        .. fields.SelectMany(field => (byte[])[(byte)field.Kind, (byte)field.Content.Length, (byte)(field.Content.Length >> 8), .. field.Content]),
    ]);

    /// <summary>Damages a record in every way that a drive could, and asks for the fault each time.</summary>
    public static void AssertDamageIsFound(byte[] record, int fault, Func<byte[]?, int, int> read)
    {
        Assert.AreEqual(fault, read(null, 0));
        for (int length = 0; length < record.Length; length++)
        {
            Assert.AreEqual(fault, read(record, length), $"{length} bytes count");
            Assert.AreEqual(fault, read(record[..length], length), $"{length} bytes");
            Assert.AreEqual(fault, read(record[..length], record.Length), $"{length} bytes there");
        }

        Assert.AreEqual(fault, read([.. record, 0], record.Length + 1));
        for (int bit = 0; bit < 8 * record.Length; bit++)
        {
            byte[] flipped = [.. record];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.AreEqual(fault, read(flipped, flipped.Length), $"bit {bit}");
        }
    }

    private static LabelContent WithSize(this LabelContent content, int size)
    {
        content.QrSize = content.Qr is null ? 0 : size;
        return content;
    }
}
