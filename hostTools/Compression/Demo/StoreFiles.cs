using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;

namespace Endcap.Compression.Demo;

/// <summary>
/// Writes a generated store as the files that the command line reads: train.csv, test.csv, shelf.csv, profile.json,
/// labels.csv; beside them the truth (truth-train.csv, truth-test.csv), which no model may read, and a README.txt that
/// says that all of it is generated.
/// </summary>
public static class StoreFiles
{
    /// <summary>Writes all files into a folder, each whole or not at all; existing ones are replaced.</summary>
    /// <returns>The names of the files.</returns>
    /// <exception cref="UserErrorException">E4xx: the folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(GeneratedStore store, string folder)
    {
        ArgumentNullException.ThrowIfNull(store);
        CreateFolder(folder);
        (string Name, string Text)[] files =
        [
            ("train.csv", Rows(store.Purchases.Where(purchase => !purchase.IsTest), store)),
            ("test.csv", Rows(store.Purchases.Where(purchase => purchase.IsTest), store)),
            ("truth-train.csv", Truth(store.Purchases.Where(purchase => !purchase.IsTest))),
            ("truth-test.csv", Truth(store.Purchases.Where(purchase => purchase.IsTest))),
            ("shelf.csv", Shelf(store)),
            ("profile.json", Profile(store.Sample)),
            ("labels.csv", Labels(store)),
            ("README.txt", Readme(store)),
        ];
        foreach ((string name, string text) in files) AtomicFile.Write(Path.Combine(folder, name), Encoding.UTF8.GetBytes(text));
        return [.. files.Select(file => file.Name)];
    }

    private static void CreateFolder(string folder)
    {
        if (folder.Length == 0) throw Catalogue.EmptyPath();
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Catalogue.NotWritable(folder, e.Message);
        }
    }

    /// <summary>train.csv or test.csv: one row per purchase and product, columns as in <see cref="StoreColumns"/>.</summary>
    public static string Rows(IEnumerable<Purchase> purchases, GeneratedStore store)
    {
        StringBuilder text = Header(StoreColumns.All);
        foreach (Purchase purchase in purchases)
        {
            WeekPrices week = store.Weeks[purchase.Week];
            string shopper = Join(StoreColumns.ShopperValues(purchase.Household, purchase.History))
                + "," + Join(StoreColumns.ContextValues(purchase.Visit).Cast<int?>());
            for (int i = 0; i < StoreProduct.Shelf.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{purchase.Id},{purchase.Household.Id},{StoreProduct.Shelf[i].Sku},")
                    .Append(purchase.Chosen == i ? "1," : "0,").AppendJoin(',', StoreColumns.ItemValues(i, week)).Append(',')
                    .Append(Join(StoreColumns.AffinityValues(i, purchase.History).Cast<int?>())).Append(',').Append(shopper).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The true probability of each row of <see cref="Rows"/>, in the same order.</summary>
    public static string Truth(IEnumerable<Purchase> purchases)
    {
        StringBuilder text = Header([StoreColumns.Group, StoreColumns.Product, "true_probability"]);
        foreach (Purchase purchase in purchases)
        {
            for (int i = 0; i < StoreProduct.Shelf.Count; i++)
                text.Append(CultureInfo.InvariantCulture, $"{purchase.Id},{StoreProduct.Shelf[i].Sku},{purchase.Probabilities[i]:0.000000}\n");
        }

        return text.ToString();
    }

    /// <summary>shelf.csv: one row per product with this week's prices.</summary>
    public static string Shelf(GeneratedStore store)
    {
        StringBuilder text = Header(["sku", "name", StoreColumns.Product, .. StoreColumns.Item]);
        for (int i = 0; i < StoreProduct.Shelf.Count; i++)
        {
            StoreProduct product = StoreProduct.Shelf[i];
            text.Append(CultureInfo.InvariantCulture, $"{product.Sku},{product.Name},{product.Sku},")
                .AppendJoin(',', StoreColumns.ItemValues(i, store.ThisWeek)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>profile.json: what the sample shopper's phone knows; a value that is not stated is left out.</summary>
    /// <param name="sample">The shopper.</param>
    /// <param name="leaveOut">Columns that the model does not use, such as one that is constant in a small store.</param>
    public static string Profile(SampleShopper sample, IReadOnlyCollection<string>? leaveOut = null)
    {
        var affinity = new JsonObject();
        for (int i = 0; i < StoreProduct.Shelf.Count; i++)
            affinity[StoreProduct.Shelf[i].Sku] = Object(StoreColumns.Affinity, StoreColumns.AffinityValues(i, sample.History).Cast<int?>());
        var profile = new JsonObject
        {
            ["shopper"] = Object(StoreColumns.Shopper, StoreColumns.ShopperValues(sample.Household, sample.History)),
            ["affinity"] = affinity,
            ["context"] = Object(StoreColumns.Context, StoreColumns.ContextValues(sample.Visit).Cast<int?>()),
        };
        foreach (string name in leaveOut ?? [])
        {
            profile["shopper"]!.AsObject().Remove(name);
            profile["context"]!.AsObject().Remove(name);
            foreach ((_, JsonNode? product) in affinity) product!.AsObject().Remove(name);
        }

        return profile.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }) + "\n";
    }

    /// <summary>labels.csv: what each product's label prints, as endcap content reads it; label 1001 is the leftmost.</summary>
    public static string Labels(GeneratedStore store)
    {
        StringBuilder text = Header(["label_id", "sku", "name", "price", "currency", "unit_price", "note", "ean", "position"]);
        for (int i = 0; i < StoreProduct.Shelf.Count; i++)
        {
            StoreProduct product = StoreProduct.Shelf[i];
            text.Append(CultureInfo.InvariantCulture, $"{1001 + i},{product.Sku},{product.Name},{store.ThisWeek.Prices[i] / 100.0:0.00},EUR,")
                .Append(StoreLabels.UnitPrice(i, store.ThisWeek)).Append(',').Append(StoreLabels.Note(product)).Append(',').Append(product.Ean)
                .Append(CultureInfo.InvariantCulture, $",{i + 1}\n");
        }

        return text.ToString();
    }

    private static string Readme(GeneratedStore store) => string.Create(CultureInfo.InvariantCulture, $"""
        This store is GENERATED (seed {store.Seed}). Households, products, brands, prices and purchases are invented;
        nothing here was observed, and figures measured on it say nothing about any real shop.

        {store.Households.Count} households, {store.Purchases.Count} purchases, {StoreProduct.Shelf.Count} products, {StoreGenerator.Weeks} weeks.
        train.csv, test.csv              one row per purchase and product; every fifth household is in test.csv
        truth-train.csv, truth-test.csv  the true choice probability of each of those rows; not an input of any model
        shelf.csv, labels.csv            this week's shelf, and what its labels print
        profile.json                     a sample shopper, one of the held-out households

        """);

    private static StringBuilder Header(IEnumerable<string> columns) => new StringBuilder().AppendJoin(',', columns).Append('\n');

    private static string Join(IEnumerable<int?> values) => string.Join(',', values.Select(value => value?.ToString(CultureInfo.InvariantCulture)));

    private static JsonObject Object(IReadOnlyList<string> names, IEnumerable<int?> values) =>
        new(names.Zip(values).Where(pair => pair.Second is not null).Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.First, pair.Second!.Value)));
}
