using Endcap.Compression.Demo;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Preparation.Transactions;

/// <summary>One purchase and what it was chosen from. Reused: valid only during the call that gets it.</summary>
internal sealed class Choice
{
    /// <summary>From 1.</summary>
    public int Number { get; set; }

    /// <summary>The purchase's basket.</summary>
    public Basket Basket { get; set; } = new(0, 0);

    /// <summary>The product bought.</summary>
    public int Bought { get; set; }

    /// <summary>The products, best-selling first; the bought one is among them.</summary>
    public List<int> Items { get; } = [];

    /// <summary>[product × <see cref="ChoiceFeatures.All"/> + feature]; NaN: missing.</summary>
    public double[] Values { get; set; } = [];
}

/// <summary>
/// Makes choices of transactions, strictly without a look ahead: a basket sees only baskets whose last row is before its own
/// first row. Two passes over the baskets merge: by first row (they are asked), by last row (they become history).
/// </summary>
public sealed class ChoiceBuilder
{
    private readonly TransactionLog _log;
    private readonly TransactionOptions _options;
    private readonly ShopperHistory[] _shoppers;
    private readonly SalesRanking[] _rankings;
    private readonly RunningMedian[] _prices; // [category]
    private readonly double[] _lastPrice; // [item]
    private readonly Choice _choice = new();
    private readonly HashSet<int> _inBasket = [];
    private long _early, _unsold, _offShelf, _alone;

    /// <summary>Prepares; <see cref="Run"/> once.</summary>
    public ChoiceBuilder(TransactionLog log, TransactionOptions options)
    {
        (_log, _options) = (log, options);
        _shoppers = [.. log.Shoppers.Select(_ => new ShopperHistory())];
        _rankings = [.. log.Categories.Select(_ => new SalesRanking())];
        _prices = [.. log.Categories.Select(_ => new RunningMedian())];
        _lastPrice = new double[log.Items.Length];
        Array.Fill(_lastPrice, double.NaN);
    }

    /// <summary>Choices made.</summary>
    public int Choices => _choice.Number;

    /// <summary>Rows made.</summary>
    public long Rows { get; private set; }

    /// <summary>Purchases that gave no choice, by reason.</summary>
    public IReadOnlyList<Noted> LeftOut =>
    [
        new("purchases that are only history: the shopper has too few earlier baskets", _early, []),
        new("purchases left out: the product had not sold before", _unsold, []),
        new("purchases left out: the product is not among the best-selling of its category", _offShelf, []),
        new("purchases left out: no other product of the category had sold before", _alone, []),
    ];

