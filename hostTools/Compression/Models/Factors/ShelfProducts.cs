using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.Factors;

/// <summary>Which of a model's products stand on a shelf: a CSV with a column <c>sku</c>; other columns are not looked at.</summary>
public static class ShelfProducts
{
    /// <summary>Reads the products. Errors: E101, E103, E104, E106, E107, E109, E113, E114, E230, E235, E348, E4xx.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="model">The model.</param>
    /// <param name="modelPath">Its name, for messages.</param>
    /// <returns>[product of the shelf]: its number in the model.</returns>
    public static IReadOnlyList<int> Read(string path, TwoTowerModel model, string modelPath)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (FactorProduct product in model.Products) numbers.Add(product.Sku, numbers.Count);
        using CsvRows rows = CsvRows.Open(path);
        BasketReader.Require(rows, "sku");
        int column = rows.IndexOf("sku");
        var lines = new Dictionary<int, long>();
        while (rows.Read())
        {
            string sku = BasketReader.Key(rows, column, "sku");
            if (!numbers.TryGetValue(sku, out int number)) throw Catalogue.ProductNotInModel(path, rows.Line, sku, modelPath);
            if (!lines.TryAdd(number, rows.Line)) throw Catalogue.ItemTwice(path, rows.Line, sku, lines[number]);
        }

        return [.. lines.OrderBy(line => line.Value).Select(line => line.Key)];
    }
}
