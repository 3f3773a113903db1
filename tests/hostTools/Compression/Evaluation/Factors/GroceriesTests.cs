using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation.Factors;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Training.Factors;

namespace Endcap.Tests.HostTools.Compression.Evaluation.Factors;

/// <summary>Real baskets: what vectors are worth, and what of it integers keep.</summary>
[TestClass]
public class GroceriesTests
{
    [TestMethod]
    public void Four_Bits_Keep_Recall_At_A_Sixth_Of_The_Size()
    {
        BasketColumns columns = new("basket_id", "item_id");
        IReadOnlyList<BasketItem> items = BasketReader.ReadItems(RealData.Path("groceries", "items.csv"), "item_id", "name");
        Baskets baskets = BasketReader.Read(RealData.Path("groceries", "basket_items.csv"), columns, items).Baskets;
        (Baskets train, IReadOnlyList<HeldOutItem> tests) = LeaveOneOut.Split(baskets, 0.2, 1);
        TwoTowerModel model = FactorTrainer.Train(train, new FactorOptions(), columns);
        ItemGuesses exact = ItemGuesses.Of(tests, items.Count, FactorRankings.OfModel(model, tests));

        int[] counts = train.CountItems(), popular = [.. Enumerable.Range(0, counts.Length).OrderByDescending(p => counts[p])];
        ItemGuesses baseline = ItemGuesses.Of(tests, items.Count, [.. tests.Select(_ => popular)]);
        Assert.IsGreaterThan(baseline.Recall10 + 0.02, exact.Recall10);
        Assert.IsGreaterThan(baseline.Coverage10 * 1.5, exact.Coverage10);

        foreach ((int bits, double share) in ((int, double)[])[(8, 1 / 3.5), (4, 1 / 6.0)])
        {
            BuiltFactors built = FactorsBuilder.Build(model, new FactorsBuildOptions { Bits = bits }, "m");
            Assert.AreEqual(0, BlobImage.TryRead(built.Blob, out BlobImage? image));
            ItemGuesses label = ItemGuesses.Of(tests, items.Count, FactorRankings.OfBlob(image!, tests));
            Assert.IsGreaterThanOrEqualTo(0.99 * exact.Recall10, label.Recall10, $"{bits} bits");
            Assert.IsLessThanOrEqualTo(share * model.FloatBytes, built.IntegerBytes, $"{bits} bits");
        }
    }
}
