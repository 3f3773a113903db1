using System.Text.Json;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Label.Storage;
using Endcap.Protocol;

namespace Endcap.Compression.LabelRecords;

/// <summary>
/// Reads settings from JSON: an object with any of label_id, name, clock_offset_minutes, advertise_seconds, sleep_seconds,
/// button_seconds, show_seconds, idle_phone_seconds, low_millivolts, empty_millivolts, top_k, page_bytes, trial_seconds,
/// caption and own_caption. What is left out keeps its usual value.
/// </summary>
public static class SettingsJson
{
    private static readonly string[] Numbers =
    [
        "clock_offset_minutes", "advertise_seconds", "sleep_seconds", "button_seconds", "show_seconds", "idle_phone_seconds",
        "low_millivolts", "empty_millivolts", "top_k", "page_bytes",
    ];

    private static readonly string[] Known = ["label_id", "name", .. Numbers, "trial_seconds", "caption", "own_caption"];

    /// <summary>Reads a file. Errors: E331, E335–E337, E4xx.</summary>
    public static Settings Read(string path)
    {
        JsonValue root = JsonText.ReadFile(path).AsObject(Known);
        var settings = new Settings();
        int Number(string name, int otherwise)
        {
            int index = Array.IndexOf(Numbers, name), kind = index < 0 ? SettingsRecord.TrialField : SettingsRecord.ClockOffsetField + index;
            return root.OptionalMember(name)?.AsInt(SettingsRecord.Least(kind), SettingsRecord.Most(kind)) ?? otherwise;
        }

        byte[] Caption(string name, byte[] otherwise) => root.OptionalMember(name) is { } value
            ? LabelText.Encode(value.Where, value.AsText(), SettingsRecord.MaxCaptionBytes) : otherwise;

        if (root.OptionalMember("label_id") is { } id)
            settings.LabelId = LabelEntry.ParseId(id.Where, id.Kind == JsonValueKind.Number ? id.Text : id.AsText());
        if (root.OptionalMember("name") is { } label) settings.Name = Name(label);
        settings.ClockOffsetMinutes = Number("clock_offset_minutes", settings.ClockOffsetMinutes);
        settings.AdvertiseSeconds = Number("advertise_seconds", settings.AdvertiseSeconds);
        settings.SleepSeconds = Number("sleep_seconds", settings.SleepSeconds);
        settings.ButtonSeconds = Number("button_seconds", settings.ButtonSeconds);
        settings.ShowSeconds = Number("show_seconds", settings.ShowSeconds);
        settings.IdlePhoneSeconds = Number("idle_phone_seconds", settings.IdlePhoneSeconds);
        settings.LowMillivolts = Number("low_millivolts", settings.LowMillivolts);
        settings.EmptyMillivolts = Number("empty_millivolts", settings.EmptyMillivolts);
        settings.TopK = Number("top_k", settings.TopK);
        settings.PageBytes = Number("page_bytes", settings.PageBytes);
        settings.TrialSeconds = Number("trial_seconds", settings.TrialSeconds);
        settings.Caption = Caption("caption", settings.Caption);
        settings.OwnCaption = Caption("own_caption", settings.OwnCaption);
        if (settings.EmptyMillivolts > settings.LowMillivolts)
            throw Catalogue.BatteryLevels(root.Where, settings.EmptyMillivolts, settings.LowMillivolts);
        return settings;
    }

    private static string Name(JsonValue value)
    {
        string name = value.AsText();
        return name.Length is > 0 and <= AdvertData.MaxNameBytes && name.All(character => character is >= ' ' and <= '~')
            ? name
            : throw Catalogue.BluetoothName(value.Where, name, AdvertData.MaxNameBytes);
    }
}
