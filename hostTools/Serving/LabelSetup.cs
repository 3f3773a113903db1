using System.Text;
using Endcap.Boards;
using Endcap.Compression.Blobs;
using Endcap.Compression.LabelRecords;
using Endcap.Label.Display;
using Endcap.Label.Storage;

namespace Endcap.Serving;

/// <summary>A label to be served: its board and what lies on its drive.</summary>
/// <param name="Board">The board that it stands for.</param>
/// <param name="Files">Path on the drive (<see cref="Drive"/>), and bytes: the shelf in slot A, content, settings.</param>
/// <param name="Clock">What its clock says when it starts (UTC); null for a clock that was never set.</param>
public sealed record LabelSetup(Board Board, IReadOnlyList<(string Path, byte[] Bytes)> Files, DateTime? Clock)
{
    /// <summary>The bytes of a file, or null.</summary>
    public byte[]? File(string path) => Files.FirstOrDefault(file => file.Path == path).Bytes;

    /// <summary>The shelf as it was put on the drive. Each call reads it anew: ranking changes an image.</summary>
    /// <exception cref="InvalidOperationException">There is no sound shelf among the files.</exception>
    public BlobImage ReadShelf() => File(Drive.ShelfA) is { } blob && BlobImage.TryRead(blob, out BlobImage? image) == 0 && image is not null
        ? image : throw new InvalidOperationException("A served label needs a sound shelf in slot A.");

    /// <summary>Its settings; the usual ones where there is no record.</summary>
    public Settings ReadSettings() => File(Drive.Settings) is { } record ? RecordFile.Settings(Drive.Settings, record) : new Settings();

    /// <summary>What it shows, or null.</summary>
    public LabelContent? ReadContent() => File(Drive.Content) is { } record ? RecordFile.Content(Drive.Content, record) : null;

    /// <summary>The name of its product, "" where it shows none.</summary>
    public string ProductName => ReadContent() is { } content ? LabelText.Decode(content.Name) : "";

    /// <summary>Its price as people write it, "" where it shows none.</summary>
    public string Price => ReadContent() is { } content ? LabelText.Price(content) : "";

    /// <summary>SKU of its product, or "".</summary>
    public string Sku => ReadContent() is { } content ? Encoding.UTF8.GetString(content.OwnSku) : "";
}
