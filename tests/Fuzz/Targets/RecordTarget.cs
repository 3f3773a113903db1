using System.Buffers.Binary;
using Endcap.Kernel;
using Endcap.Label.Display;
using Endcap.Label.Storage;

namespace Endcap.Fuzz.Targets;

/// <summary>The label's content and settings records. The seeds stand in CONTENT.md.</summary>
internal static class RecordTarget
{
    private const string Content = "45434C43010000005B0000004D0F5451010700" + "5D010000020080" + "020B004F6174204772616E6F6C61" + "030900362E393820802F6B67"
        + "0406004172742E2037" + "050D0002000000000000000201000401" + "070200473708060002" + "4D33024737";

    private const string Settings = "45434C5301000000810000001830" + "3A66" + "01040017A00000" + "0207004169736C652034" + "030200C4FF" + "0402000A00" + "0502003200" + "0602003C00"
        + "0702001400" + "0802001E00" + "090200AC0D" + "0A0200E40C" + "0B02000300" + "0C0200F400" + "0D13005265636F6D6D656E64656420666F7220796F75"
        + "0E15005265636F6D6D656E6465643A2074686973206F6E65";

    public static FuzzTarget Create() => new("records", [Repair(Convert.FromHexString(Content)), Repair(Convert.FromHexString(Settings))], Run, Repair);

    public static byte[] Repair(byte[] record)
    {
        if (record.Length < RecordFields.HeaderBytes) return record;
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(RecordFields.LengthAt), record.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(RecordFields.ChecksumAt), Crc32.OfBlob(record, record.Length));
        return record;
    }

    private static void Run(byte[] record)
    {
        var content = new LabelContent();
        if (ContentRecord.Read(record, record.Length, content) == 0 && content.Name.Length == 0) throw new InvalidOperationException("content without a name");
        var settings = new Settings();
        if (SettingsRecord.Read(record, record.Length, settings) != 0) return;
        if (settings.TopK is < 1 or > 10 || settings.PageBytes is < 32 or > 512 || settings.EmptyMillivolts > settings.LowMillivolts || settings.SleepSeconds < 0
            || settings.AdvertiseSeconds < 1 || settings.Name.Length is < 1 or > 8)
            throw new InvalidOperationException("settings out of range");
    }
}
