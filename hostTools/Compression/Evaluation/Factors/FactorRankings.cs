using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Factors;
using Endcap.Kernel;

namespace Endcap.Compression.Evaluation.Factors;

/// <summary>Rankings of held-out tests, by the float model and by the firmware's kernel.</summary>
public static class FactorRankings
{
    /// <summary>[test]: all products by float score, best first; of equal ones the lower number, as the kernel has it.</summary>
    public static int[][] OfModel(TwoTowerModel model, IReadOnlyList<HeldOutItem> tests)
    {
        int[][] rankings = new int[tests.Count][];
        Parallel.For(0, tests.Count, test =>
        {
            double[] negative = [.. model.Scores(model.User(tests[test].Bins, tests[test].History)).Select(score => -score)];
            int[] products = [.. Enumerable.Range(0, negative.Length)];
            rankings[test] = [.. products.OrderBy(product => negative[product])]; // stable
        });
        return rankings;
    }

    /// <summary>[test]: all products as the label ranks them; of a catalogue a phone gets them in parts.</summary>
    public static int[][] OfBlob(BlobImage image, IReadOnlyList<HeldOutItem> tests) =>
        [.. tests.Select(test => OfBlob(image, test))];

    /// <summary>The same for one test.</summary>
    public static int[] OfBlob(BlobImage image, HeldOutItem test)
    {
        Rank(image, test);
        int[] scores = image.Shelf.Scores;
        return [.. Enumerable.Range(0, image.Shelf.ProductCount).OrderByDescending(product => scores[product])]; // stable: the lower number first
    }

    /// <summary>Ranks one test; the integer scores are in <see cref="LoadedShelf.Scores"/> then.</summary>
    /// <exception cref="ArgumentException">The kernel does not accept the profile.</exception>
    public static void Rank(BlobImage image, HeldOutItem test)
    {
        LoadedShelf shelf = image.Shelf;
        LabelProfile profile = Profile(shelf, test.Bins, test.History);
        if (!Ranker.Accepts(shelf, profile.Shared, profile.Listed, profile.ListedCount))
            throw new ArgumentException("The kernel does not accept this profile.", nameof(test));
        Ranker.Rank(shelf, profile.Shared, profile.Listed, profile.ListedCount, 1);
    }

    /// <summary>A profile that lists the history: per product its number (of a catalogue: two bytes) and the bin 1 of the only affinity feature.</summary>
    public static LabelProfile Profile(LoadedShelf shelf, ReadOnlySpan<byte> bins, ReadOnlySpan<int> history)
    {
        byte[] shared = new byte[Math.Max(1, shelf.SharedCount)];
        bins.CopyTo(shared);
        List<byte> listed = [];
        foreach (int product in history)
        {
            listed.Add((byte)product);
            if (shelf.NumberBytes == 2) listed.Add((byte)(product >> 8));
            listed.Add(1);
        }

        return new LabelProfile(shared, [.. listed], history.Length);
    }
}
