using Endcap.Compression.Blobs;
using Endcap.Compression.Errors;
using Endcap.Compression.Quantisation;
using Endcap.Kernel;

namespace Endcap.Compression.Evaluation;

/// <summary>A product in a ranking.</summary>
/// <param name="Product">Product number.</param>
/// <param name="Steps">Integer score.</param>
public readonly record struct RankedProduct(int Product, int Steps);

/// <summary>What one table group (or the base score, or what is no table) adds to the scores of two products.</summary>
/// <param name="F">Row feature; −1 for base score and the rest.</param>
/// <param name="G">Column feature, or −1.</param>
/// <param name="IsRest">Whether it is residual trees, network and vectors together.</param>
/// <param name="First">Steps added to the first product.</param>
/// <param name="Second">Steps added to the second product.</param>
public sealed record ScorePart(int F, int G, bool IsRest, int First, int Second)
{
    /// <summary>What people call it: the features of its table, "base score" or "residual trees".</summary>
    public string NameIn(BlobContent content) =>
        IsRest ? RestOf(content) : F < 0 ? "base score" : G < 0 ? content.FeatureName(F) : $"{content.FeatureName(F)} × {content.FeatureName(G)}";

    /// <summary>What a blob has besides tables; "" for nothing.</summary>
    public static string RestOf(BlobContent content) => string.Join(" and ", new[]
    {
        content.Trees is null ? null : "residual trees", content.Dense is null ? null : "dense network", content.Factors is null ? null : "factors",
    }.Where(name => name is not null));
}

/// <summary>A blob's ranking for one shopper, made by the firmware's kernel from the blob's own texts and bin edges.</summary>
public sealed class BlobRanking
{
    private readonly BlobImage _image;
    private readonly ShopperProfile _profile;

    /// <summary>Ranks.</summary>
    /// <param name="file">The blob's name, for messages.</param>
    /// <param name="image">The blob.</param>
    /// <param name="profilePath">The shopper's profile; see <see cref="ShopperProfile"/>.</param>
    /// <exception cref="UserErrorException">The blob has no texts, or the profile does not fit it.</exception>
    public BlobRanking(string file, BlobImage image, string profilePath)
        : this(image, ShopperProfile.Read(file, image.Content, profilePath))
    {
    }

    /// <summary>Ranks for bins that are known already.</summary>
    /// <exception cref="ArgumentException">The kernel does not accept the bins.</exception>
    public BlobRanking(BlobImage image, ShopperProfile profile)
    {
        (_image, _profile) = (image, profile);
        Products = Rank();
    }

    /// <summary>All products, best first; a phone gets those of a catalogue in parts.</summary>
    public IReadOnlyList<RankedProduct> Products { get; }

    /// <summary>What each part of the blob adds to the scores of two products, the largest difference first; the parts sum up to the scores.</summary>
    public IReadOnlyList<ScorePart> Compare(RankedProduct first, RankedProduct second)
    {
        BlobContent content = _image.Content;
        byte[] binsFirst = BinsOf(first.Product), binsSecond = BinsOf(second.Product);
        var parts = new List<ScorePart> { new(-1, -1, false, content.Base[first.Product], content.Base[second.Product]) };
        foreach (TableGroup group in content.Tables?.Groups ?? [])
            parts.Add(new ScorePart(group.F, group.G, false, Lookup(group, first.Product, binsFirst), Lookup(group, second.Product, binsSecond)));
        if (ScorePart.RestOf(content).Length > 0)
            parts.Add(new ScorePart(-1, -1, true, first.Steps - parts.Sum(part => part.First), second.Steps - parts.Sum(part => part.Second)));
        return [.. parts.OrderByDescending(part => Math.Abs(part.First - part.Second))];
    }

    private List<RankedProduct> Rank()
    {
        LoadedShelf shelf = _image.Shelf;
        LabelProfile profile = _profile.ForLabel;
        if (!Ranker.Accepts(shelf, profile.Shared, profile.Listed, profile.ListedCount))
            throw new ArgumentException("The kernel does not accept these bins.");
        Ranker.Rank(shelf, profile.Shared, profile.Listed, profile.ListedCount, 1);
        int[] scores = shelf.Scores;
        return [.. Enumerable.Range(0, shelf.ProductCount).OrderByDescending(product => scores[product]) // stable: the lower number first
            .Select(product => new RankedProduct(product, scores[product] - shelf.Bias))];
    }

    // [run-time feature]: the product's bins; one that the profile does not list has the blob's rest bins.
    private byte[] BinsOf(int product) =>
        [.. _profile.Shared, .. _profile.Affinity[product]];

    private static int Lookup(TableGroup group, int product, byte[] bins)
    {
        BlobTable? table = group.Tables.FirstOrDefault(each => each.Product == product);
        return table is null ? 0 : new QuantisedTable(group.F, group.G, table.CutsF, table.CutsG, table.Shift, table.Cells).Lookup(bins);
    }
}
