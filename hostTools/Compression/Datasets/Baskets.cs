namespace Endcap.Compression.Datasets;

/// <summary>Who bought what: for each basket (or shopper) its distinct products. Implicit feedback: what is absent is not disliked.</summary>
public sealed class Baskets
{
    private readonly int[] _starts;
    private readonly int[] _products;

    /// <summary>Creates baskets.</summary>
    /// <param name="items">The products; their order gives them numbers.</param>
    /// <param name="baskets">[basket]: numbers of its products; kept ascending and distinct.</param>
    /// <param name="shoppers">What is known of whom the baskets belong to, or null.</param>
    public Baskets(IReadOnlyList<BasketItem> items, IEnumerable<IEnumerable<int>> baskets, BasketShoppers? shoppers = null)
    {
        Items = items;
        Shoppers = shoppers;
        List<int> starts = [0], products = [];
        foreach (IEnumerable<int> basket in baskets)
        {
            products.AddRange(basket.Distinct().Order());
            starts.Add(products.Count);
        }

        (_starts, _products) = ([.. starts], [.. products]);
        if (products.Exists(product => product < 0 || product >= items.Count))
            throw new ArgumentOutOfRangeException(nameof(baskets), "A basket has a product that the list of items has not.");
        if (shoppers is not null && shoppers.Bins.Count != Count) throw new ArgumentException("There is one list of bins per basket.", nameof(shoppers));
    }

    /// <summary>[product].</summary>
    public IReadOnlyList<BasketItem> Items { get; }

    /// <summary>What is known of the shoppers, or null.</summary>
    public BasketShoppers? Shoppers { get; }

    /// <summary>Number of baskets.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>Number of products in all baskets.</summary>
    public int Interactions => _products.Length;

    /// <summary>A basket's products, ascending.</summary>
    public ReadOnlySpan<int> this[int basket] => _products.AsSpan(_starts[basket], _starts[basket + 1] - _starts[basket]);

    /// <summary>A basket's bins of the shoppers' features; empty without any.</summary>
    public ReadOnlySpan<byte> BinsOf(int basket) => Shoppers is null ? [] : Shoppers.Bins[basket];

    /// <summary>[product]: in how many baskets it is.</summary>
    public int[] CountItems()
    {
        int[] counts = new int[Items.Count];
        foreach (int product in _products) counts[product]++;
        return counts;
    }

    /// <summary>The largest basket.</summary>
    public int MostItems()
    {
        int most = 0;
        for (int basket = 0; basket < Count; basket++) most = Math.Max(most, this[basket].Length);
        return most;
    }

    /// <summary>The same interactions the other way round: [product] baskets that have it, ascending.</summary>
    public int[][] Transposed()
    {
        int[] counts = CountItems(), next = new int[Items.Count];
        int[][] baskets = [.. counts.Select(count => new int[count])];
        for (int basket = 0; basket < Count; basket++)
            foreach (int product in this[basket]) baskets[product][next[product]++] = basket;
        return baskets;
    }

    /// <summary>Chosen baskets. <paramref name="chosen"/>: [new basket] basket.</summary>
    public Baskets Of(IReadOnlyList<int> chosen) => new(Items, chosen.Select(basket => this[basket].ToArray()),
        Shoppers is null ? null : Shoppers with { Bins = [.. chosen.Select(basket => Shoppers.Bins[basket])] });
}

/// <summary>A product that can be bought.</summary>
/// <param name="Sku">The retailer's key; distinct.</param>
/// <param name="Name">For people; may be empty.</param>
public sealed record BasketItem(string Sku, string Name);

/// <summary>What is known of the shoppers that baskets belong to.</summary>
/// <param name="Features">Shopper and context features.</param>
/// <param name="Bins">[basket][feature].</param>
public sealed record BasketShoppers(IReadOnlyList<Feature> Features, IReadOnlyList<byte[]> Bins);
