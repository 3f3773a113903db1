using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Simulation;

namespace Endcap.Serving;

/// <summary>
/// Why a product won: what each table adds, computed from the packet that was sent by the firmware's kernel and the blob
/// that was put on the drive, beside what the label itself answered.
/// </summary>
internal sealed class RankingExplainer(BlobImage image)
{
    // Products that are compared with the first: more do not fit a page.
    private const int MostProducts = 12;

    /// <summary>Explains an answer. It becomes JSON.</summary>
    /// <param name="phone">Who asked.</param>
    /// <param name="packet">The profile that was sent.</param>
    /// <param name="context">The label's own bins when it came.</param>
    /// <param name="answer">A ranking without fault.</param>
    public object Explain(string phone, byte[] packet, byte[] context, byte[] answer)
    {
        (int Product, int Score)[] answered = [.. ShopperPhone.Ranks(answer)];
        if (ShopperBins.Decode(image, packet, context) is not { } bins)
            return new { Phone = phone, Answered = answered.Length, Agrees = false, Products = Array.Empty<object>(), Parts = Array.Empty<object>() };
        var ranking = new BlobRanking(image, new ShopperProfile(bins.Shared, bins.Affinity, bins.ForLabel));
        RankedProduct[] shown = [.. ranking.Products.Take(MostProducts)];
        BlobContent content = image.Content;
        return new
        {
            Phone = phone,
            Answered = answered.Length,
            Agrees = answered.SequenceEqual(ranking.Products.Take(answered.Length).Select(product => (product.Product, product.Steps))),
            Context = content.Features.Select((feature, f) => (feature, f)).Where(each => each.feature.Scope == 1)
                .Select(each => new { Name = content.FeatureName(each.f), Text = BinText.Of(content, each.f, bins.Shared[each.f]) }),
            Products = shown.Select(product => new
            {
                product.Product, content.Products?[product.Product].Sku, Name = content.Products?[product.Product].Name ?? $"product {product.Product}",
                product.Steps, Score = content.Numbers is { } numbers ? numbers.Offset + (double)numbers.Step * product.Steps : (double?)null,
            }),
            Parts = Parts(ranking, shown),
        };
    }

    // [part]: its name and what it adds to each shown product; the part that tells first and second apart most stands first.
    private IEnumerable<object> Parts(BlobRanking ranking, RankedProduct[] shown)
    {
        RankedProduct second = shown[Math.Min(1, shown.Length - 1)];
        var columns = shown.Select(product => ranking.Compare(shown[0], product).ToLookup(Key, part => part.Second)).ToList();
        return ranking.Compare(shown[0], second).DistinctBy(Key).Select(part => new
        {
            Name = part.NameIn(image.Content),
            Steps = columns.Select(column => column[Key(part)].Sum()),
        });
    }

    private static (int, int, bool) Key(ScorePart part) => (part.F, part.G, part.IsRest);
}
