using System.Text.Json;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Label.Storage;

namespace Endcap.Compression.LabelRecords;

/// <summary>
/// Reads one label from JSON: an object whose members are the CSV's columns (texts; label_id and price may be numbers),
/// and <c>shelf_order</c>, a list of SKUs from left to right.
/// </summary>
public static class LabelJson
{
    private const string ShelfOrder = "shelf_order";
    private static readonly string[] Known = [.. LabelEntry.Needed, .. LabelEntry.Optional, ShelfOrder];

    /// <summary>Reads a file. Errors: E331–E338, E4xx.</summary>
    public static LabelEntry Read(string path)
    {
        JsonValue root = JsonText.ReadFile(path).AsObject(Known);
        LabelEntry entry = LabelEntry.From(column => Cell(root, column), column => root.OptionalMember(column)?.Where ?? $"{root.Where}: {column}");
        if (root.OptionalMember(ShelfOrder) is { } order)
        {
            foreach (JsonValue sku in order.AsArray()) Check(sku);
            entry.Content.ShelfOrder = LabelEntry.Order(order.AsArray().Select(sku => sku.AsText()));
        }

        int bytes = ContentWriter.Encode(entry.Content).Length;
        return bytes <= RecordFields.MaxBytes ? entry : throw Catalogue.LabelTooLarge(root.Where, entry.Id, bytes, RecordFields.MaxBytes);
    }

    private static string Cell(JsonValue root, string column) =>
        root.OptionalMember(column) is not { } value ? "" : value.Kind == JsonValueKind.Number ? value.Text : value.AsText();

    private static void Check(JsonValue sku)
    {
        if (sku.AsText().Length == 0) throw Catalogue.LabelCellEmpty(sku.Where);
        LabelEntry.Utf8(sku.Where, sku.Text);
    }
}
