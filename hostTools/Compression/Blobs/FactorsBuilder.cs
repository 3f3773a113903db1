using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Quantisation.Factors;
using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>How a two-tower model becomes a blob.</summary>
public sealed record FactorsBuildOptions
{
    /// <summary>Bits of an element of a vector: 8, 4 or 2; null: as the model says, or 8.</summary>
    public int? Bits { get; init; }

    /// <summary>Whether to write a catalogue; null: only when there are more than 255 products.</summary>
    public bool? Catalogue { get; init; }

    /// <summary>Stands in the blob.</summary>
    public uint ModelVersion { get; init; } = 1;

    /// <summary>Whether products have their sku and name in the blob.</summary>
    public bool ProductTexts { get; init; } = true;

    /// <summary>Whether features have names and bin edges in the blob.</summary>
    public bool FeatureTexts { get; init; } = true;
}

/// <summary>A blob of factors and what it was made from.</summary>
/// <param name="Blob">The bytes.</param>
/// <param name="Content">Section by section.</param>
/// <param name="Factors">The integers and what they stand for.</param>
public sealed record BuiltFactors(byte[] Blob, BlobContent Content, QuantisedFactors Factors)
{
    /// <summary>Bytes of the Factors section and of the base scores: what stands for <see cref="TwoTowerModel.FloatBytes"/>.</summary>
    public int IntegerBytes => BlobLayout.SectionHeaderBytes + FactorsSectionBytes + 2 * Content.Base.Length;

    private int FactorsSectionBytes
    {
        get
        {
            int at = BlobLayout.HeaderBytes;
            while (Blob[at] != BlobLayout.FactorsSection) at += BlobLayout.SectionHeaderBytes + BlobLayout.U24(Blob, at + 1);
            return BlobLayout.U24(Blob, at + 1);
        }
    }
}

/// <summary>From a two-tower model to a blob for a label or beacon; the firmware's own reader has the last word.</summary>
public static class FactorsBuilder
{
    /// <summary>Builds. Errors: E306, E349–E351.</summary>
    /// <param name="model">The model, of the products that the blob shall have (<see cref="Of"/>).</param>
    /// <param name="options">See there.</param>
    /// <param name="file">The model's name, for messages.</param>
    public static BuiltFactors Build(TwoTowerModel model, FactorsBuildOptions options, string file)
    {
        int products = model.Products.Count;
        if (options.Bits is { } width && !VectorCoding.IsWidth(width)) throw Catalogue.FactorBits(width);
        if (options.Catalogue == false && products > BlobLayout.MaxProducts) throw Catalogue.ShelfNeedsCatalogue(products, BlobLayout.MaxProducts);
        if (model.ProductVectors.All(value => value == 0) || (!model.HasHistory && model.Tower.All(value => value == 0))) throw Catalogue.FactorsWithoutScores(file);
        ProductText[]? texts = options.ProductTexts ? [.. model.Products.Select(product => new ProductText(product.Sku, product.Name))] : null;
        FeatureText[]? features = options.FeatureTexts ? [.. model.Schema.Features.Select(FeatureText.Of)] : null;
        TextLimits.Check(texts, features);
        FactorCoding coding = model.Coding ?? new FactorCoding();
        QuantisedFactors factors = FactorQuantiser.Run(model, options.Bits is { } bits ? coding.WithBits(bits) : coding);
        var content = new BlobContent
        {
            SchemaId = model.Schema.Id,
            ModelVersion = options.ModelVersion,
            Features = [.. model.Schema.Features.Select(ShapeOf)],
            IsCatalogue = options.Catalogue ?? products > BlobLayout.MaxProducts,
            Base = factors.Base,
            Factors = factors.Content,
            Products = texts,
            FeatureTexts = features,
            Numbers = new ScoreNumbers(factors.Step, factors.Offset, MathF.BitIncrement((float)factors.WorstError())),
        };
        byte[] blob = BlobWriter.Write(content);
        int fault = BlobReader.Read(blob, blob.Length, new LoadedShelf(), BlobImage.HostHeapLimit);
        if (fault != BlobFault.None) throw new InvalidOperationException($"The firmware's reader refuses the blob just written: fault {fault}.");
        return new BuiltFactors(blob, content, factors);
    }

    /// <summary>The model with these products only, in this order.</summary>
    /// <param name="model">A model.</param>
    /// <param name="products">[new product] product.</param>
    public static TwoTowerModel Of(TwoTowerModel model, IReadOnlyList<int> products)
    {
        double[] Rows(double[] vectors) => [.. products.SelectMany(p => vectors[(p * model.Rank)..((p + 1) * model.Rank)])];
        return model with
        {
            Products = [.. products.Select(p => model.Products[p])],
            ProductVectors = Rows(model.ProductVectors),
            HistoryVectors = model.HistoryVectors is { } history ? Rows(history) : null,
        };
    }

    private static FeatureShape ShapeOf(Feature feature) =>
        new(feature.BinCount, feature.Scope switch { FeatureScope.Shopper => 0, FeatureScope.Context => 1, _ => 2 },
            feature.Scope == FeatureScope.Affinity ? feature.AbsentBin : 0);
}
