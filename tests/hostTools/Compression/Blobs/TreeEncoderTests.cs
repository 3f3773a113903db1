using Endcap.Compression.Blobs;
using Endcap.Compression.Models;
using Endcap.Tests.HostTools.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Blobs;

[TestClass]
public sealed class TreeEncoderTests
{
    private static readonly byte[][] Rows = [.. SmallSpace.Items.SelectMany(items =>
        SmallSpace.Profiles.Select(profile => SmallSpace.Row(items, profile)))];

    [TestMethod]
    public void Thresholds_Equal_The_Tree_For_Arbitrary_Bin_Sets() => Seeds.Check(150, random =>
    {
        Tree tree = SmallSpace.MakeTree(random, 5, () => random.Next(-100, 101));
        BlobTree encoded = Encode(tree, 1, out long centre, out _)!;
        foreach (byte[] row in Rows) Assert.AreEqual(tree.Value[tree.FindLeaf(row)], centre + Leaf(encoded, row));
    });

    [TestMethod]
    public void Leaves_Err_By_At_Most_Half_A_Unit() => Seeds.Check(100, random =>
    {
        Tree tree = SmallSpace.MakeTree(random, 5, () => random.NextDouble() * 100);
        double step = 0.001 + random.NextDouble();
        if (Encode(tree, step, out long centre, out double error) is not { } encoded) return;
        Assert.AreEqual(step * (1 << encoded.Shift) / 2, error, 1e-12);
        foreach (byte[] row in Rows)
            Assert.IsLessThanOrEqualTo(error + 1e-9,
                Math.Abs(tree.Value[tree.FindLeaf(row)] - step * (centre + Leaf(encoded, row))));
    });

    [TestMethod]
    public void Large_Bins_Of_Item_Features_Fit_A_Threshold() => Seeds.Check(30, random =>
    {
        BinSet left = BinSet.Empty;
        for (int bin = 0; bin < 256; bin++)
            if (random.Next(2) == 0) left = left.With(bin);
        var tree = new Tree([0, Tree.Leaf, Tree.Leaf], [left, default, default], [2, 0, 0], [0, 1, 2]);
        BlobTree encoded = TreeEncoder.Encode(tree, -1, 1, f => f, _ => 256, out long centre, out _)!;
        for (int bin = 0; bin < 256; bin++) Assert.AreEqual(left.Contains(bin) ? 1 : 2, centre + Leaf(encoded, [(byte)bin]));
    });

    [TestMethod]
    public void Leaves_Beyond_The_Largest_Shift_Do_Not_Fit()
    {
        var tree = new Tree([0, Tree.Leaf, Tree.Leaf], [BinSet.FirstBins(1), default, default], [2, 0, 0], [0, 0, 254 * 128]);
        Assert.IsNotNull(Encode(tree, 1, out _, out _));
        Assert.IsNull(Encode(tree, 0.99, out _, out _));
    }

    private static BlobTree? Encode(Tree tree, double step, out long centre, out double error) =>
        TreeEncoder.Encode(tree, -1, step, feature => feature, feature => SmallSpace.Schema.Features[feature].BinCount,
            out centre, out error);

    private static long Leaf(BlobTree tree, byte[] bins)
    {
        int node = 0;
        while (tree.Nodes[node].Feature >= 0)
            node += bins[tree.Nodes[node].Feature] < tree.Nodes[node].Value ? 1 : tree.Nodes[node].Jump;
        return (long)tree.Nodes[node].Value << tree.Shift;
    }
}
