namespace Endcap.Compression.Datasets;

/// <summary>Who knows a feature's value, and when; see DESIGN.md, "Four feature scopes".</summary>
public enum FeatureScope
{
    /// <summary>A property of the product, fixed when a shelf is built. At most 256 bins.</summary>
    Item,

    /// <summary>A property of the shopper, sent by the phone. At most 16 bins (one nibble).</summary>
    Shopper,

    /// <summary>A property of the pair shopper × product, sent by the phone per product. At most 16 bins.</summary>
    Affinity,

    /// <summary>Known on the label at run time (hour, weekday, …). At most 16 bins.</summary>
    Context,
}

/// <summary>How the raw cells of a feature are read.</summary>
public enum FeatureKind
{
    /// <summary>A number; its bins are the intervals between edges.</summary>
    Numeric,

    /// <summary>One of a fixed list of texts; its bins have no order.</summary>
    Categorical,

    /// <summary>0 or 1 (also read: true/false, yes/no); two bins.</summary>
    Flag,
}

/// <summary>
/// One input of a model: its name, scope, kind and how a raw value becomes a bin number.
/// Value bins are numbered from 0; a missing bin of its own, where there is one, is the last.
/// </summary>
public sealed class Feature
{
    private readonly Dictionary<string, byte> _categoryBins = new(StringComparer.Ordinal);

    /// <summary>Creates a feature. The caller (schema reader, inference) has checked the bounds of the scope.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="scope">Who knows the value.</param>
    /// <param name="kind">How cells are read.</param>
    /// <param name="edges">Numeric: strictly ascending; a value falls into bin = number of edges ≤ value. Flag: {0.5}. Categorical: empty.</param>
    /// <param name="categories">Categorical: distinct texts, bin = index. Otherwise empty.</param>
    /// <param name="hasMissingBin">Whether a missing value (or unknown category) has a bin of its own, the last.</param>
    /// <param name="absentBin">Without a missing bin: the bin that stands in for a missing value or unknown category.</param>
    /// <param name="monotone">−1: the score may only fall as the value grows; +1: only rise; 0: free. Numeric and flag only.</param>
    public Feature(string name, FeatureScope scope, FeatureKind kind, double[] edges, string[] categories,
        bool hasMissingBin, int absentBin = 0, int monotone = 0)
    {
        Name = name;
        Scope = scope;
        Kind = kind;
        Edges = edges;
        Categories = categories;
        HasMissingBin = hasMissingBin;
        Monotone = monotone;
        for (int i = 0; i < categories.Length; i++) _categoryBins[categories[i]] = (byte)i;
        AbsentBin = (byte)(hasMissingBin ? ValueBins : absentBin);
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Who knows the value.</summary>
    public FeatureScope Scope { get; }

    /// <summary>How cells are read.</summary>
    public FeatureKind Kind { get; }

    /// <summary>Numeric and flag: strictly ascending bin edges. Categorical: empty.</summary>
    public double[] Edges { get; }

    /// <summary>Categorical: the texts, in bin order. Otherwise empty.</summary>
    public string[] Categories { get; }

    /// <summary>Whether missing values have a bin of their own (the last).</summary>
    public bool HasMissingBin { get; }

    /// <summary>The bin of a missing value or unknown category: the missing bin, else an existing bin chosen by the schema.</summary>
    public byte AbsentBin { get; }

    /// <summary>−1, 0 or +1; see the constructor.</summary>
    public int Monotone { get; }

    /// <summary>Number of bins that stand for values: edges + 1, or the number of categories.</summary>
    public int ValueBins => Kind == FeatureKind.Categorical ? Categories.Length : Edges.Length + 1;

    /// <summary>Number of bins in all, the missing bin included.</summary>
    public int BinCount => ValueBins + (HasMissingBin ? 1 : 0);

    /// <summary>The bin of a number: how many edges are ≤ <paramref name="value"/>; NaN is missing.</summary>
    public byte Bin(double value)
    {
        if (double.IsNaN(value)) return AbsentBin;
        int low = 0, high = Edges.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (Edges[middle] <= value) low = middle + 1;
            else high = middle;
        }

        return (byte)low;
    }

    /// <summary>The bin of a category; an unknown text or null counts as missing.</summary>
    public byte BinCategory(string? value) =>
        value is not null && _categoryBins.TryGetValue(value, out byte bin) ? bin : AbsentBin;
}
