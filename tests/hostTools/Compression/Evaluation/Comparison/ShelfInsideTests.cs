using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Evaluation.Comparison;
using Endcap.Compression.Models;
using Endcap.Compression.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Evaluation.Comparison;

[TestClass]
public sealed class ShelfInsideTests
{
    // score = 1 where b ≥ 1 of product 1, and a × b: 4 where both are ≥ 1.
    private static readonly Schema Schema = new("y", null, [],
    [
        new Feature("item", FeatureScope.Item, FeatureKind.Numeric, [1], [], false),
        new Feature("a", FeatureScope.Shopper, FeatureKind.Numeric, [1], [], false),
        new Feature("b", FeatureScope.Affinity, FeatureKind.Numeric, [1, 2], [], false),
    ]);

    private static readonly TreeEnsemble Model = new(Schema, "squared", 0.5,
    [
        Both(0, 2, 1),
        Both(1, 2, 4),
    ]);

    private static readonly BinnedDataset Data = AllRows();

    [TestMethod]
    public void Main_Effects_And_Maps_By_Hand()
    {
        var shelf = (BuiltShelf)new RowShelf(Model, Data, Enumerable.Range(0, Data.RowCount), new ShelfOptions()).Built;
        var effects = new TableEffects(shelf, new Calibration(shelf.Features, null));
        FeatureCurve[] curves = [.. effects.Curves()];
        Assert.AreEqual("b a", string.Join(' ', curves.Select(curve => shelf.Features.Features[curve.Feature].Name)));

        // a: 4 · P(b ≥ 1) = 8/3 from bin 0 to bin 1, alike for both products.
        double step = shelf.Numbers.Step;
        Assert.AreEqual(8 / 3.0, curves[1].FloatMean[1] - curves[1].FloatMean[0], 1e-9);
        Assert.AreEqual(8 / 3.0, curves[1].Mean[1] - curves[1].Mean[0], 4 * step);
        // b: 4 · P(a ≥ 1) = 2, and 1 for product 1 only: 2.5 on average, spread over two products.
        Assert.AreEqual(2.5, curves[0].FloatMean[1] - curves[0].FloatMean[0], 1e-9);
        Assert.AreEqual(2.5, curves[0].Mean[2] - curves[0].Mean[0], 4 * step);
        // Centred: ∓1/3 and ±1/6 around the mean, by the weight of the bins (2 of 3 are ≥ 1).
        Assert.AreEqual(1 / 3.0, curves[0].Deviation[0], 4 * step);
        PairMap map = effects.Maps().Single();
        Assert.AreEqual((3, 2, 2), (map.Rows, map.Columns, map.Products)); // the affinity feature comes first
        Assert.AreEqual(4.5, map.Mean[3] - map.Mean[0], 4 * step);
    }

    [TestMethod]
    public void Codes_Of_All_Cells_And_Look_Ups_Are_Counted()
    {
        var shelf = (BuiltShelf)new RowShelf(Model, Data, Enumerable.Range(0, Data.RowCount), new ShelfOptions()).Built;
        TableGroup group = shelf.Content.Tables!.Groups.Single();
        CodeUse use = CodeUse.Of(shelf, Data).Single();
        sbyte[] codes = [.. group.Tables.SelectMany(table => table.Cells)];
        Assert.AreEqual("b × a", use.Name);
        Assert.AreEqual(codes.Length, use.Cells.Sum());
        Assert.AreEqual(Data.RowCount * group.Tables.Count, use.Lookups.Sum());
        Assert.AreEqual((codes.Min(), codes.Max()), ((sbyte)use.Lowest, (sbyte)use.Highest));
        Assert.AreEqual(codes.Count(code => code < -112), use.Cells[0]);
    }

    [TestMethod]
    public void Without_Groups_Every_Row_Is_Scored_By_The_Kernel()
    {
        double[] floats = ModelScores.Of(Model, Data);
        LabelSide label = LabelSide.Of(Model, Data, floats, new ShelfOptions());
        for (int row = 0; row < Data.RowCount; row++) Assert.AreEqual(floats[row], label.Scores[row], label.WorstError + 1e-5, $"row {row}");
        Assert.IsLessThan(0.1, label.WorstError);
        Assert.AreEqual(1, label.Shelves);
        Assert.AreEqual(label.BlobBytesMax, label.BlobBytesMean);
    }

    // The value where both features are at least 1.
    private static Tree Both(short first, short second, double value) =>
        new([first, -1, second, -1, -1], [BinSet.FirstBins(1), default, BinSet.FirstBins(1), default, default], [2, 0, 4, 0, 0], [0, 0, 0, 0, value]);

    private static BinnedDataset AllRows()
    {
        var rows = (from item in Enumerable.Range(0, 2) from a in Enumerable.Range(0, 2) from b in Enumerable.Range(0, 3) select new[] { item, a, b }).ToArray();
        return new BinnedDataset(Schema, [.. Enumerable.Range(0, 3).Select(f => rows.Select(row => (byte)row[f]).ToArray())], new float[rows.Length], [0, rows.Length]);
    }
}
