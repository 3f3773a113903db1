using System.Globalization;
using Endcap.Compression.Blobs;
using Endcap.Compression.Errors;
using Endcap.Compression.LabelRecords;
using Endcap.Label.Storage;
using Endcap.Simulation;

namespace Endcap.Cli.Flashing;

/// <summary>What one of several labels shows, and the settings that came with it.</summary>
/// <param name="Content">A content record; null for a board without a panel.</param>
/// <param name="Id">Its number, where the file says it.</param>
/// <param name="Own">Its settings, where there are some.</param>
internal sealed record LabelFiles(byte[]? Content, uint? Id, Settings? Own)
{
    private const string ContentEnd = ".content.rec", SettingsEnd = ".settings.rec";

    /// <summary>Whether a path names a list of labels.</summary>
    public static bool IsList(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sample labels: a product each, at a made-up price; beacons, which show nothing, without.</summary>
    public static List<LabelFiles> Samples(BlobContent shelf, int count, bool hasPanel) =>
        [.. Enumerable.Range(0, count).Select(n => new LabelFiles(!hasPanel ? null : ContentWriter.Write(SampleContent.Of(shelf, n)), (uint)n + 1, null))];

    /// <summary>Reads lists, folders, records and JSON files. Errors: E330–E339, E345, E36x, E4xx.</summary>
    public static List<LabelFiles> Read(IEnumerable<string> paths) => [.. paths.SelectMany(Read)];

    /// <summary>The settings for this label: those that the user named, else its own, else those of a label that never sleeps.</summary>
    /// <param name="named">What the user named, or null.</param>
    /// <param name="alone">Whether it is the only label, so that named settings keep their id.</param>
    public Settings With(Settings? named, bool alone)
    {
        Settings settings = named ?? Own ?? new Settings();
        if (named is null) settings.SleepSeconds = 0;
        if (Id is { } id && !(alone && named is { LabelId: not 0 })) settings.LabelId = id;
        return settings;
    }

    private static IEnumerable<LabelFiles> Read(string path)
    {
        if (IsList(path)) return LabelCsv.Read(path).Select(label => new LabelFiles(ContentWriter.Write(label.Content), label.Id, null));
        if (!Directory.Exists(path)) return [ReadFile(path)];
        string[] files = [.. Directory.GetFiles(path, "*" + ContentEnd).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files.Select(ReadFile) : throw Catalogue.NoLabelsIn(path);
    }

    // A record's settings lie beside it under the label's number, as endcap content writes them.
    private static LabelFiles ReadFile(string path)
    {
        Settings? settings = null;
        byte[] content = FlashFiles.ReadContent(path, ref settings);
        string beside = path.EndsWith(ContentEnd, StringComparison.Ordinal) ? path[..^ContentEnd.Length] + SettingsEnd : "";
        if (File.Exists(beside)) settings = RecordFile.ReadSettings(beside);
        uint? id = settings?.LabelId;
        if (id is null && uint.TryParse(Path.GetFileName(path).Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out uint number)) id = number;
        return new LabelFiles(content, id, settings);
    }
}
