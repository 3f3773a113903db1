using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Tests.HostTools.Compression.Blobs;
using Endcap.Tests.HostTools.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Evaluation;

/// <summary>The proofs against every profile of small shelves.</summary>
[TestClass]
public sealed class SmallShelfProofTests
{
    private static readonly int Shared = SmallSpace.Features.SharedCount;

    // Takes the first brand far away from the others.
    private static readonly Tree Apart = new([0, Tree.Leaf, Tree.Leaf], [BinSet.FirstBins(1), default, default],
        [2, 0, 0], [0, 40, 0]);

    [TestMethod]
    public void The_Worst_Error_Is_The_Largest_Over_All_Profiles() => Seeds.Check(80, random =>
    {
        (BuiltShelf built, _) = Draw(random, 2);
        Assert.IsTrue(built.WorstErrorIsExact);
        double worst = 0;
        for (int p = 0; p < built.Products.Count; p++)
            worst = Math.Max(worst, SmallSpace.Profiles.Max(bins =>
                Math.Abs(Integer(built, p, bins) - built.Products[p].Score(bins))));
        Assert.AreEqual(worst, built.WorstError, 1e-9 * (1 + worst));
    });

    [TestMethod]
    public void A_Pair_That_Is_Not_Listed_Never_Swaps()
    {
        int listed = 0, unlisted = 0, swapping = 0;
        Seeds.Check(80, random =>
        {
            (BuiltShelf built, _) = Draw(random, 2);
            List<PossibleSwap> swaps = built.Proof.PossibleSwaps();
            for (int p = 0; p < built.Products.Count; p++)
                for (int q = p + 1; q < built.Products.Count; q++)
                {
                    PossibleSwap? swap = swaps.Find(each => (each.First, each.Second) == (p, q));
                    (bool swapped, double closest) = TryAll(built, p, q);
                    Assert.IsFalse(swapped && swap is null, $"products {p} and {q} swap");
                    if (swap is { CertainlyCloser: true }) Assert.IsLessThan(swap.Within + 1e-9, closest);
                    if (swap is null) unlisted++;
                    else listed++;
                    if (swapped) swapping++;
                }
        });
        Assert.IsTrue(listed > 20 && unlisted > 20 && swapping > 20, $"{listed} listed, {unlisted} not, {swapping} swap");
    }

    [TestMethod]
    public void Nor_Does_One_With_Residual_Trees()
    {
        int unlisted = 0, swapping = 0;
        Seeds.Check(30, random =>
        {
            (BuiltShelf built, _) = Draw(random, 5);
            List<PossibleSwap> swaps = built.Proof.PossibleSwaps();
            for (int i = 0; i < 400; i++)
            {
                byte[][] profile = SmallShelf.Profile(random, built.Products.Count);
                double[] kernel = SmallShelf.KernelScores(built, profile);
                double[] floats = [.. built.Products.Select((product, p) => product.Score(profile[p]))];
                for (int p = 0; p < kernel.Length; p++)
                    for (int q = p + 1; q < kernel.Length; q++)
                    {
                        bool swapped = (floats[p] >= floats[q]) != (kernel[p] >= kernel[q]);
                        if (swapped) swapping++;
                        Assert.IsFalse(swapped && !swaps.Exists(each => (each.First, each.Second) == (p, q)),
                            $"products {p} and {q} swap");
                    }
            }

            unlisted += built.Products.Count * (built.Products.Count - 1) / 2 - swaps.Count;
        });
        Assert.IsTrue(unlisted > 5 && swapping > 5, $"{unlisted} pairs not listed, {swapping} swaps seen");
    }

    [TestMethod]
    public void The_Blob_Alone_Proves_Less_But_Nothing_Wrong() => Seeds.Check(30, random =>
    {
        (BuiltShelf built, _) = Draw(random, 2);
        List<OpenPair> open = new BlobProof(built.Content).OpenPairs();
        for (int p = 0; p < built.Products.Count; p++)
            for (int q = p + 1; q < built.Products.Count; q++)
                Assert.IsTrue(open.Exists(pair => (pair.First, pair.Second) == (p, q)) || !TryAll(built, p, q).Swapped,
                    $"{p} and {q}");
    });

    // Leaves of single-precision size, far-apart products, often a coarse budget: pairs that swap and pairs that do not.
    private static (BuiltShelf, TreeEnsemble) Draw(Random random, int runtimeFeatures)
    {
        while (true)
        {
            TreeEnsemble model = SmallSpace.Make(random, runtimeFeatures, () =>
                random.Next(4) == 0 ? random.NextDouble() * 9 : random.NextDouble());
            if (random.Next(2) == 0) model = new TreeEnsemble(model.Schema, model.Objective, 0, [.. model.Trees, Apart]);
            byte[][] items = SmallShelf.Products(random, random.Next(2, 5));
            int free = SmallShelf.Build(model, items).Blob.Length;
            try
            {
                return (SmallShelf.Build(model, items, random.Next(2) == 0 ? null : free * random.Next(60, 100) / 100), model);
            }
            catch (Endcap.Compression.Errors.UserErrorException)
            {
                // This budget is too small for this model; draw again.
            }
        }
    }

    private static double Integer(BuiltShelf built, int product, byte[] bins) =>
        built.Numbers.Offset + (double)built.Numbers.Step * built.Integers[product].Score(bins);

    // Whether any profile orders the two otherwise on the label, ties as there, and the closest float scores.
    private static (bool Swapped, double Closest) TryAll(BuiltShelf built, int p, int q)
    {
        bool swapped = false;
        double closest = double.PositiveInfinity;
        foreach (IGrouping<string, byte[]> shopper in SmallSpace.Profiles.GroupBy(bins => Convert.ToHexString(bins, 0, Shared)))
            foreach (byte[] first in shopper)
                foreach (byte[] second in shopper)
                {
                    double a = built.Products[p].Score(first), b = built.Products[q].Score(second);
                    closest = Math.Min(closest, Math.Abs(a - b));
                    swapped |= (a >= b) != (built.Integers[p].Score(first) >= built.Integers[q].Score(second));
                }

        return (swapped, closest);
    }
}
