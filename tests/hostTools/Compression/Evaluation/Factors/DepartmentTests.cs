using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Evaluation.Factors;
using Endcap.Compression.Models.Factors;
using Endcap.Tests.HostTools.Compression.Quantisation.Factors;

namespace Endcap.Tests.HostTools.Compression.Evaluation.Factors;

/// <summary>A department of 500 products: what its blob and a ranking cost.</summary>
[TestClass]
public class DepartmentTests
{
    private const int Products = 500, Rank = 16, Bought = 20;

    [TestMethod]
    public void Fits_64_KB_And_Ranks_Within_150_Milliseconds()
    {
        BuiltFactors built = FactorsBuilder.Build(Model(new Random(1)), new FactorsBuildOptions(), "m");
        Assert.IsLessThanOrEqualTo(64 << 10, built.Blob.Length);
        Assert.IsTrue(built.Content.IsCatalogue);
        Assert.AreEqual(0, BlobImage.TryRead(built.Blob, out BlobImage? image));
        LabelProfile profile = FactorRankings.Profile(image!.Shelf, [], [.. Enumerable.Range(0, Bought).Select(n => n * 23)]);
        using var meter = new KernelMeter();
        meter.MeasureRead(built.Blob);
        IlCost cost = meter.MeasureRank(profile.Shared, profile.Listed, profile.ListedCount, 10);
        LatencyEstimate time = DeviceSpeed.On(cost, "ESP32-S3", 240);
        Console.WriteLine(FormattableString.Invariant($"{built.Blob.Length} bytes, {cost.Weighted:F0} units, {time.MinMilliseconds:F0} to {time.MaxMilliseconds:F0} ms"));
        Assert.IsLessThanOrEqualTo(150, time.MaxMilliseconds, "pessimistic end");
    }

    private static TwoTowerModel Model(Random random) => new()
    {
        Method = "random",
        Schema = RandomTowers.Schema([]),
        Rank = Rank,
        Products = [.. Enumerable.Range(0, Products).Select(p => new FactorProduct($"40123456{p:00000}", $"A product with a name of some length {p}", 1, random.NextDouble()))],
        Start = new double[Rank],
        Tower = [],
        ProductVectors = [.. Enumerable.Range(0, Products * Rank).Select(_ => random.NextDouble() - 0.5)],
        HistoryVectors = [.. Enumerable.Range(0, Products * Rank).Select(_ => random.NextDouble() - 0.5)],
        HistoryExponent = 0.5,
        Norms = 32,
    };
}
