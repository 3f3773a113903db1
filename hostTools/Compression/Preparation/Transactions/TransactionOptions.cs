namespace Endcap.Compression.Preparation.Transactions;

/// <summary>Which columns of the transactions mean what, and how choices are made of them.</summary>
public sealed record TransactionOptions
{
    /// <summary>Who buys.</summary>
    public required string Shopper { get; init; }

    /// <summary>What is bought.</summary>
    public required string Item { get; init; }

    /// <summary>When: ISO dates (features count in days) or numbers (in their own unit); null: the order of the rows, without features of time.</summary>
    public string? Time { get; init; }

    /// <summary>What is bought at once; null: the shopper's rows of one time, or each row for itself where there is no time.</summary>
    public string? Basket { get; init; }

    /// <summary>How many; null: 1.</summary>
    public string? Quantity { get; init; }

    /// <summary>Money for the whole row; null: no features of prices.</summary>
    public string? Price { get; init; }

    /// <summary>Above 0 where the row is on discount; null: no feature of discounts.</summary>
    public string? Discount { get; init; }

    /// <summary>The products among which a shopper chooses; a column of the transactions or of the items' file. Null: all products.</summary>
    public string? Category { get; init; }

    /// <summary>Products in a choice, the bought one included.</summary>
    public int Size { get; init; } = 10;

    /// <summary>
    /// False: the choice is among the best-selling products of the category until then, as on a shelf; purchases of others are
    /// left out. True: the bought product and random others of the category.
    /// </summary>
    public bool Random { get; init; }

    /// <summary>bought_recently looks at this many of the shopper's last baskets.</summary>
    public int Within { get; init; } = 5;

    /// <summary>Purchases of shoppers with fewer earlier baskets only count as history.</summary>
    public int LeastHistory { get; init; }

    /// <summary>Of the random others.</summary>
    public int Seed { get; init; } = 1;
}
