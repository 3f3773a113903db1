using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Kernel;

namespace Endcap.Tests.HostTools.Compression.Evaluation;

[TestClass]
public class BlobProofTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void The_Ranges_Are_Those_Of_All_Profiles(int seed)
    {
        BlobContent content = Random(new Random(seed), spread: 60);
        List<OpenPair> pairs = new BlobProof(content).OpenPairs();
        (int low, int high)[,] ranges = AllProfiles(content);
        for (int p = 0; p < 3; p++)
            for (int q = p + 1; q < 3; q++)
            {
                (int low, int high) = ranges[p, q];
                OpenPair? pair = pairs.Find(each => (each.First, each.Second) == (p, q));
                Assert.AreEqual(low <= 8 && high >= -8, pair is not null, $"{p} {q}: {low} … {high}"); // 2·E = 8 steps
                if (pair is not null) Assert.AreEqual((low, high), ((int)pair.Low, (int)pair.High));
            }
    }

    [TestMethod]
    public void Products_Far_Apart_Never_Swap_And_A_Pair_At_The_Limit_May()
    {
        static BlobContent Bases(params short[] bases) => new()
        {
            Features = [], Base = bases, Numbers = new ScoreNumbers(0.5f, 0, 2), // 2·E = 8 steps
        };
        Assert.IsEmpty(new BlobProof(Bases(0, 9, 18)).OpenPairs());
        OpenPair pair = new BlobProof(Bases(0, 8, 18)).OpenPairs().Single();
        Assert.AreEqual(new OpenPair(0, 1, -8, -8, true), pair);
    }

    [TestMethod]
    public void Residual_Trees_Count_With_Their_Range()
    {
        var tree = new BlobTree(1, 1, [new BlobNode(0, 1, 2), new BlobNode(-1, -20, 0), new BlobNode(-1, 5, 0)]);
        var content = new BlobContent
        {
            Features = [new FeatureShape(2, 0, 0)], Base = [100, 0], Numbers = new ScoreNumbers(1, 0, 45),
            Trees = new TreesContent([[], []], [tree]),
        };
        Assert.AreEqual(new OpenPair(0, 1, 90, 140, false), new BlobProof(content).OpenPairs().Single());
    }

    // Three products over two shared features and an affinity feature of its own each.
    private static BlobContent Random(Random random, int spread)
    {
        BlobTable Table(int p, int rows, int columns) => new(p, random.Next(3), CutMask.All(rows), columns == 0 ? 0 : CutMask.All(columns),
            [.. Enumerable.Range(0, rows * Math.Max(1, columns)).Select(_ => (sbyte)random.Next(-9, 10))]);
        TableGroup Group(int f, int g, int grid, int rows, int columns) => new(f, g, grid, CutMask.All(rows),
            columns == 0 ? 0 : CutMask.All(columns), [.. Enumerable.Range(0, 3).Select(p => Table(p, rows, columns))]);
        var content = new BlobContent
        {
            Features = [new FeatureShape(3, 0, 0), new FeatureShape(2, 1, 0), new FeatureShape(4, 2, 1)],
            Base = [0, (short)random.Next(spread), (short)random.Next(5 * spread)],
            Numbers = new ScoreNumbers(0.25f, 0, 1), // 2·E = 8 steps
            Tables = new TablesContent([[0, 1]], [Group(0, 1, 0, 3, 2), Group(2, -1, -1, 4, 0), Group(2, 0, 0, 4, 3)]),
        };
        Assert.AreEqual(BlobFault.None, BlobImage.TryRead(BlobWriter.Write(content), out _));
        return content;
    }

    // Score differences by the kernel itself, over every profile.
    private static (int Low, int High)[,] AllProfiles(BlobContent content)
    {
        BlobImage.TryRead(BlobWriter.Write(content), out BlobImage? image);
        var ranges = new (int Low, int High)[3, 3];
        for (int p = 0; p < 9; p++) ranges[p / 3, p % 3] = (int.MaxValue, int.MinValue);
        for (int n = 0; n < 3 * 2 * 4 * 4 * 4; n++)
        {
            byte[] shared = [(byte)(n % 3), (byte)(n / 3 % 2)];
            byte[] listed = [0, (byte)(n / 6 % 4), 1, (byte)(n / 24 % 4), 2, (byte)(n / 96)];
            Ranker.Rank(image!.Shelf, shared, listed, 3, 3);
            for (int pair = 0; pair < 9; pair++)
            {
                int difference = image.Shelf.Scores[pair / 3] - image.Shelf.Scores[pair % 3];
                (int low, int high) = ranges[pair / 3, pair % 3];
                ranges[pair / 3, pair % 3] = (Math.Min(low, difference), Math.Max(high, difference));
            }
        }

        return ranges;
    }
}
