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
public sealed class ShelfBuilder : ShelfSource
{
    // Tolerances tried under a budget: the largest table range × 2^(k/2 − 10); the least that fits is taken.
    private const int ToleranceSteps = 21;

    private readonly TreeEnsemble _model;
    private readonly Calibration _calibration;
    private readonly Collapse _collapse;
    private readonly int[] _residualCandidates;

    /// <summary>Prepares for a model.</summary>
    public ShelfBuilder(TreeEnsemble model, ShelfOptions options)
        : base(model, options)
    {
        _model = model;
        _calibration = new Calibration(Features, model.BinCounts);
        _collapse = new Collapse(model, Features);
        _residualCandidates = ResidualTrees.Candidates(model, Features);
    }

    /// <inheritdoc/>
    public override BuiltShelf Build(IReadOnlyList<byte[]> itemBins, IReadOnlyList<ProductText>? texts)
    {
        CheckLimits(itemBins.Count, texts);
        ResidualTrees residual = ResidualTrees.Choose(_model, Features, _residualCandidates, itemBins);
        CollapsedProduct[] products = [.. itemBins.Select(bins => residual.Collapse(_collapse, bins))];
        CutTable[][] exact = [.. products.Select(product => product.Tables.Select(CutTable.Of).ToArray())];
        double range = exact.SelectMany(tables => tables).Select(table => table.Range).DefaultIfEmpty(0).Max();
        range = Math.Max(range, ResidualTrees.LargestRange(products));
        if (Options.BudgetBytes is not { } budget) return Assembled(range * Options.Tolerance);
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
        QuantisedShelf? shelf = new ScaleSearch(Features, _calibration, Options, products, exact, tables, constants, offset, residual)
            .Run(range);
        if (shelf is null) return null;
        TablesContent? layout = TableLayout.Of(shelf.Products, Features, Options.LaneHeapBytes);
        if (layout?.Groups.Count > byte.MaxValue) throw Catalogue.TooManyTables(layout.Groups.Count, byte.MaxValue);
        var proof = new ScoreProof(Features, products, shelf.Products, shelf.Step, offset, shelf.TreeCentres, shelf.TreeError);
        bool isExact;
        double worst = Options.ErrorAmong is { } others ? others.Take(proof, out isExact) : proof.WorstError(out isExact);
        var numbers = new ScoreNumbers(shelf.Step, offset, MathF.BitIncrement((float)worst));
        var content = new BlobContent
        {
            SchemaId = _model.Schema.Id,
            ModelVersion = Options.ModelVersion,
            Features = Shapes(),
            ItemCount = shelf.Trees.Count == 0 ? 0 : residual.ItemFeatures.Length,
            Base = [.. shelf.Products.Select(product => (short)product.Base)],
            Tables = layout,
            Trees = shelf.Trees.Count == 0 ? null : new TreesContent(residual.ItemBins(itemBins), shelf.Trees),
            Products = texts,
            FeatureTexts = Texts,
            Numbers = numbers,
            Prices = Options.Prices,
        };
        byte[] blob = BlobWriter.Write(content);
        Verify(blob);
        return new BuiltShelf
        {
            Blob = blob,
            Content = content,
            Features = Features,
            Products = products,
            Integers = shelf.Products,
            Tolerance = tolerance,
            WorstError = worst,
            WorstErrorIsExact = isExact,
            Numbers = numbers,
            Proof = proof,
        };
    }

    // Bytes of everything but the tables.
    private int FixedBytes(int products, IReadOnlyList<ProductText>? texts, ResidualTrees residual)
    {
        var content = new BlobContent
        {
            Features = Shapes(),
            Base = new short[products],
            Products = texts,
            FeatureTexts = Texts,
            Numbers = default(ScoreNumbers),
            Prices = Options.Prices,
        };
        return BlobWriter.Write(content).Length + BlobLayout.SectionHeaderBytes + residual.EstimateBytes();
    }
}
