namespace Endcap.Compression.Preparation.Transactions;

/// <summary>One product of one basket; rows of the same product in a basket are joined.</summary>
/// <param name="Item">Index into <see cref="TransactionLog.Items"/>.</param>
/// <param name="UnitPrice">Money for one; NaN where it is not known.</param>
/// <param name="Discounted">Whether any of its rows was on discount.</param>
internal readonly record struct BasketLine(int Item, double UnitPrice, bool Discounted);

/// <summary>What one shopper buys at once.</summary>
internal sealed class Basket(int number, int shopper)
{
    /// <summary>In the order of first rows.</summary>
    public int Number => number;

    /// <summary>Index into <see cref="TransactionLog.Shoppers"/>.</summary>
    public int Shopper => shopper;

    /// <summary>Time of its first row: what the shopper may be known by is strictly before.</summary>
    public double Start { get; set; } = double.PositiveInfinity;

    /// <summary>Time of its last row: only what is strictly after may know of it.</summary>
    public double End { get; set; } = double.NegativeInfinity;

    /// <summary>The time as the first row has it; "" without a time column.</summary>
    public string TimeText { get; set; } = "";

    /// <summary>Its products.</summary>
    public List<BasketLine> Lines { get; } = [];
}

/// <summary>Something that reading transactions left out or changed.</summary>
/// <param name="What">What and why.</param>
/// <param name="Count">How often.</param>
/// <param name="Examples">The first few places.</param>
public sealed record Noted(string What, long Count, IReadOnlyList<string> Examples);

/// <summary>Transactions, sorted into baskets.</summary>
public sealed class TransactionLog
{
    internal TransactionLog(Table table, Basket[] baskets, int[] categoryOf, string[] categories)
    {
        (Source, Baskets, CategoryOf, Categories) = (table.Source, baskets, categoryOf, categories);
    }

    /// <summary>The file or database.</summary>
    public string Source { get; }

    /// <summary>Rows read.</summary>
    public required int RowCount { get; init; }

    /// <summary>The names.</summary>
    public required string[] Shoppers { get; init; }

    /// <summary>The names.</summary>
    public required string[] Items { get; init; }

    /// <summary>The names; one "" without categories.</summary>
    public string[] Categories { get; }

    /// <summary>What was left out or joined.</summary>
    public required IReadOnlyList<Noted> Notes { get; init; }

    /// <summary>Number of baskets.</summary>
    public int BasketCount => Baskets.Length;

    internal Basket[] Baskets { get; }

    /// <summary>[item]: index into <see cref="Categories"/>.</summary>
    internal int[] CategoryOf { get; }
}
