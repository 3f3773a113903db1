using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Quantisation;
using Endcap.Compression.Specialisation;
using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>
/// From a model and the products of a shelf to a blob: specialise, collapse, simplify, quantise, lay out, prove, and
/// read back with the firmware's own reader. Reusable for many shelves of one model; not thread-safe.
/// </summary>
public sealed class ShelfBuilder
{
    // Tolerances tried under a budget: the largest table range × 2^(k/2 − 10); the least that fits is taken.
    private const int ToleranceSteps = 21;

    private readonly TreeEnsemble _model;
    private readonly ShelfOptions _options;
    private readonly RuntimeFeatures _features;
    private readonly Calibration _calibration;
    private readonly Collapse _collapse;
    private readonly FeatureText[]? _texts;
    private readonly int[] _residualCandidates;

    /// <summary>Prepares for a model.</summary>
    public ShelfBuilder(TreeEnsemble model, ShelfOptions options)
    {
        _model = model;
        _options = options;
        _features = new RuntimeFeatures(model.Schema);
        _calibration = new Calibration(_features, model.BinCounts);
        _collapse = new Collapse(model, _features);
        _residualCandidates = ResidualTrees.Candidates(model, _features);
        _texts = options.FeatureTexts ? [.. _features.Features.Select(FeatureText.Of)] : null;
    }

    /// <summary>The run-time features, in blob order.</summary>
    public RuntimeFeatures Features => _features;

    /// <summary>Builds a shelf.</summary>
    /// <param name="itemBins">[product][schema feature]: bins of the item features.</param>
    /// <param name="texts">[product]: sku and name, or null.</param>
    /// <exception cref="UserErrorException">The budget cannot be kept, or the shelf is too large for the format.</exception>
    public BuiltShelf Build(IReadOnlyList<byte[]> itemBins, IReadOnlyList<ProductText>? texts)
    {
        CheckLimits(itemBins.Count);
        TextLimits.Check(texts, _texts);
        ResidualTrees residual = ResidualTrees.Choose(_model, _features, _residualCandidates, itemBins);
        CollapsedProduct[] products = [.. itemBins.Select(bins => residual.Collapse(_collapse, bins))];
        CutTable[][] exact = [.. products.Select(product => product.Tables.Select(CutTable.Of).ToArray())];
        double range = exact.SelectMany(tables => tables).Select(table => table.Range).DefaultIfEmpty(0).Max();
        range = Math.Max(range, ResidualTrees.LargestRange(products));
        if (_options.BudgetBytes is not { } budget) return Assembled(range * _options.Tolerance);
        int fixedBytes = FixedBytes(itemBins.Count, texts, residual);
        for (int k = FirstTolerance(exact, range, budget - fixedBytes); k < ToleranceSteps; k++)
        {
            BuiltShelf built = Assembled(Tolerance(range, k));
            if (built.Blob.Length <= budget) return built;
        }

        throw Catalogue.BudgetTooSmall(budget, fixedBytes, itemBins.Count);

        BuiltShelf Assembled(double tolerance) => Assemble(products, exact, residual, itemBins, texts, range, tolerance)
            ?? throw Catalogue.ScoreRangeTooWide(range);
    }

    private void CheckLimits(int products)
    {
        if (products is 0 or > BlobLayout.MaxProducts) throw Catalogue.TooManyProducts(products, BlobLayout.MaxProducts);
        if (_features.SharedCount > BlobLayout.MaxShared)
            throw Catalogue.TooManyFeatures("shopper and context", _features.SharedCount, BlobLayout.MaxShared);
        if (_features.AffinityCount > BlobLayout.MaxAffinity)
            throw Catalogue.TooManyFeatures("affinity", _features.AffinityCount, BlobLayout.MaxAffinity);
    }

    private static double Tolerance(double range, int k) => range * Math.Pow(2, k / 2.0 - 10);

    private List<CutTable>[] SimplifyAll(CutTable[][] exact, double tolerance, out double[] constants)
    {
        constants = new double[exact.Length];
        var tables = new List<CutTable>[exact.Length];
        for (int p = 0; p < exact.Length; p++) tables[p] = Simplify.Run(exact[p], tolerance, _calibration, ref constants[p]);
        return tables;
    }

