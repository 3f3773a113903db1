using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Protocol;

namespace Endcap.Label.Storage;

/// <summary>Reads the bytes of <see cref="Drive.Settings"/>. CONTENT.md has every byte; a field left out keeps its value.</summary>
public static class SettingsRecord
{
    /// <summary>"ECLS" as a little-endian number.</summary>
    public const int Magic = 0x534C4345;

    /// <summary>Field: <see cref="Settings.LabelId"/> (u32).</summary>
    public const int LabelIdField = 1;

    /// <summary>Field: <see cref="Settings.Name"/>.</summary>
    public const int NameField = 2;

    /// <summary>Field: <see cref="Settings.ClockOffsetMinutes"/> (i16); this and the next nine are numbers.</summary>
    public const int ClockOffsetField = 3;

    /// <summary>Field: <see cref="Settings.AdvertiseSeconds"/> (u16).</summary>
    public const int AdvertiseField = 4;

    /// <summary>Field: <see cref="Settings.SleepSeconds"/> (u16).</summary>
    public const int SleepField = 5;

    /// <summary>Field: <see cref="Settings.ButtonSeconds"/> (u16).</summary>
    public const int ButtonField = 6;

    /// <summary>Field: <see cref="Settings.ShowSeconds"/> (u16).</summary>
    public const int ShowField = 7;

    /// <summary>Field: <see cref="Settings.IdlePhoneSeconds"/> (u16).</summary>
    public const int IdlePhoneField = 8;

    /// <summary>Field: <see cref="Settings.LowMillivolts"/> (u16).</summary>
    public const int LowField = 9;

    /// <summary>Field: <see cref="Settings.EmptyMillivolts"/> (u16).</summary>
    public const int EmptyField = 10;

    /// <summary>Field: <see cref="Settings.TopK"/> (u16).</summary>
    public const int TopKField = 11;

    /// <summary>Field: <see cref="Settings.PageBytes"/> (u16).</summary>
    public const int PageBytesField = 12;

    /// <summary>Field: <see cref="Settings.Caption"/>.</summary>
    public const int CaptionField = 13;

    /// <summary>Field: <see cref="Settings.OwnCaption"/>.</summary>
    public const int OwnCaptionField = 14;

    /// <summary>Field: <see cref="Settings.TrialSeconds"/> (u16).</summary>
    public const int TrialField = 15;

    /// <summary>Longest caption, bytes.</summary>
    public const int MaxCaptionBytes = 64;

    /// <summary>Reads a record completely, or leaves <paramref name="into"/> as it was.</summary>
    /// <param name="bytes">The file's bytes; may be null, and is not kept.</param>
    /// <param name="length">How many of them count.</param>
    /// <param name="into">Usually new settings; fields that the record lacks keep their values.</param>
    /// <returns><see cref="LabelFault.None"/> or <see cref="LabelFault.BadSettings"/>.</returns>
    public static int Read(byte[] bytes, int length, Settings into)
    {
        if (!RecordFields.IsSound(bytes, length, Magic) || !IsName(bytes, RecordFields.Find(bytes, length, NameField))) return LabelFault.BadSettings;
        int labelId = RecordFields.Find(bytes, length, LabelIdField);
        if (labelId >= 0 && RecordFields.Length(bytes, labelId) != 4) return LabelFault.BadSettings;
        for (int kind = ClockOffsetField; kind <= PageBytesField; kind++)
        {
            if (!IsNumber(bytes, RecordFields.Find(bytes, length, kind), kind)) return LabelFault.BadSettings;
        }

        if (!IsNumber(bytes, RecordFields.Find(bytes, length, TrialField), TrialField)) return LabelFault.BadSettings;

        int low = Number(bytes, length, LowField, into.LowMillivolts);
        if (Number(bytes, length, EmptyField, into.EmptyMillivolts) > low) return LabelFault.BadSettings;
        if (RecordFields.Length(bytes, RecordFields.Find(bytes, length, CaptionField)) > MaxCaptionBytes) return LabelFault.BadSettings;
        if (RecordFields.Length(bytes, RecordFields.Find(bytes, length, OwnCaptionField)) > MaxCaptionBytes) return LabelFault.BadSettings;
        if (labelId >= 0) into.LabelId = (uint)BlobLayout.I32(bytes, labelId);
        TakeTexts(bytes, length, into);
        TakeNumbers(bytes, length, into);
        return LabelFault.None;
    }

