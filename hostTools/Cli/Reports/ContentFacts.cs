using System.Globalization;
using System.Text;
using Endcap.Compression.LabelRecords;
using Endcap.Label.Display;
using Endcap.Label.Storage;

namespace Endcap.Cli.Reports;

/// <summary>Content and settings records for people and programs.</summary>
internal static class ContentFacts
{
    /// <summary>All of a content record.</summary>
    public static Report Of(LabelContent content, int bytes) => new Report("Content record")
        .AddForJson("kind", "content")
        .Add("bytes", "bytes", bytes)
        .Add("name", "name", Text(content.Name))
        .Add("price", "price", LabelText.Price(content))
        .AddForJson("minorUnits", content.Price)
        .AddForJson("decimals", content.Decimals)
        .Add("unitPrice", "unit price", Text(content.UnitPrice))
        .Add("note", "note", Text(content.Note))
        .Add("ean", "EAN-13", content.Ean is null ? null : string.Concat(content.Ean))
        .Add("qrModules", "QR modules a side", content.Qr is null ? null : content.QrSize)
        .Add("sku", "sku", Encoding.UTF8.GetString(content.OwnSku))
        .Add("shelfOrder", "shelf, left to right", Skus(content.ShelfOrder).ToList());

    /// <summary>All of a settings record.</summary>
    public static Report Of(Settings settings, int bytes) => new Report("Settings record")
        .AddForJson("kind", "settings")
        .Add("bytes", "bytes", bytes)
        .Add("label", "label", settings.LabelId.ToString(CultureInfo.InvariantCulture))
        .Add("name", "Bluetooth name", settings.Name)
        .Add("clockOffsetMinutes", "clock, minutes from UTC", settings.ClockOffsetMinutes)
        .Add("advertiseSeconds", "advertises for seconds", settings.AdvertiseSeconds)
        .Add("sleepSeconds", "then sleeps for seconds (0: never)", settings.SleepSeconds)
        .Add("buttonSeconds", "advertises after the button for seconds", settings.ButtonSeconds)
        .Add("showSeconds", "shows a recommendation for seconds", settings.ShowSeconds)
        .Add("idlePhoneSeconds", "drops an idle phone after seconds", settings.IdlePhoneSeconds)
        .Add("lowMillivolts", "battery low below mV", settings.LowMillivolts)
        .Add("emptyMillivolts", "battery empty below mV", settings.EmptyMillivolts)
        .Add("topK", "products of an answer, at most", settings.TopK)
        .Add("pageBytes", "bytes of a schema page", settings.PageBytes)
        .Add("trialSeconds", "a version on trial is confirmed within seconds", settings.TrialSeconds)
        .Add("caption", "caption", Text(settings.Caption))
        .Add("ownCaption", "caption for its own product", Text(settings.OwnCaption));

    /// <summary>Text of the label's bytes.</summary>
    public static string Text(byte[] bytes) => LabelText.Decode(bytes);

    private static IEnumerable<string> Skus(byte[] order)
    {
        for (int at = 0; at < order.Length; at += 1 + order[at]) yield return Encoding.UTF8.GetString(order, at + 1, order[at]);
    }
}
