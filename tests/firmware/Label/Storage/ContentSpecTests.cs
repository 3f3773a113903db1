using Endcap.Compression.LabelRecords;
using Endcap.Label.Display;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Tests.Firmware.Kernel;

namespace Endcap.Tests.Firmware.Label.Storage;

/// <summary>CONTENT.md says what the code does.</summary>
[TestClass]
public sealed class ContentSpecTests
{
    private static readonly string _spec = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "CONTENT.md"));

    public static IEnumerable<object[]> Dumps => [["Content", Content()], ["Settings", Settings()], ["State", UpdateState.Encode(1_700_000_000, [0x11223344, 0x55667788, 0])]];

    [TestMethod]
    [DynamicData(nameof(Dumps))]
    public void The_Spec_Shows_The_Bytes(string name, byte[] expected)
    {
        string[] parts = _spec.Split($"Example: {name}\n\n```hex\n");
        Assert.HasCount(2, parts, $"{name}: {Convert.ToHexString(expected)}");
        Assert.AreEqual(Convert.ToHexString(expected), Convert.ToHexString(GoldenFiles.Parse(parts[1].Split("```")[0])));
    }

    [TestMethod]
    public void The_Spec_Has_Every_Setting_With_Range_And_Default()
    {
        var settings = new Settings();
        int kind = SettingsRecord.ClockOffsetField;
        foreach (int value in (int[])[settings.ClockOffsetMinutes, settings.AdvertiseSeconds, settings.SleepSeconds, settings.ButtonSeconds,
            settings.ShowSeconds, settings.IdlePhoneSeconds, settings.LowMillivolts, settings.EmptyMillivolts, settings.TopK, settings.PageBytes])
        {
            string range = FormattableString.Invariant($"{SettingsRecord.Least(kind):#,0}…{SettingsRecord.Most(kind):#,0} | {value:#,0} |").Replace('-', '−');
            Assert.IsTrue(_spec.Split('\n').Any(line => line.StartsWith($"| {kind} |", StringComparison.Ordinal) && line.EndsWith(range, StringComparison.Ordinal)),
                $"| {kind} | … | {range}");
            kind++;
        }

        Assert.AreEqual(SettingsRecord.CaptionField, kind);
        string trial = FormattableString.Invariant($"{SettingsRecord.Least(SettingsRecord.TrialField)}…{SettingsRecord.Most(SettingsRecord.TrialField):#,0} | {settings.TrialSeconds} |");
        Assert.IsTrue(_spec.Split('\n').Any(line => line.StartsWith("| 15 |", StringComparison.Ordinal) && line.EndsWith(trial, StringComparison.Ordinal)), trial);
    }

    private static byte[] Content() => ContentWriter.Write(new LabelContent
    {
        Name = CodePage.Encode("Oat Granola"), Price = 349, Currency = CodePage.Encode("€"), UnitPrice = CodePage.Encode("6.98 €/kg"),
        Note = CodePage.Encode("Art. 7"), Ean = Ean13.Parse("2000000021041"), OwnSku = "G7"u8.ToArray(), ShelfOrder = [2, .. "M3"u8, 2, .. "G7"u8],
    });

    private static byte[] Settings() => SettingsWriter.Write(new Settings { LabelId = 0xA017, Name = "Aisle 4", ClockOffsetMinutes = -60 });
}
