namespace Endcap.Compression.Preparation.Transactions;

/// <summary>The products of one category by sales so far, best first; of equals the one that got there first stays ahead.</summary>
internal sealed class SalesRanking
{
    private readonly List<int> _items = [];
    private readonly List<int> _sales = []; // [position], descending
    private readonly Dictionary<int, int> _position = [];

    /// <summary>Products sold so far.</summary>
    public int Count => _items.Count;

    /// <summary>Sales of all products.</summary>
    public int Total { get; private set; }

    /// <summary>The product at a position.</summary>
    public int this[int position] => _items[position];

    /// <summary>The product's position, or −1 when it has not sold yet.</summary>
    public int PositionOf(int item) => _position.GetValueOrDefault(item, -1);

    /// <summary>Sales at a position.</summary>
    public int SalesAt(int position) => _sales[position];

    /// <summary>Counts one sale. O(log n): only the first of the equals changes place.</summary>
    public void Sell(int item)
    {
        Total++;
        if (!_position.TryGetValue(item, out int at))
        {
            at = _items.Count;
            _items.Add(item);
            _sales.Add(0);
        }

        int first = FirstWith(_sales[at], at);
        (_items[at], _items[first]) = (_items[first], _items[at]);
        (_position[_items[at]], _position[_items[first]]) = (at, first);
        _sales[first]++;
    }

    // The first position with these sales; all positions from it to "at" have them.
    private int FirstWith(int sales, int at)
    {
        int low = 0, high = at;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_sales[middle] > sales) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
