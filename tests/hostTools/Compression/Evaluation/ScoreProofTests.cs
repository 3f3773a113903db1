using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Evaluation;

[TestClass]
public class ScoreProofTests
{
    private const int Products = 3;

    private static readonly Schema Schema = new("y", "g", [],
    [
        new("brand", FeatureScope.Item, FeatureKind.Categorical, [], ["a", "b", "c"], false),
        new("income", FeatureScope.Shopper, FeatureKind.Numeric, [1, 2], [], false),
        new("weekend", FeatureScope.Context, FeatureKind.Flag, [0.5], [], false),
        new("bought", FeatureScope.Affinity, FeatureKind.Numeric, [1, 2], [], false),
    ]);

    // With two features on a path all trees collapse to tables; with three some stay trees.
    [TestMethod]
    [DataRow(2, 1)]
    [DataRow(2, 2)]
    [DataRow(2, 3)]
    [DataRow(3, 1)]
    [DataRow(3, 2)]
    [DataRow(3, 3)]
    public void What_Is_Proven_Holds_For_Every_Profile(int featuresOnPath, int seed)
    {
        TreeEnsemble model = Model(new Random(seed), featuresOnPath);
        byte[][] items = [.. Enumerable.Range(0, Products).Select(p => new byte[] { (byte)p, 0, 0, 0 })];
        BuiltShelf built = new ShelfBuilder(model, new ShelfOptions { FeatureTexts = false }).Build(items, null);
        List<PossibleSwap> swaps = built.Proof.PossibleSwaps();
        BlobImage.TryRead(built.Blob, out BlobImage? image);
        double worst = 0, slack = 1e-6; // step and offset are floats
        var closest = swaps.ToDictionary(swap => swap, _ => double.PositiveInfinity);
        for (int n = 0; n < 3 * 2 * 27; n++)
        {
            (double[] floats, double[] labels) = Scores(model, image!, built.Numbers, n);
            for (int p = 0; p < Products; p++) worst = Math.Max(worst, Math.Abs(floats[p] - labels[p]));
            for (int p = 0; p < Products; p++)
                for (int q = p + 1; q < Products; q++)
                {
                    PossibleSwap? swap = swaps.Find(each => (each.First, each.Second) == (p, q));
                    double gap = floats[p] - floats[q];
                    if (gap * (labels[p] - labels[q]) <= 0) Assert.IsLessThanOrEqualTo((swap?.Within ?? 0) + slack, Math.Abs(gap));
                    if (swap is not null) closest[swap] = Math.Min(closest[swap], Math.Abs(gap));
                }
        }

        Assert.IsLessThanOrEqualTo(built.WorstError + slack, worst);
        if (built.WorstErrorIsExact) Assert.AreEqual(built.WorstError, worst, slack);
        Assert.AreEqual(featuresOnPath == 3, image!.Shelf.TreeCount > 0);
        foreach (PossibleSwap swap in swaps.Where(swap => swap.CertainlyCloser)) Assert.IsLessThanOrEqualTo(swap.Within + slack, closest[swap]);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void Brands_Far_Apart_Are_Proven_Never_To_Swap(int featuresOnPath)
    {
        TreeEnsemble random = Model(new Random(4), featuresOnPath);
        Tree brand = new([0, -1, -1], [BinSet.Empty.With(0), BinSet.Empty, BinSet.Empty], [2, 0, 0], [0, 40, 0]);
        var model = new TreeEnsemble(Schema, "pairwise", 0, [.. random.Trees, brand]);
        byte[][] items = [.. Enumerable.Range(0, Products).Select(p => new byte[] { (byte)p, 0, 0, 0 })];
        List<PossibleSwap> swaps = new ShelfBuilder(model, new ShelfOptions()).Build(items, null).Proof.PossibleSwaps();
        Assert.IsFalse(swaps.Exists(swap => swap.First == 0));
        Assert.IsTrue(swaps.Exists(swap => (swap.First, swap.Second) == (1, 2)));
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void The_Worst_Error_Of_A_Shelf_Is_That_Of_Its_Worst_Product_Unless_Less_Is_Enough(int featuresOnPath) => Seeds.Check(20, random =>
    {
        ScoreProof proof = Shelf(random, featuresOnPath, new ShelfOptions()).Proof;
        double worst = proof.WorstError(out bool exact);
        double products = Enumerable.Range(0, Products).Max(product => proof.WorstError(product, out _));
        if (featuresOnPath == 2) Assert.AreEqual((products, true), (worst, exact));
        else Assert.IsGreaterThan(products, worst); // and the trees' rounding
        Assert.AreEqual(worst, proof.WorstError(out _, enough: 0.99 * worst));
        Assert.IsLessThanOrEqualTo(1.5 * worst, proof.WorstError(out _, enough: 1.5 * worst));
    });

    [TestMethod]
    public void The_Largest_Error_Of_Many_Shelves_Does_Not_Depend_On_Their_Order() => Seeds.Check(10, random =>
    {
        int seed = random.Next();
        double Largest(IEnumerable<int> shelves, ShelfOptions options) =>
            shelves.Max(shelf => Shelf(new Random(seed + shelf), 2 + shelf % 2, options).WorstError);
        int[] order = [.. Enumerable.Range(0, 8)];
        double largest = Largest(order, new ShelfOptions());
        Assert.AreEqual(largest, Largest(order, new ShelfOptions { ErrorAmong = new LargestError() }));
        Assert.AreEqual(largest, Largest(order.Reverse(), new ShelfOptions { ErrorAmong = new LargestError() }));
        Assert.AreEqual(0, Largest(order, new ShelfOptions { ErrorAmong = LargestError.NotWanted })); // control: nothing is proven there
    });

    [TestMethod]
    public void A_Shelf_Below_The_Largest_Error_Is_Not_Proven_Exactly()
    {
        BuiltShelf alone = Shelf(new Random(1), 2, new ShelfOptions());
        var among = new LargestError();
        Assert.AreEqual(alone.WorstError, among.Take(alone.Proof, out bool exact));
        Assert.IsTrue(exact);
        Assert.AreEqual(alone.WorstError, among.Value);
        among.Take(alone.Proof, out exact);
        Assert.IsFalse(exact); // the second time the bound is enough
        Assert.AreEqual(alone.WorstError, among.Value);
    }

    private static BuiltShelf Shelf(Random random, int featuresOnPath, ShelfOptions options) =>
        new ShelfBuilder(Model(random, featuresOnPath), options).Build([.. Enumerable.Range(0, Products).Select(p => new byte[] { (byte)p, 0, 0, 0 })], null);

    private static (double[] Floats, double[] Labels) Scores(TreeEnsemble model, BlobImage image, ScoreNumbers numbers, int n)
    {
        byte[] shared = [(byte)(n % 3), (byte)(n / 3 % 2)];
        byte[] bought = [(byte)(n / 6 % 3), (byte)(n / 18 % 3), (byte)(n / 54)];
        Kernel.Ranker.Rank(image.Shelf, shared, [0, bought[0], 1, bought[1], 2, bought[2]], 3, 3);
        double[] floats = [.. bought.Select((bin, p) => model.Score([(byte)p, shared[0], shared[1], bin]))];
        double[] labels = [.. bought.Select((_, p) => numbers.Offset + (double)numbers.Step * (image.Shelf.Scores[p] - image.Shelf.Bias))];
        return (floats, labels);
    }

    // Full trees of depth 4: the item feature first, then run-time features, so many on a path.
    private static TreeEnsemble Model(Random random, int featuresOnPath) =>
        new(Schema, "pairwise", 0.3, [.. Enumerable.Range(0, 6).Select(_ => FullTree(random, featuresOnPath))]);

    private static Tree FullTree(Random random, int featuresOnPath)
    {
        int[] order = [0, .. new[] { 1, 2, 3 }.OrderBy(_ => random.Next()).Take(featuresOnPath)];
        var nodes = new List<(short Feature, BinSet Left, int Right, double Value)>();
        Grow(0);
        return new Tree([.. nodes.Select(n => n.Feature)], [.. nodes.Select(n => n.Left)], [.. nodes.Select(n => n.Right)], [.. nodes.Select(n => n.Value)]);

        void Grow(int depth)
        {
            if (depth == order.Length)
            {
                nodes.Add((Tree.Leaf, BinSet.Empty, 0, random.NextDouble() - 0.5));
                return;
            }

            int node = nodes.Count, feature = order[depth];
            nodes.Add(((short)feature, BinSet.Empty.With(random.Next(Schema.Features[feature].BinCount)), 0, 0));
            Grow(depth + 1);
            nodes[node] = nodes[node] with { Right = nodes.Count };
            Grow(depth + 1);
        }
    }
}
