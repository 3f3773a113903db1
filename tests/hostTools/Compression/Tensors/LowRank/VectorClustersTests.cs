using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.LowRank;

namespace Endcap.Tests.HostTools.Compression.Tensors.LowRank;

[TestClass]
public sealed class VectorClustersTests
{
    [TestMethod]
    public void Far_Groups_Are_Found() => Seeds.Check(50, random =>
    {
        var points = new Matrix(40, 3);
        for (int point = 0; point < 40; point++)
            for (int d = 0; d < 3; d++) points[point, d] = point % 4 * 100 + random.NextSingle();
        int[] nearest = new int[40];
        VectorClusters.Run(points, 4, random, nearest);
        for (int point = 0; point < 40; point++) Assert.AreEqual(nearest[point % 4], nearest[point]);
        Assert.AreEqual(4, nearest.Distinct().Count());
    });

    [TestMethod]
    public void Each_Point_Is_With_Its_Nearest_Centre_And_Centres_Are_Means() => Seeds.Check(50, random =>
    {
        Matrix points = Matrices.Normal(random, 60, random.Next(1, 20));
        int[] nearest = new int[60];
        Matrix centres = VectorClusters.Run(points, 5, random, nearest);
        for (int centre = 0; centre < 5; centre++)
        {
            int own = centre;
            int[] members = [.. Enumerable.Range(0, 60).Where(point => nearest[point] == own)];
            for (int d = 0; d < points.Columns; d++) Assert.AreEqual(members.Average(point => points[point, d]), centres[centre, d], 1e-4);
            foreach (int point in members)
                Assert.IsTrue(Enumerable.Range(0, 5).All(other => Squared(points, point, centres, own) <= Squared(points, point, centres, other) + 1e-4));
        }
    });

    [TestMethod]
    public void Equal_Points_Do_Not_Break_It()
    {
        int[] nearest = new int[6];
        Matrix centres = VectorClusters.Run(new Matrix(6, 2, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2]), 3, new Random(0), nearest);
        Assert.AreEqual(1f, centres[nearest[5], 0]);
        Assert.AreEqual(2f, centres[nearest[5], 1]);
    }

    private static double Squared(Matrix points, int point, Matrix centres, int centre) =>
        Enumerable.Range(0, points.Columns).Sum(d => Math.Pow(points[point, d] - centres[centre, d], 2));
}
