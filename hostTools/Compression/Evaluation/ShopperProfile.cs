using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Specialisation;
using Endcap.Kernel;

namespace Endcap.Compression.Evaluation;

/// <summary>A shopper's values turned to bins by a blob's own texts and edges: what a phone computes.</summary>
/// <param name="Shared">[shared feature]: bin; one that the profile lacks has its absent bin.</param>
/// <param name="Affinity">[product][affinity feature]: bin.</param>
/// <param name="ForLabel">The same as the kernel takes it.</param>
public sealed record ShopperProfile(byte[] Shared, byte[][] Affinity, LabelProfile ForLabel)
{
    /// <summary>Reads a profile.</summary>
    /// <param name="file">The blob's name, for messages.</param>
    /// <param name="content">The blob, or what a phone read of it.</param>
    /// <param name="profilePath">The shopper's profile; see <see cref="ProfileFile"/>.</param>
    /// <exception cref="UserErrorException">The blob has no texts, or the profile does not fit it.</exception>
    public static ShopperProfile Read(string file, BlobContent content, string profilePath)
    {
        if (content.Products is not { } products) throw Catalogue.BlobWithoutTexts(file, "products");
        if (content.FeatureTexts is not { } texts) throw Catalogue.BlobWithoutTexts(file, "features");
        Feature[] features = [.. texts.Select((text, f) => text.ToFeature(ScopeOf(content.Features[f])))];
        var runtime = new RuntimeFeatures(new Schema("", null, [], features));
        Profile profile = ProfileFile.Read(profilePath, features, [.. products.Select(product => product.Sku)]);
        byte[] shared = profile.SessionBins[..runtime.SharedCount];
        byte[][] affinity = [.. profile.AffinityBins.Select(bins => bins[runtime.SharedCount..])];
        return new ShopperProfile(shared, affinity, LabelProfile.Of(runtime, shared, affinity, content.IsCatalogue));
    }

    private static FeatureScope ScopeOf(FeatureShape shape) => shape.Scope switch
    {
        0 => FeatureScope.Shopper,
        1 => FeatureScope.Context,
        _ => FeatureScope.Affinity,
    };
}
