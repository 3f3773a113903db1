namespace Endcap.Compression.Demo;

/// <summary>The columns of a generated train.csv or test.csv, by scope, in file order.</summary>
public static class StoreColumns
{
    /// <summary>Groups the rows of one purchase.</summary>
    public const string Group = "purchase";

    /// <summary>The household: known, not an input.</summary>
    public const string Household = "household";

    /// <summary>The product's SKU: the one categorical input.</summary>
    public const string Product = "product";

    /// <summary>1 on the product bought.</summary>
    public const string Label = "label";

    /// <summary>Item scope, without <see cref="Product"/>: euros, price per kg relative to the shelf's mean, flags, grams.</summary>
    public static IReadOnlyList<string> Item { get; } = ["price", "rel_price", "promotion", "organic", "gluten_free", "sweet", "grams"];

    /// <summary>Affinity scope: 1 on the product bought last; earlier purchases of the product.</summary>
    public static IReadOnlyList<string> Affinity { get; } = ["last_bought", "times_bought"];

    /// <summary>Shopper scope. Income (hundreds of euros a month) is empty where not stated.</summary>
    public static IReadOnlyList<string> Shopper { get; } = ["n_prior", "household_size", "children", "age", "income", "gluten_free_diet"];

    /// <summary>Context scope: hour of the day 8…21, flag.</summary>
    public static IReadOnlyList<string> Context { get; } = ["hour", "weekend"];

    /// <summary>All columns of train.csv and test.csv.</summary>
    public static IReadOnlyList<string> All { get; } = [Group, Household, Product, Label, .. Item, .. Affinity, .. Shopper, .. Context];

    /// <summary>The values of the item columns.</summary>
    public static string[] ItemValues(int product, WeekPrices week)
    {
        StoreProduct item = StoreProduct.Shelf[product];
        return
        [
            Number(week.Prices[product] / 100.0, "0.00"), Number(week.PerKilogram(product) / week.MeanPerKilogram, "0.0000"),
            Flag(week.Promoted[product]), Flag(item.Organic), Flag(item.GlutenFree), Flag(item.Sweet), Number(item.Grams, "0"),
        ];
    }

    /// <summary>The values of the affinity columns.</summary>
    public static int[] AffinityValues(int product, PurchaseHistory history) => [history.Last == product ? 1 : 0, history.Times[product]];

    /// <summary>The values of the shopper columns; null is missing.</summary>
    public static int?[] ShopperValues(Household household, PurchaseHistory history) =>
    [
        history.Count, household.Size, household.Children, household.Age,
        household.StatesIncome ? household.Income : null, household.GlutenFree ? 1 : 0,
    ];

    /// <summary>The values of the context columns.</summary>
    public static int[] ContextValues(Visit visit) => [visit.Hour, visit.Weekend ? 1 : 0];

    private static string Flag(bool value) => value ? "1" : "0";

    private static string Number(double value, string format) => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
