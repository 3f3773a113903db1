using Endcap.Compression.Datasets;

namespace Endcap.Compression.Preparation.Transactions;

/// <summary>A feature of the long choice form.</summary>
/// <param name="Name">Its column.</param>
/// <param name="Scope">Who knows it.</param>
/// <param name="Needs">The column without which it is left out; '-' for none.</param>
/// <param name="Meaning">In words; everything from before the purchase.</param>
public sealed record ChoiceFeature(string Name, FeatureScope Scope, char Needs, string Meaning);

/// <summary>The features, in the order of their columns.</summary>
public static class ChoiceFeatures
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ChoiceFeature> All =
    [
        new("popularity", FeatureScope.Item, '-', "the product's share of its category's sales"),
        new("price", FeatureScope.Item, 'p', "the product's last price for one"),
        new("rel_price", FeatureScope.Item, 'p', "that price / the median of all prices paid in the category"),
        new("times_bought", FeatureScope.Affinity, '-', "baskets of the shopper with the product"),
        new("last_bought", FeatureScope.Affinity, '-', "1: bought in the shopper's last basket with this category"),
        new("bought_recently", FeatureScope.Affinity, '-', "1: bought in one of the shopper's last baskets (--within)"),
        new("since_bought", FeatureScope.Affinity, 't', "time since the shopper's last basket with the product; missing: never"),
        new("category_share", FeatureScope.Affinity, '-', "times_bought / the shopper's purchases in the category; missing: none"),
        new("category_times", FeatureScope.Shopper, '-', "the shopper's purchases in the category"),
        new("baskets", FeatureScope.Shopper, '-', "the shopper's baskets"),
        new("basket_size", FeatureScope.Shopper, '-', "products a basket; missing: no basket"),
        new("since_last", FeatureScope.Shopper, 't', "time since the shopper's last basket; missing: none"),
        new("frequency", FeatureScope.Shopper, 't', "baskets after the first per 30 units of time since the first; missing: no time passed"),
        new("price_level", FeatureScope.Shopper, 'p', "median of own price / category's median at that time; missing: none"),
        new("discount_share", FeatureScope.Shopper, 'd', "share of the shopper's purchases on discount; missing: none"),
    ];

    /// <summary>Those that the columns allow.</summary>
    public static IReadOnlyList<ChoiceFeature> For(TransactionOptions options) => [.. All.Where(feature => feature.Needs switch
    {
        'p' => options.Price is not null,
        't' => options.Time is not null,
        'd' => options.Discount is not null,
        _ => true,
    })];
}
