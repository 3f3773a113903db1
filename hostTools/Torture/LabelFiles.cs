using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.LabelRecords;
using Endcap.Kernel;
using Endcap.Label.Display;
using Endcap.Label.Storage;
using Endcap.Protocol.Update;

namespace Endcap.Torture;

/// <summary>What a label has before a campaign's update and after it. Whatever happens, it must be one or the other.</summary>
public static class LabelFiles
{
    /// <summary>The store's number for the label.</summary>
    public const uint LabelId = 0xA017;

    private const int Products = 12;

    /// <summary>The label's key.</summary>
    public static byte[] Key { get; } = [.. Enumerable.Range(0, Seal.KeyBytes).Select(i => (byte)(7 * i))];

    /// <summary>The key after a rotation.</summary>
    public static byte[] NextKey { get; } = [.. Enumerable.Range(0, Seal.KeyBytes).Select(i => (byte)(255 - (3 * i)))];

    /// <summary>A file of a kind.</summary>
    /// <param name="kind">One of <see cref="Manifest"/>'s.</param>
    /// <param name="isNew">Which of the two.</param>
    public static byte[] Of(int kind, bool isNew) => kind switch
    {
        Manifest.Shelf => isNew ? NewShelf : OldShelf,
        Manifest.Content => isNew ? NewContent : OldContent,
        _ => isNew ? NewSettings : OldSettings,
    };

    /// <summary>What the label shows.</summary>
    public static LabelContent Content(bool isNew) => new()
    {
        Name = CodePage.Encode(isNew ? "Soy Drink, new recipe" : "Soy Drink"), Price = isNew ? 299 : 249, Currency = [CodePage.Euro],
        UnitPrice = CodePage.Encode(isNew ? "2,99 €/l" : "2,49 €/l"), Note = CodePage.Encode("41"),
        Ean = [4, 0, 0, 6, 3, 8, 1, 3, 3, 3, 9, 3, 1], OwnSku = "1"u8.ToArray(),
    };

    /// <summary>The label's name in the advert.</summary>
    public static string Name(bool isNew) => isNew ? "Shelf 8" : "Shelf 7";

    private static byte[] OldShelf { get; } = Shelf(false);

    private static byte[] NewShelf { get; } = Shelf(true);

    private static byte[] OldContent { get; } = ContentWriter.Write(Content(false));

    private static byte[] NewContent { get; } = ContentWriter.Write(Content(true));

    private static byte[] OldSettings { get; } = SettingsOf(false);

    private static byte[] NewSettings { get; } = SettingsOf(true);

    // Longer than two blocks of an update, so that an update can be torn between them.
    private static byte[] Shelf(bool isNew) => BlobWriter.Write(new BlobContent
    {
        SchemaId = isNew ? 0x22334455u : 0x11223344u,
        ModelVersion = isNew ? 8u : 7u,
        Features = [new FeatureShape(4, 0, 0), new FeatureShape(3, 2, 0)],
        Base = [.. Enumerable.Range(0, Products).Select(product => (short)(isNew ? 10 * product : -10 * product))],
        Products = [.. Enumerable.Range(0, Products).Select(product => new ProductText($"{product}", new string((char)('A' + product), 170)))],
        FeatureTexts =
        [
            new FeatureText("age", FeatureKind.Numeric, true, 3, [30, 60], []), new FeatureText("buys", FeatureKind.Numeric, false, 0, [1, 2], []),
        ],
    });

    private static byte[] SettingsOf(bool isNew) => SettingsWriter.Write(new Settings { LabelId = LabelId, Name = Name(isNew) });
}
