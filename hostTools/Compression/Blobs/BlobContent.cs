namespace Endcap.Compression.Blobs;

/// <summary>What stands in a blob, section by section; BLOB.md has the bytes. <see cref="BlobWriter"/> writes it, <see cref="BlobImage"/> reads it.</summary>
public sealed class BlobContent
{
    /// <summary>Id of the schema that profiles must follow.</summary>
    public uint SchemaId { get; init; }

    /// <summary>Version of the model, counted by who builds it.</summary>
    public uint ModelVersion { get; init; }

    /// <summary>Shopper and context features, then affinity features.</summary>
    public required IReadOnlyList<FeatureShape> Features { get; init; }

    /// <summary>Whether it is a department's catalogue: up to 4095 products, neither tables nor trees.</summary>
    public bool IsCatalogue { get; init; }

    /// <summary>Item features that residual trees test; 0 without trees.</summary>
    public int ItemCount { get; init; }

    /// <summary>[product]: base score, −32768…32767.</summary>
    public required short[] Base { get; init; }

    /// <summary>Tables, or null.</summary>
    public TablesContent? Tables { get; init; }

    /// <summary>Residual trees, or null.</summary>
    public TreesContent? Trees { get; init; }

    /// <summary>A dense network, or null.</summary>
    public DenseContent? Dense { get; init; }

    /// <summary>Vectors of a two-tower recommender, or null.</summary>
    public FactorsContent? Factors { get; init; }

    /// <summary>[product]: texts, or null.</summary>
    public IReadOnlyList<ProductText>? Products { get; init; }

    /// <summary>[feature, as <see cref="Features"/>]: descriptions for phones, or null.</summary>
    public IReadOnlyList<FeatureText>? FeatureTexts { get; init; }

    /// <summary>What an integer score means, or null.</summary>
    public ScoreNumbers? Numbers { get; init; }

    /// <summary>Prices, or null.</summary>
    public ShelfPrices? Prices { get; init; }

    /// <summary>Optional sections of a newer minor version, kept as they are.</summary>
    public IReadOnlyList<UnknownSection> Unknown { get; init; } = [];

    /// <summary>A feature's name; its number where the blob has no texts.</summary>
    public string FeatureName(int feature) => FeatureTexts?[feature].Name ?? $"feature {feature}";
}

/// <summary>What a phone shows beside the products' names.</summary>
/// <param name="Currency">Sign or code.</param>
/// <param name="Decimals">How many digits are minor units, 0…3.</param>
/// <param name="Minor">[product]: price in minor units, or <see cref="Unknown"/>.</param>
public sealed record ShelfPrices(string Currency, int Decimals, uint[] Minor)
{
    /// <summary>A price that nobody gave.</summary>
    public const uint Unknown = uint.MaxValue;
}

/// <summary>A run-time feature as the kernel sees it.</summary>
/// <param name="Radix">Number of bins, 1…16.</param>
/// <param name="Scope">0 shopper, 1 context, 2 affinity.</param>
/// <param name="Rest">Affinity: the bin of a product that a profile does not list.</param>
public readonly record struct FeatureShape(int Radix, int Scope, int Rest);

/// <summary>The Tables section.</summary>
/// <param name="Grids">[grid]: its shared features, ascending.</param>
/// <param name="Groups">Tables by features.</param>
public sealed record TablesContent(IReadOnlyList<byte[]> Grids, IReadOnlyList<TableGroup> Groups);

/// <summary>Tables of several products over the same features.</summary>
/// <param name="F">Row feature.</param>
/// <param name="G">Column feature, or −1.</param>
/// <param name="Grid">Grid that takes the shared part, or −1.</param>
/// <param name="CutsF">Union of the tables' cuts of F: bit b − 1 parts bin b − 1 from bin b.</param>
/// <param name="CutsG">Union of the tables' cuts of G.</param>
/// <param name="Tables">Ascending products, each at most once.</param>
public sealed record TableGroup(int F, int G, int Grid, int CutsF, int CutsG, IReadOnlyList<BlobTable> Tables);

/// <summary>One product's int8 table.</summary>
/// <param name="Product">Product number.</param>
/// <param name="Shift">Cells count 2^Shift steps, 0…3.</param>
/// <param name="CutsF">Own cuts of F, a part of the group's.</param>
/// <param name="CutsG">Own cuts of G.</param>
/// <param name="Cells">[row · columns + column].</param>
public sealed record BlobTable(int Product, int Shift, int CutsF, int CutsG, sbyte[] Cells);

/// <summary>The Trees section.</summary>
/// <param name="ItemBins">[product][item feature].</param>
/// <param name="Trees">The trees.</param>
public sealed record TreesContent(byte[][] ItemBins, IReadOnlyList<BlobTree> Trees);

/// <summary>One residual tree.</summary>
/// <param name="Product">The product that it belongs to, or −1: all.</param>
/// <param name="Shift">Leaf values count 2^Shift steps, 0…7.</param>
/// <param name="Nodes">Nodes; the left child of node n is n + 1.</param>
public sealed record BlobTree(int Product, int Shift, BlobNode[] Nodes);

/// <summary>A node: a test (bin &lt; Value goes left, to the next node; otherwise Jump nodes forward) or a leaf.</summary>
/// <param name="Feature">Run-time feature, or run-time features + item feature; −1 for a leaf.</param>
/// <param name="Value">Threshold 0…255, or the leaf's value −128…127.</param>
/// <param name="Jump">Distance to the right child in nodes; 0 for a leaf.</param>
public readonly record struct BlobNode(int Feature, int Value, int Jump);

/// <summary>Texts of a product.</summary>
/// <param name="Sku">The retailer's number; at most 255 bytes of UTF-8.</param>
/// <param name="Name">For people; at most 255 bytes of UTF-8; may be empty.</param>
public sealed record ProductText(string Sku, string Name);

/// <summary>score = Offset + Step · integer score, at most WorstError from the float model.</summary>
/// <param name="Step">Value of one integer step.</param>
/// <param name="Offset">Value of integer score 0.</param>
/// <param name="WorstError">Largest possible difference to the float model, over all profiles.</param>
public readonly record struct ScoreNumbers(float Step, float Offset, float WorstError);

/// <summary>An optional section that this version does not know.</summary>
/// <param name="Kind">128…255.</param>
/// <param name="Bytes">Its content.</param>
public sealed record UnknownSection(byte Kind, byte[] Bytes);
