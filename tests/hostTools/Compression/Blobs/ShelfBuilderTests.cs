using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;
using Endcap.Kernel;
using Endcap.Tests.HostTools.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Blobs;

[TestClass]
public sealed class ShelfBuilderTests
{
    [TestMethod]
    [DataRow(2, DisplayName = "tables only")]
    [DataRow(5, DisplayName = "with residual trees")]
    public void The_Kernels_Scores_Stay_Within_The_Worst_Error(int runtimeFeatures)
    {
        int perProduct = 0, forAll = 0;
        double closest = 0;
        Seeds.Check(60, random =>
        {
            TreeEnsemble model = SmallSpace.Make(random, runtimeFeatures, () => random.NextDouble() * 4 - 2);
            byte[][] items = SmallShelf.Products(random, random.Next(1, 9));
            BuiltShelf built = SmallShelf.Build(model, items);
            perProduct += built.Content.Trees?.Trees.Count(tree => tree.Product >= 0) ?? 0;
            forAll += built.Content.Trees?.Trees.Count(tree => tree.Product < 0) ?? 0;
            for (int i = 0; i < 30; i++)
            {
                byte[][] profile = SmallShelf.Profile(random, items.Length);
                double[] scores = SmallShelf.KernelScores(built, profile);
                for (int p = 0; p < items.Length; p++)
                {
                    double error = Math.Abs(model.Score(SmallSpace.Row(items[p], profile[p])) - scores[p]);
                    Assert.IsLessThanOrEqualTo(built.WorstError + 1e-9, error);
                    closest = Math.Max(closest, error / (built.WorstError + 1e-9));
                }
            }
        });
        Assert.IsGreaterThan(0.8, closest, "the bound is nearly met: it is not merely large");
        if (runtimeFeatures == 2) Assert.AreEqual(0, perProduct + forAll);
        else Assert.IsTrue(perProduct > 0 && forAll > 0, $"{perProduct} trees for one product, {forAll} for all");
    }

    [TestMethod]
    public void A_Budget_Is_Kept_Or_Refused()
    {
        int kept = 0, refused = 0;
        Seeds.Check(60, random =>
        {
            TreeEnsemble model = SmallSpace.Make(random, random.Next(2) == 0 ? 2 : 5);
            byte[][] items = SmallShelf.Products(random, random.Next(1, 9));
            int budget = random.Next(60, 300);
            try
            {
                BuiltShelf built = SmallShelf.Build(model, items, budget);
                Assert.IsLessThanOrEqualTo(budget, built.Blob.Length);
                kept++;
            }
            catch (UserErrorException error)
            {
                Assert.AreEqual("E301", error.Code, error.Message);
                refused++;
            }
        });
        Assert.IsTrue(kept > 0 && refused > 0, $"{kept} kept, {refused} refused");
    }

    [TestMethod]
    public void A_Model_Of_Item_Features_Alone_Makes_A_Shelf_Of_Base_Scores()
    {
        foreach (double size in new[] { 0, 1e-6, 1, 1e9 })
        {
            var tree = new Tree([0, Tree.Leaf, Tree.Leaf], [BinSet.FirstBins(1), default, default], [2, 0, 0],
                [0, size, -size / 3]);
            BuiltShelf built = SmallShelf.Build(new TreeEnsemble(SmallSpace.Schema, "pairwise", 7, [tree]),
                [[0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0]]);
            double[] scores = SmallShelf.KernelScores(built, SmallShelf.Profile(new Random(1), 2));
            Assert.AreEqual(7 + size, scores[0], built.WorstError + 1e-9);
            Assert.AreEqual(7 - size / 3, scores[1], built.WorstError + 1e-9);
            Assert.IsLessThanOrEqualTo(size / 10_000 + 1e-6, built.WorstError);
        }
    }

