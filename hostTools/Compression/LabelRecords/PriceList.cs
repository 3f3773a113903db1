using Endcap.Compression.Blobs;
using Endcap.Compression.Errors;
using Endcap.Label.Display;

namespace Endcap.Compression.LabelRecords;

/// <summary>The prices of a shelf's products, out of a list of labels.</summary>
public static class PriceList
{
    /// <summary>Looks up prices by SKU; a product that no label is for has none. Errors: E346, E347, and those of <see cref="LabelCsv"/>.</summary>
    /// <param name="path">The list, as endcap content reads it.</param>
    /// <param name="skus">The shelf's products, in order.</param>
    public static ShelfPrices Read(string path, IReadOnlyList<string> skus)
    {
        var labels = new Dictionary<string, LabelContent>(StringComparer.Ordinal);
        foreach (LabelEntry entry in LabelCsv.Read(path)) labels.TryAdd(entry.Sku, entry.Content);
        LabelContent[] found = [.. skus.Where(labels.ContainsKey).Select(sku => labels[sku])];
        if (found.Length == 0) throw Catalogue.NoPriceInList(path, skus[0]);
        LabelContent first = found[0];
        if (found.FirstOrDefault(each => each.Decimals != first.Decimals || !each.Currency.AsSpan().SequenceEqual(first.Currency)) is { } other)
            throw Catalogue.TwoCurrencies(path, LabelText.Decode(first.Currency), LabelText.Decode(other.Currency));
        return new ShelfPrices(LabelText.Decode(first.Currency), first.Decimals,
            [.. skus.Select(sku => labels.TryGetValue(sku, out LabelContent? content) ? (uint)content.Price : ShelfPrices.Unknown)]);
    }
}
