using Endcap.Label.Display;
using Endcap.Label.Faults;
using Endcap.Label.Storage;

namespace Endcap.Compression.LabelRecords;

/// <summary>Writes content records. What it answers was read back by the label's own reader.</summary>
public static class ContentWriter
{
    /// <summary>Writes a record.</summary>
    /// <exception cref="ArgumentException">The label would refuse it: a number or text out of range, or over 2,048 bytes.</exception>
    public static byte[] Write(LabelContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        byte[] record = Encode(content);
        return ContentRecord.Read(record, record.Length, new LabelContent()) == LabelFault.None
            ? record
            : throw new ArgumentException($"The label would refuse this content ({record.Length} bytes).", nameof(content));
    }

    /// <summary>The bytes of a content, whether the label would take them or not.</summary>
    internal static byte[] Encode(LabelContent content)
    {
        var sink = new RecordSink(ContentRecord.Magic);
        sink.Field(ContentRecord.PriceField, [.. BitConverter.GetBytes(content.Price), (byte)content.Decimals,
            (byte)(content.CurrencyLeads ? 1 : 0), .. content.Currency]);
        sink.Field(ContentRecord.NameField, content.Name);
        sink.Field(ContentRecord.UnitPriceField, content.UnitPrice);
        sink.Field(ContentRecord.NoteField, content.Note);
        sink.Field(ContentRecord.EanField, content.Ean);
        if (content.Qr is not null) sink.Field(ContentRecord.QrField, [(byte)content.QrSize, .. content.Qr]);
        sink.Field(ContentRecord.OwnSkuField, content.OwnSku);
        sink.Field(ContentRecord.ShelfOrderField, content.ShelfOrder);
        return sink.Seal();
    }
}
