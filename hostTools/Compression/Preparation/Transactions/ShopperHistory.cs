using System.Runtime.InteropServices;

namespace Endcap.Compression.Preparation.Transactions;

/// <summary>What is known of one shopper from earlier baskets.</summary>
internal sealed class ShopperHistory
{
    private readonly Dictionary<int, Purchases> _items = [];
    private readonly Dictionary<int, Purchases> _categories = [];

    /// <summary>Earlier baskets.</summary>
    public int Baskets { get; private set; }

    /// <summary>Products in them.</summary>
    public int Lines { get; private set; }

    /// <summary>Of these on discount.</summary>
    public int Discounted { get; private set; }

    /// <summary>Time of the first basket.</summary>
    public double First { get; private set; } = double.NaN;

    /// <summary>Time of the last basket.</summary>
    public double Last { get; private set; } = double.NaN;

    /// <summary>Own prices relative to the median of the category until then.</summary>
    public RunningMedian PriceLevel { get; } = new();

    /// <summary>Earlier purchases of a product.</summary>
    public Purchases OfItem(int item) => _items.GetValueOrDefault(item);

    /// <summary>Earlier purchases of a category.</summary>
    public Purchases OfCategory(int category) => _categories.GetValueOrDefault(category);

    /// <summary>Opens the next basket.</summary>
    public void Begin(double time)
    {
        Baskets++;
        if (double.IsNaN(First)) First = time;
        Last = time;
    }

    /// <summary>Adds a product to the open basket.</summary>
    public void Add(BasketLine line, int category)
    {
        Lines++;
        if (line.Discounted) Discounted++;
        Count(_items, line.Item);
        Count(_categories, category);
    }

    private void Count(Dictionary<int, Purchases> of, int key)
    {
        ref Purchases purchases = ref CollectionsMarshal.GetValueRefOrAddDefault(of, key, out _);
        purchases = new Purchases(purchases.Times + 1, Baskets, Last);
    }
}

/// <summary>How often and when something was bought.</summary>
/// <param name="Times">Times; 0: never.</param>
/// <param name="LastBasket">Number of the shopper's basket, from 1.</param>
/// <param name="LastTime">Its time.</param>
internal readonly record struct Purchases(int Times, int LastBasket, double LastTime);
