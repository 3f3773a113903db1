using Endcap.Boards;
using Endcap.Compression.Errors;
using Endcap.Compression.LabelRecords;
using Endcap.Label.Storage;
using Endcap.Publishing.Keys;

namespace Endcap.Cli.Flashing;

/// <summary>A label's key among the files of its drive, both copies.</summary>
internal static class FlashKeys
{
    /// <summary>Adds the key of the label that the settings name. Errors: E326, E366–E370, E372, E401–E405, E42x.</summary>
    /// <param name="files">With settings.</param>
    /// <param name="path">The store's key file.</param>
    /// <param name="board">Where they go.</param>
    /// <param name="note">Whether the key file takes the label into its list.</param>
    public static FlashFiles AddTo(FlashFiles files, string path, Board board, bool note)
    {
        StoreKeys keys = KeyFile.Read(path);
        byte[]? settings = files.Files.FirstOrDefault(file => file.Destination == Drive.Settings).Bytes;
        uint label = settings is null ? 0 : RecordFile.Settings(Drive.Settings, settings).LabelId;
        if (label == 0) throw Catalogue.KeyNeedsLabelId(path);
        byte[] record = keys.Record(label);
        var all = new FlashFiles([.. files.Files, (Drive.KeyA, record), (Drive.KeyB, record)]);
        if (all.NeededBytes > board.DriveBytes) throw Catalogue.DriveTooSmall(all.NeededBytes, board.Id, board.DriveBytes);
        if (note) KeyFile.Change(path, each => each.Note(label));
        return all;
    }
}