    // The least tolerance that is expected to keep the budget; sizes fall as it grows.
    private int FirstTolerance(CutTable[][] exact, double range, int budget)
    {
        int low = 0, high = ToleranceSteps - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            int bytes = TableLayout.EstimateBytes(SimplifyAll(exact, Tolerance(range, middle), out _));
            if (bytes <= budget) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private BuiltShelf? Assemble(CollapsedProduct[] products, CutTable[][] exact, ResidualTrees residual,
        IReadOnlyList<byte[]> itemBins, IReadOnlyList<ProductText>? texts, double range, double tolerance)
    {
        List<CutTable>[] tables = SimplifyAll(exact, tolerance, out double[] constants);
        for (int p = 0; p < constants.Length; p++) constants[p] += products[p].Constant;
        float offset = (float)constants.Average();
        QuantisedShelf? shelf = new ScaleSearch(_features, _calibration, _options, products, exact, tables, constants, offset, residual)
            .Run(range);
        if (shelf is null) return null;
        TablesContent? layout = TableLayout.Of(shelf.Products, _features, _options.LaneHeapBytes);
        if (layout?.Groups.Count > byte.MaxValue) throw Catalogue.TooManyTables(layout.Groups.Count, byte.MaxValue);
        var proof = new ScoreProof(_features, products, shelf.Products, shelf.Step, offset, shelf.TreeCentres, shelf.TreeError);
        double worst = WorstError(proof, shelf, out bool isExact);
        var numbers = new ScoreNumbers(shelf.Step, offset, MathF.BitIncrement((float)worst));
        var content = new BlobContent
        {
            SchemaId = _model.Schema.Id,
            ModelVersion = _options.ModelVersion,
            Features = [.. _features.Features.Select(ShapeOf)],
            ItemCount = shelf.Trees.Count == 0 ? 0 : residual.ItemFeatures.Length,
            Base = [.. shelf.Products.Select(product => (short)product.Base)],
            Tables = layout,
            Trees = shelf.Trees.Count == 0 ? null : new TreesContent(residual.ItemBins(itemBins), shelf.Trees),
            Products = texts,
            FeatureTexts = _texts,
            Numbers = numbers,
            Prices = _options.Prices,
        };
        byte[] blob = BlobWriter.Write(content);
        Verify(blob);
        return new BuiltShelf
        {
            Blob = blob,
            Content = content,
            Features = _features,
            Products = products,
            Integers = shelf.Products,
            Tolerance = tolerance,
            WorstError = worst,
            WorstErrorIsExact = isExact,
            Numbers = numbers,
            Proof = proof,
        };
    }

    private static double WorstError(ScoreProof proof, QuantisedShelf shelf, out bool exact)
    {
        double worst = 0;
        exact = shelf.Trees.Count == 0;
        for (int p = 0; p < shelf.Products.Length; p++)
        {
            worst = Math.Max(worst, proof.WorstError(p, out bool isExact) + shelf.TreeError[p]);
            exact &= isExact;
        }

        return worst;
    }

    private static FeatureShape ShapeOf(Feature feature) => feature.Scope switch
    {
        FeatureScope.Shopper => new FeatureShape(feature.BinCount, 0, 0),
        FeatureScope.Context => new FeatureShape(feature.BinCount, 1, 0),
        _ => new FeatureShape(feature.BinCount, 2, feature.AbsentBin),
    };

    // Bytes of everything but the tables.
    private int FixedBytes(int products, IReadOnlyList<ProductText>? texts, ResidualTrees residual)
    {
        var content = new BlobContent
        {
            Features = [.. _features.Features.Select(ShapeOf)],
            Base = new short[products],
            Products = texts,
            FeatureTexts = _texts,
            Numbers = default(ScoreNumbers),
            Prices = _options.Prices,
        };
        return BlobWriter.Write(content).Length + BlobLayout.SectionHeaderBytes + residual.EstimateBytes();
    }

    // What a label would say to this blob. A fault here is a defect of the builder, never of the user's data.
    private static void Verify(byte[] blob)
    {
        int fault = BlobReader.Read(blob, blob.Length, new LoadedShelf(), BlobImage.HostHeapLimit);
        if (fault == BlobFault.TooMuchMemory) throw Catalogue.TablesTooLarge(blob.Length);
        if (fault != BlobFault.None) throw new InvalidOperationException($"The firmware's reader refuses the blob just written: fault {fault}.");
    }
}