    /// <summary>Makes all choices, in the order of time. Error: E158.</summary>
    internal void Run(Action<Choice> take, IProgress<double>? progress, CancellationToken cancellation)
    {
        Basket[] asked = [.. _log.Baskets.OrderBy(basket => basket.Start).ThenBy(basket => basket.Number)];
        Basket[] known = [.. _log.Baskets.OrderBy(basket => basket.End).ThenBy(basket => basket.Number)];
        int next = 0;
        for (int i = 0; i < asked.Length; i++)
        {
            if ((i & 0xFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report((double)i / asked.Length);
            }

            while (next < known.Length && known[next].End < asked[i].Start) Learn(known[next++]);
            Ask(asked[i], take);
        }

        if (Choices == 0) throw Catalogue.NoChoices(_log.Source, string.Join("; ", LeftOut.Select(reason => $"{reason.Count} {reason.What}")));
    }

    private void Learn(Basket basket)
    {
        ShopperHistory shopper = _shoppers[basket.Shopper];
        shopper.Begin(basket.End);
        // A basket does not know itself: first all comparisons, then all prices.
        foreach (BasketLine line in basket.Lines)
        {
            double median = _prices[_log.CategoryOf[line.Item]].Value, level = line.UnitPrice / median;
            if (double.IsFinite(level)) shopper.PriceLevel.Add(level);
        }

        foreach (BasketLine line in basket.Lines)
        {
            int category = _log.CategoryOf[line.Item];
            shopper.Add(line, category);
            _rankings[category].Sell(line.Item);
            if (!double.IsFinite(line.UnitPrice)) continue;
            _prices[category].Add(line.UnitPrice);
            _lastPrice[line.Item] = line.UnitPrice;
        }
    }

    private void Ask(Basket basket, Action<Choice> take)
    {
        if (_shoppers[basket.Shopper].Baskets < _options.LeastHistory)
        {
            _early += basket.Lines.Count;
            return;
        }

        _inBasket.Clear();
        foreach (BasketLine line in basket.Lines) _inBasket.Add(line.Item);
        foreach (BasketLine line in basket.Lines)
        {
            if (!Choose(basket, line.Item)) continue;
            _choice.Number++;
            (_choice.Basket, _choice.Bought) = (basket, line.Item);
            Rows += _choice.Items.Count;
            Describe(basket);
            take(_choice);
        }
    }

    // Fills the products of the choice; other products of the basket were bought too, so they are no alternatives.
    private bool Choose(Basket basket, int bought)
    {
        SalesRanking ranking = _rankings[_log.CategoryOf[bought]];
        List<int> items = _choice.Items;
        items.Clear();
        if (ranking.PositionOf(bought) < 0)
        {
            _unsold++;
            return false;
        }

        if (_options.Random) Draw(ranking, basket, bought);
        else
        {
            for (int i = 0; i < ranking.Count && items.Count < _options.Size; i++)
                if (ranking[i] == bought || !_inBasket.Contains(ranking[i])) items.Add(ranking[i]);
        }

        if (items.Count < 2) _alone++;
        else if (!items.Contains(bought)) _offShelf++;
        else return true;
        return false;
    }

    // Seeded by the purchase itself, so that rows of later purchases change nothing.
    private void Draw(SalesRanking ranking, Basket basket, int bought)
    {
        string purchase = $"{_options.Seed} {_log.Shoppers[basket.Shopper]} {Column.Format(basket.Start)} {_log.Items[bought]}";
        var random = new SplitMix64(StableHash.Of(purchase));
        var drawn = new SortedSet<int> { ranking.PositionOf(bought) };
        // A few tries more than products: enough where the category is large, and an end where it is not.
        for (int tries = 0; drawn.Count < _options.Size && tries < 4 * _options.Size; tries++)
        {
            int position = random.NextBelow(ranking.Count);
            if (!_inBasket.Contains(ranking[position])) drawn.Add(position);
        }

        // The order is by sales: the bought one is not told by its place.
        foreach (int position in drawn) _choice.Items.Add(ranking[position]);
    }

    private void Describe(Basket basket)
    {
        int stride = ChoiceFeatures.All.Count;
        if (_choice.Values.Length < _choice.Items.Count * stride) _choice.Values = new double[_choice.Items.Count * stride];
        for (int i = 0; i < _choice.Items.Count; i++)
            Describe(_choice.Items[i], _shoppers[basket.Shopper], basket.Start, _choice.Values.AsSpan(i * stride, stride));
    }

    // In the order of ChoiceFeatures.All.
    private void Describe(int item, ShopperHistory shopper, double now, Span<double> values)
    {
        int category = _log.CategoryOf[item], at = 0;
        SalesRanking ranking = _rankings[category];
        Purchases own = shopper.OfItem(item), all = shopper.OfCategory(category);
        values[at++] = (double)ranking.SalesAt(ranking.PositionOf(item)) / ranking.Total;
        values[at++] = _lastPrice[item];
        values[at++] = Ratio(_lastPrice[item], _prices[category].Value);
        values[at++] = own.Times;
        values[at++] = own.Times > 0 && own.LastBasket == all.LastBasket ? 1 : 0;
        values[at++] = own.Times > 0 && own.LastBasket > shopper.Baskets - _options.Within ? 1 : 0;
        values[at++] = own.Times > 0 ? now - own.LastTime : double.NaN;
        values[at++] = Ratio(own.Times, all.Times);
        values[at++] = all.Times;
        values[at++] = shopper.Baskets;
        values[at++] = Ratio(shopper.Lines, shopper.Baskets);
        values[at++] = now - shopper.Last;
        values[at++] = Ratio((shopper.Baskets - 1) * 30.0, now - shopper.First);
        values[at++] = shopper.PriceLevel.Value;
        values[at] = Ratio(shopper.Discounted, shopper.Lines);
    }

    private static double Ratio(double value, double of) => of > 0 ? value / of : double.NaN;
}
