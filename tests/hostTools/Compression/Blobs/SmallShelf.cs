using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Kernel;
using Endcap.Tests.HostTools.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Blobs;

/// <summary>Random shelves over <see cref="SmallSpace"/>, built and ranked.</summary>
internal static class SmallShelf
{
    /// <summary>Random products: item bins.</summary>
    public static byte[][] Products(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => SmallSpace.Items[random.Next(SmallSpace.Items.Length)])];

    /// <summary>Builds a shelf as small as its budget, if there is one that small.</summary>
    public static BuiltShelf Build(TreeEnsemble model, byte[][] items, int? budget = null) =>
        new ShelfBuilder(model, new ShelfOptions { BudgetBytes = budget, FeatureTexts = false }).Build(items, null);

    /// <summary>Random run-time bins of each product; the shared ones are alike.</summary>
    public static byte[][] Profile(Random random, int count)
    {
        byte[][] bins = [.. Enumerable.Range(0, count)
            .Select(_ => SmallSpace.Profiles[random.Next(SmallSpace.Profiles.Length)].ToArray())];
        foreach (byte[] each in bins) bins[0].AsSpan(0, SmallSpace.Features.SharedCount).CopyTo(each);
        return bins;
    }

    /// <summary>[product]: the kernel's scores, scaled back.</summary>
    public static double[] KernelScores(ShelfBlob built, byte[][] profile)
    {
        var shelf = new LoadedShelf();
        Assert.AreEqual(BlobFault.None, BlobReader.Read(built.Blob, built.Blob.Length, shelf, 1 << 20));
        int shared = SmallSpace.Features.SharedCount;
        LabelProfile label = LabelProfile.Of(SmallSpace.Features, profile[0].AsSpan(0, shared),
            [.. profile.Select(bins => bins[shared..])]);
        Assert.IsTrue(Ranker.Accepts(shelf, label.Shared, label.Listed, label.ListedCount));
        Ranker.Rank(shelf, label.Shared, label.Listed, label.ListedCount, shelf.ProductCount);
        return [.. shelf.Scores.Take(shelf.ProductCount)
            .Select(score => built.Numbers.Offset + (double)built.Numbers.Step * (score - shelf.Bias))];
    }
}
