using System.Text;
using Endcap.Label.Faults;
using Endcap.Label.Storage;

namespace Endcap.Compression.LabelRecords;

/// <summary>Writes settings records. What it answers was read back by the label's own reader.</summary>
public static class SettingsWriter
{
    /// <summary>Writes a record with all fields.</summary>
    /// <exception cref="ArgumentException">The label would refuse it: a number or text is out of range.</exception>
    public static byte[] Write(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var sink = new RecordSink(SettingsRecord.Magic);
        sink.Field(SettingsRecord.LabelIdField, BitConverter.GetBytes(settings.LabelId));
        sink.Field(SettingsRecord.NameField, Encoding.ASCII.GetBytes(settings.Name));
        sink.Number(SettingsRecord.ClockOffsetField, settings.ClockOffsetMinutes);
        sink.Number(SettingsRecord.AdvertiseField, settings.AdvertiseSeconds);
        sink.Number(SettingsRecord.SleepField, settings.SleepSeconds);
        sink.Number(SettingsRecord.ButtonField, settings.ButtonSeconds);
        sink.Number(SettingsRecord.ShowField, settings.ShowSeconds);
        sink.Number(SettingsRecord.IdlePhoneField, settings.IdlePhoneSeconds);
        sink.Number(SettingsRecord.LowField, settings.LowMillivolts);
        sink.Number(SettingsRecord.EmptyField, settings.EmptyMillivolts);
        sink.Number(SettingsRecord.TopKField, settings.TopK);
        sink.Number(SettingsRecord.PageBytesField, settings.PageBytes);
        sink.Text(SettingsRecord.CaptionField, settings.Caption);
        sink.Text(SettingsRecord.OwnCaptionField, settings.OwnCaption);
        sink.Number(SettingsRecord.TrialField, settings.TrialSeconds);
        byte[] record = sink.Seal();
        return SettingsRecord.Read(record, record.Length, new Settings()) == LabelFault.None
            ? record
            : throw new ArgumentException("The label would refuse these settings.", nameof(settings));
    }
}
