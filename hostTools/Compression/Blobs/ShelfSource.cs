using Endcap.Compression.Blobs.Dense;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Specialisation;
using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>Builds shelves of one model, whatever its family. Reusable for many shelves; not thread-safe.</summary>
public abstract class ShelfSource
{
    /// <summary>Prepares for a model.</summary>
    protected ShelfSource(BinModel model, ShelfOptions options)
    {
        Options = options;
        Features = new RuntimeFeatures(model.Schema);
        Texts = options.FeatureTexts ? [.. Features.Features.Select(FeatureText.Of)] : null;
    }

    /// <summary>The run-time features, in blob order.</summary>
    public RuntimeFeatures Features { get; }

    /// <summary>How shelves are built.</summary>
    protected ShelfOptions Options { get; }

    /// <summary>Descriptions of the run-time features, or null.</summary>
    protected FeatureText[]? Texts { get; }

    /// <summary>The builder of a model's family.</summary>
    public static ShelfSource For(BinModel model, ShelfOptions options) => model switch
    {
        TreeEnsemble trees => new ShelfBuilder(trees, options),
        DenseModel dense => new DenseShelfBuilder(dense, options),
        _ => throw new ArgumentException($"No shelf build for {model.GetType().Name}.", nameof(model)),
    };

    /// <summary>Builds a shelf.</summary>
    /// <param name="itemBins">[product][schema feature]: bins of the item features.</param>
    /// <param name="texts">[product]: sku and name, or null.</param>
    /// <exception cref="UserErrorException">The budget cannot be kept, or the shelf is too large for the format.</exception>
    public abstract ShelfBlob Build(IReadOnlyList<byte[]> itemBins, IReadOnlyList<ProductText>? texts);

    /// <summary>Refuses what the format cannot hold.</summary>
    protected void CheckLimits(int products, IReadOnlyList<ProductText>? texts)
    {
        if (products is 0 or > BlobLayout.MaxProducts) throw Catalogue.TooManyProducts(products, BlobLayout.MaxProducts);
        if (Features.SharedCount > BlobLayout.MaxShared)
            throw Catalogue.TooManyFeatures("shopper and context", Features.SharedCount, BlobLayout.MaxShared);
        if (Features.AffinityCount > BlobLayout.MaxAffinity)
            throw Catalogue.TooManyFeatures("affinity", Features.AffinityCount, BlobLayout.MaxAffinity);
        TextLimits.Check(texts, Texts);
    }

    /// <summary>[run-time feature]: as the blob describes it.</summary>
    protected FeatureShape[] Shapes() => [.. Features.Features.Select(ShapeOf)];

    /// <summary>What a label would say to this blob. A fault here is a defect of the builder, never of the user's data.</summary>
    protected static void Verify(byte[] blob)
    {
        int fault = BlobReader.Read(blob, blob.Length, new LoadedShelf(), BlobImage.HostHeapLimit);
        if (fault == BlobFault.TooMuchMemory) throw Catalogue.TablesTooLarge(blob.Length);
        if (fault != BlobFault.None) throw new InvalidOperationException($"The firmware's reader refuses the blob just written: fault {fault}.");
    }

    private static FeatureShape ShapeOf(Feature feature) => feature.Scope switch
    {
        FeatureScope.Shopper => new FeatureShape(feature.BinCount, 0, 0),
        FeatureScope.Context => new FeatureShape(feature.BinCount, 1, 0),
        _ => new FeatureShape(feature.BinCount, 2, feature.AbsentBin),
    };
}
