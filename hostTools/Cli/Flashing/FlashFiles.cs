using System.Text.Json;
using Endcap.Boards;
using Endcap.Cli.Reports;
using Endcap.Compression.Blobs;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.LabelRecords;
using Endcap.Label.Storage;
using Endcap.Simulation;

namespace Endcap.Cli.Flashing;

/// <summary>The files of a label's drive, checked: what the label itself would refuse is not sent.</summary>
/// <param name="Files">Path on the drive, and bytes.</param>
internal sealed record FlashFiles(IReadOnlyList<(string Destination, byte[] Bytes)> Files)
{
    // littlefs gives whole blocks; its own take a few.
    private const int BlockBytes = 4096, OwnBlocks = 4;

    /// <summary>Reads and checks. Errors: E310, E325, E326, E331–E339, E36x, E4xx.</summary>
    /// <param name="board">Where they go.</param>
    /// <param name="blobPath">The shelf.</param>
    /// <param name="contentPath">A .content.rec, or JSON with one label; null for none.</param>
    /// <param name="settingsPath">A .settings.rec or JSON; null for none.</param>
    public static FlashFiles Read(Board board, string blobPath, string? contentPath, string? settingsPath)
    {
        Settings? settings = settingsPath is null ? null : RecordFile.ReadSettings(settingsPath);
        byte[]? content = contentPath is null ? null : ReadContent(contentPath, ref settings);
        return Of(board, blobPath, BlobFile.Read(blobPath), content, settings);
    }

    /// <summary>Checks what was read. Errors: E325, E326.</summary>
    /// <param name="board">Where they go.</param>
    /// <param name="blobPath">The shelf's name, for messages.</param>
    /// <param name="image">The shelf.</param>
    /// <param name="content">A content record, or null.</param>
    /// <param name="settings">Settings, or null.</param>
    public static FlashFiles Of(Board board, string blobPath, BlobImage image, byte[]? content, Settings? settings)
    {
        var fit = new BoardFit(board, image);
        if (!fit.Fits) throw Catalogue.ShelfDoesNotFit(blobPath, fit.Verdict);
        // The counter of staff sessions must not fall: seconds rise faster than sessions.
        uint counter = (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var all = new FlashFiles(FlashedDrive.Of(counter, image.Bytes, content, settings is null ? null : SettingsWriter.Write(settings)));
        if (all.NeededBytes > board.DriveBytes) throw Catalogue.DriveTooSmall(all.NeededBytes, board.Id, board.DriveBytes);
        return all;
    }

    /// <summary>A content record from a record or JSON file; JSON also gives the label's id. Errors: E331, E333–E339, E36x, E4xx.</summary>
    public static byte[] ReadContent(string path, ref Settings? settings)
    {
        byte[] content = InputFile.ReadAllBytes(path);
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            LabelEntry label = LabelJson.Read(path);
            (settings ??= new Settings()).LabelId = label.Id;
            content = ContentWriter.Write(label.Content);
        }

        RecordFile.Content(path, content);
        return content;
    }

    /// <summary>Bytes of the drive that they take; an update is collected in one file more and replaces the other slot.</summary>
    public long NeededBytes => BlockBytes * (OwnBlocks + 1 + Files.Sum(file => (file.Destination == Drive.ShelfA ? 2 : 1) * Blocks(file.Bytes)));

    /// <summary>Whether the label gets an id.</summary>
    public bool HasSettings => Files.Any(file => file.Destination == Drive.Settings);

    /// <summary>nanoff's file deployment, as JSON.</summary>
    /// <param name="port">Serial port.</param>
    /// <param name="folder">Where the files are.</param>
    public string Deployment(string port, string folder) => ReportJson.Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("serialport", port);
        writer.WriteStartArray("files");
        foreach ((string destination, _) in Files)
        {
            writer.WriteStartObject();
            writer.WriteString("DestinationFilePath", destination);
            writer.WriteString("SourceFilePath", Path.Combine(folder, NameOf(destination)));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>The name of a file without its drive.</summary>
    public static string NameOf(string destination) => destination[Drive.Root.Length..];

    private static long Blocks(byte[] bytes) => (bytes.Length + BlockBytes - 1) / BlockBytes;
}
