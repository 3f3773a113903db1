using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Label.Display;
using Endcap.Label.Faults;
using Endcap.Label.Storage;

namespace Endcap.Compression.LabelRecords;

/// <summary>Reads record files with the label's own readers.</summary>
public static class RecordFile
{
    /// <summary>Whether bytes begin like a settings record.</summary>
    public static bool IsSettings(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return bytes.Length >= 4 && BitConverter.ToInt32(bytes) == SettingsRecord.Magic;
    }

    /// <summary>A content record's bytes as content. Error: E339.</summary>
    public static LabelContent Content(string path, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var content = new LabelContent();
        int fault = ContentRecord.Read(bytes, bytes.Length, content);
        return fault == LabelFault.None ? content : throw Catalogue.RecordRefused(path, "content", fault);
    }

    /// <summary>A settings record's bytes as settings. Error: E339.</summary>
    public static Settings Settings(string path, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var settings = new Settings();
        int fault = SettingsRecord.Read(bytes, bytes.Length, settings);
        return fault == LabelFault.None ? settings : throw Catalogue.RecordRefused(path, "settings", fault);
    }

    /// <summary>Settings from a .rec or a JSON file. Errors: E331, E335–E337, E339, E4xx.</summary>
    public static Settings ReadSettings(string path)
    {
        byte[] bytes = InputFile.ReadAllBytes(path);
        return IsSettings(bytes) ? Settings(path, bytes) : SettingsJson.Read(path);
    }
}