    /// <summary>The least value of a number field.</summary>
    public static int Least(int kind)
    {
        switch (kind)
        {
            case ClockOffsetField: return -840;
            case SleepField: return 0;
            case LowField: return 0;
            case EmptyField: return 0;
            case TrialField: return 10;
            case PageBytesField: return SchemaPages.MinPageBytes;
            default: return 1;
        }
    }

    /// <summary>The highest value of a number field.</summary>
    public static int Most(int kind)
    {
        switch (kind)
        {
            case ClockOffsetField: return 840;
            case SleepField: return 65535;
            case LowField: return 6000;
            case EmptyField: return 6000;
            case TopKField: return 10;
            case PageBytesField: return GattIds.MaxAttributeBytes;
            default: return 3600;
        }
    }

    private static void TakeTexts(byte[] bytes, int length, Settings into)
    {
        int name = RecordFields.Find(bytes, length, NameField);
        if (name >= 0)
        {
            char[] characters = new char[RecordFields.Length(bytes, name)];
            for (int i = 0; i < characters.Length; i++) characters[i] = (char)bytes[name + i];
            into.Name = new string(characters);
        }

        into.Caption = Text(bytes, length, CaptionField, into.Caption);
        into.OwnCaption = Text(bytes, length, OwnCaptionField, into.OwnCaption);
    }

    private static void TakeNumbers(byte[] bytes, int length, Settings into)
    {
        into.ClockOffsetMinutes = Number(bytes, length, ClockOffsetField, into.ClockOffsetMinutes);
        into.AdvertiseSeconds = Number(bytes, length, AdvertiseField, into.AdvertiseSeconds);
        into.SleepSeconds = Number(bytes, length, SleepField, into.SleepSeconds);
        into.ButtonSeconds = Number(bytes, length, ButtonField, into.ButtonSeconds);
        into.ShowSeconds = Number(bytes, length, ShowField, into.ShowSeconds);
        into.IdlePhoneSeconds = Number(bytes, length, IdlePhoneField, into.IdlePhoneSeconds);
        into.LowMillivolts = Number(bytes, length, LowField, into.LowMillivolts);
        into.EmptyMillivolts = Number(bytes, length, EmptyField, into.EmptyMillivolts);
        into.TopK = Number(bytes, length, TopKField, into.TopK);
        into.PageBytes = Number(bytes, length, PageBytesField, into.PageBytes);
        into.TrialSeconds = Number(bytes, length, TrialField, into.TrialSeconds);
    }

    private static byte[] Text(byte[] bytes, int length, int kind, byte[] otherwise)
    {
        int at = RecordFields.Find(bytes, length, kind);
        return at < 0 ? otherwise : RecordFields.Copy(bytes, at, RecordFields.Length(bytes, at));
    }

    private static int Number(byte[] bytes, int length, int kind, int otherwise)
    {
        int at = RecordFields.Find(bytes, length, kind);
        return at < 0 ? otherwise : Number(bytes, at, kind);
    }

    private static int Number(byte[] bytes, int at, int kind)
    {
        return kind == ClockOffsetField ? BlobLayout.I16(bytes, at) : BlobLayout.U16(bytes, at);
    }

    private static bool IsNumber(byte[] bytes, int at, int kind)
    {
        if (at < 0) return true;
        if (RecordFields.Length(bytes, at) != 2) return false;
        int value = Number(bytes, at, kind);
        return value >= Least(kind) && value <= Most(kind);
    }

    private static bool IsName(byte[] bytes, int at)
    {
        if (at < 0) return true;
        int count = RecordFields.Length(bytes, at);
        if (count < 1 || count > AdvertData.MaxNameBytes) return false;
        for (int i = 0; i < count; i++)
        {
            if (bytes[at + i] < 0x20 || bytes[at + i] > 0x7E) return false;
        }

        return true;
    }
}
