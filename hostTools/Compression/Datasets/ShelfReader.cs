using Endcap.Compression.Errors;

namespace Endcap.Compression.Datasets;

/// <summary>
/// Reads a shelf from a CSV with one row per product: <c>sku</c>, <c>name</c> and a column for every item feature of the schema.
/// Columns on the schema's ignore list (a price text, a supplier) are skipped; any other column is an error, because a
/// misspelt feature must not pass unnoticed. Unlike in training data, an unknown category is an error too.
/// </summary>
public static class ShelfReader
{
    /// <summary>Most products of a shelf: a product's number is one byte, and 255 stands for none.</summary>
    public const int MostProducts = 255;

    private const string Sku = "sku";
    private const string Name = "name";

    /// <summary>Reads a shelf. Errors: E101, E103–E107, E109, E111, E113–E115, E150–E154, E4xx.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="schema">The model's schema.</param>
    /// <param name="least">Fewest products: 2 where they are ranked, 1 where each has a score of its own.</param>
    /// <param name="most">Most products: 255 on a shelf, more in a department's catalogue (E255).</param>
    public static Shelf Read(string path, Schema schema, int least = 2, int most = MostProducts)
    {
        using CsvRows rows = CsvRows.Open(path);
        CheckColumns(rows, schema);
        int[] columns = [.. schema.Features.Select(f => f.Scope == FeatureScope.Item ? rows.IndexOf(f.Name) : -1)];
        var products = new List<Product>();
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        while (rows.Read())
        {
            if (products.Count == most)
                throw most > MostProducts ? Catalogue.DepartmentTooLarge(path, rows.Line, most) : Catalogue.TooManyProducts(path, rows.Line, most);
            string sku = Text(rows, Sku);
            if (!lines.TryAdd(sku, rows.Line)) throw Catalogue.DuplicateSku(path, rows.Line, sku, lines[sku]);
            byte[] bins = [.. columns.Select((column, f) => column < 0 ? (byte)0 : Bin(rows, column, schema.Features[f]))];
            products.Add(new Product(sku, Text(rows, Name), bins));
        }

        return products.Count >= least ? new Shelf(products) : throw Catalogue.OneProduct(path);
    }

    private static void CheckColumns(CsvRows rows, Schema schema)
    {
        IEnumerable<string> items = schema.Features.Where(f => f.Scope == FeatureScope.Item).Select(f => f.Name);
        string[] needed = [.. new[] { Sku, Name }.Union(items)];
        string[] missing = [.. needed.Where(name => rows.IndexOf(name) < 0)];
        if (missing.Length > 0) throw Catalogue.ColumnMissing(rows.File, missing, rows.Header);
        string[] unknown = [.. rows.Header.Where(name => !needed.Contains(name) && !schema.Ignore.Contains(name))];
        if (unknown.Length > 0) throw Catalogue.ShelfColumnUnknown(rows.File, unknown, needed);
    }

    private static string Text(CsvRows rows, string column)
    {
        string text = rows.Text(rows.IndexOf(column));
        return text.Length > 0 ? text : throw Catalogue.ShelfCellEmpty(rows.File, rows.Line, column);
    }

    private static byte Bin(CsvRows rows, int column, Feature feature)
    {
        if (Cell.IsMissing(rows[column]))
            return feature.HasMissingBin ? feature.AbsentBin : throw Catalogue.ShelfCellEmpty(rows.File, rows.Line, feature.Name);
        if (feature.Kind == FeatureKind.Categorical && !feature.Categories.Contains(rows.Text(column)))
            throw Catalogue.UnknownCategory($"{rows.File}:{rows.Line}", feature.Name, rows.Text(column), feature.Categories);
        return FeatureColumn.Bin(feature, rows, column);
    }
}