    [TestMethod]
    public void A_Smaller_Budget_Gives_A_Larger_Error()
    {
        TreeEnsemble model = SmallSpace.Make(new Random(8), 2);
        BuiltShelf free = SmallShelf.Build(model, SmallSpace.Items), tight = SmallShelf.Build(model, SmallSpace.Items, 200);
        Assert.IsGreaterThan(200, free.Blob.Length);
        Assert.IsGreaterThan(free.WorstError, tight.WorstError);
    }

    [TestMethod]
    public void The_Same_Input_Gives_The_Same_Bytes() => Seeds.Check(15, random =>
    {
        TreeEnsemble model = SmallSpace.Make(random, 5);
        byte[][] items = SmallShelf.Products(random, 4);
        CollectionAssert.AreEqual(SmallShelf.Build(model, items).Blob, SmallShelf.Build(model, items).Blob);
    });

    [TestMethod]
    public void The_Blob_Says_What_Its_Scores_Mean_And_Reads_Back_As_Its_Content() => Seeds.Check(20, random =>
    {
        BuiltShelf built = SmallShelf.Build(SmallSpace.Make(random, 5), SmallShelf.Products(random, 5));
        Assert.AreEqual(BlobFault.None, BlobImage.TryRead(built.Blob, out BlobImage? image));
        Assert.AreEqual(built.Numbers, image!.Content.Numbers);
        Assert.IsGreaterThanOrEqualTo(built.WorstError, built.Numbers.WorstError);
        Assert.AreEqual(SmallSpace.Schema.Id, image.Shelf.SchemaId);
        CollectionAssert.AreEqual(built.Blob, BlobWriter.Write(image.Content));
    });

    [TestMethod]
    public void Limits_Of_The_Format_Are_User_Errors()
    {
        TreeEnsemble model = SmallSpace.Make(new Random(1), 2);
        UserErrors.Expect("E303", () => SmallShelf.Build(model, []), "0");
        UserErrors.Expect("E303", () => SmallShelf.Build(model, SmallShelf.Products(new Random(1), 256)), "256");
        SmallShelf.Build(model, SmallShelf.Products(new Random(1), 255));
    }

    [TestMethod]
    public void As_Many_Pairs_Of_Features_Fit_As_The_Format_Has_Groups_Or_It_Is_A_User_Error()
    {
        ShelfBuilder Builder(int features, int bins) =>
            new(Pairs(features, bins), new ShelfOptions { LaneHeapBytes = 0, FeatureTexts = false });
        BuiltShelf built = Builder(22, 2).Build([[.. new byte[22]]], null);
        Assert.HasCount(231, built.Content.Tables!.Groups);
        UserErrors.Expect("E307", () => Builder(24, 2).Build([[.. new byte[24]]], null), "276");
        UserErrors.Expect("E308", () => Builder(20, 16).Build([[.. new byte[20]]], null), "bytes");
    }

    // A tree for each pair of shopper features, whose leaves no sum of single-feature functions gives.
    private static TreeEnsemble Pairs(int features, int bins)
    {
        double[] edges = [.. Enumerable.Range(1, bins - 1).Select(i => (double)i)];
        var schema = new Schema("y", "g", [], [.. Enumerable.Range(0, features)
            .Select(f => new Feature($"f{f}", FeatureScope.Shopper, FeatureKind.Numeric, edges, [], false))]);
        var pairs = from f in Enumerable.Range(0, features) from g in Enumerable.Range(0, f) select (f, g);
        return new TreeEnsemble(schema, "pairwise", 0,
            [.. pairs.SelectMany(pair => Enumerable.Range(1, bins - 1).Select(cut => new Tree(
            [(short)pair.g, Tree.Leaf, (short)pair.f, Tree.Leaf, Tree.Leaf],
            [BinSet.FirstBins(cut), default, BinSet.FirstBins(cut), default, default], [2, 0, 4, 0, 0], [0, 0, 0, 1, -1])))]);
    }
}
