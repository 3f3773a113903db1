using Endcap.Compression.Errors;

namespace Endcap.Compression.Datasets;

/// <summary>
/// Reads purchases from a CSV with one row per basket (or shopper) and product. Other columns are not looked at: such files
/// come from a till, with times, quantities and prices. A product that is twice in a basket counts once.
/// </summary>
public static class BasketReader
{
    /// <summary>Most products: what a catalogue in a blob holds.</summary>
    public const int MostItems = 4095;

    /// <summary>Reads purchases. Errors: E101, E103–E107, E109, E113, E114, E230–E234, E4xx.</summary>
    /// <param name="path">The purchases.</param>
    /// <param name="columns">What the columns are called.</param>
    /// <param name="items">The products (<see cref="ReadItems"/>), or null: those that were bought, in the order of the file.</param>
    /// <param name="shoppers">What is known of each basket's shopper (<see cref="ShopperReader"/>), or null.</param>
    /// <param name="progress">Told the fraction read, 0…1, now and then; or null.</param>
    /// <param name="cancellation">Stops between rows.</param>
    public static BasketFile Read(string path, BasketColumns columns, IReadOnlyList<BasketItem>? items = null,
        ShopperReader? shoppers = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        using CsvRows rows = CsvRows.Open(path);
        Require(rows, columns.Basket, columns.Item);
        int basketColumn = rows.IndexOf(columns.Basket), itemColumn = rows.IndexOf(columns.Item);
        List<BasketItem> found = [.. items ?? []];
        Dictionary<string, int> numbers = Numbers(found), basketNumbers = new(StringComparer.Ordinal);
        List<HashSet<int>> baskets = [];
        long count = 0, repeated = 0;
        while (rows.Read())
        {
            if ((count++ & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(rows.Fraction);
            }

            string basket = Key(rows, basketColumn, columns.Basket), item = Key(rows, itemColumn, columns.Item);
            if (!numbers.TryGetValue(item, out int number))
            {
                if (items is not null) throw Catalogue.UnknownItem(path, rows.Line, columns.Item, item, items.Count);
                if (found.Count == MostItems) throw Catalogue.TooManyItems(path, MostItems);
                numbers.Add(item, number = found.Count);
                found.Add(new BasketItem(item, item));
            }

            if (basketNumbers.TryAdd(basket, baskets.Count)) baskets.Add([]);
            if (!baskets[basketNumbers[basket]].Add(number)) repeated++;
        }

        if (!baskets.Exists(basket => basket.Count > 1)) throw Catalogue.NoPairs(path, columns.Basket, baskets.Count);
        return new BasketFile(new Baskets(found, baskets, shoppers?.Of([.. basketNumbers.Keys])), count, repeated);
    }

    /// <summary>Reads the list of products: a key column as the purchases have it, and optionally a name. Errors: as <see cref="Read"/>, E235.</summary>
    public static IReadOnlyList<BasketItem> ReadItems(string path, string keyColumn, string? nameColumn)
    {
        using CsvRows rows = CsvRows.Open(path);
        Require(rows, [keyColumn, .. nameColumn is null ? Array.Empty<string>() : [nameColumn]]);
        int key = rows.IndexOf(keyColumn), name = nameColumn is null ? key : rows.IndexOf(nameColumn);
        List<BasketItem> items = [];
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        while (rows.Read())
        {
            string sku = Key(rows, key, keyColumn);
            if (!lines.TryAdd(sku, rows.Line)) throw Catalogue.ItemTwice(path, rows.Line, sku, lines[sku]);
            if (items.Count == MostItems) throw Catalogue.TooManyItems(path, MostItems);
            items.Add(new BasketItem(sku, rows.Text(name)));
        }

        return items;
    }

    /// <summary>A cell that must not be empty: E230.</summary>
    internal static string Key(CsvRows rows, int column, string name)
    {
        string text = rows.Text(column);
        return text.Length > 0 ? text : throw Catalogue.BasketCellEmpty(rows.File, rows.Line, name);
    }

    /// <summary>Refuses a file without these columns: E101.</summary>
    internal static void Require(CsvRows rows, params string[] needed)
    {
        string[] missing = [.. needed.Where(name => rows.IndexOf(name) < 0)];
        if (missing.Length > 0) throw Catalogue.ColumnMissing(rows.File, missing, rows.Header);
    }

    private static Dictionary<string, int> Numbers(List<BasketItem> items)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (BasketItem item in items) numbers.Add(item.Sku, numbers.Count);
        return numbers;
    }
}

/// <summary>What the columns of purchases are called.</summary>
/// <param name="Basket">Names the basket or the shopper.</param>
/// <param name="Item">Names the product.</param>
public sealed record BasketColumns(string Basket, string Item);

/// <summary>Purchases as read.</summary>
/// <param name="Baskets">The baskets, in the order of the file.</param>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Repeated">Rows with a product that its basket had already.</param>
public sealed record BasketFile(Baskets Baskets, long Rows, long Repeated);
