using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Pruning;

namespace Endcap.Tests.HostTools.Compression.Tensors.Pruning;

[TestClass]
public sealed class PrunerTests
{
    private static readonly Matrix Saliencies = new(2, 4, [5, 1, 2, 8, 3, 4, 7, 6]);

    [TestMethod]
    public void Masks_Are_Those_By_Hand()
    {
        AssertKept("10011111", Pruner.Unstructured(Saliencies, 0.25));
        AssertKept("00010011", Pruner.Unstructured(Saliencies, 0.625));
        AssertKept("00001111", Pruner.Rows(Saliencies, 0.5)); // sums 16 and 20
        AssertKept("00110011", Pruner.Columns(Saliencies, 0.5)); // sums 8, 5, 9, 14
        AssertKept("10010110", Pruner.NOfM(Saliencies, 1, 2));
        AssertKept("10110111", Pruner.NOfM(Saliencies, 2, 3)); // groups of 3 and 1
    }

    [TestMethod]
    public void The_Least_Salient_Go_First_And_A_Sparser_Mask_Only_Takes_More() => Seeds.Check(200, random =>
    {
        Matrix saliency = Saliency.Magnitude(Matrices.Any(random));
        double little = random.NextDouble(), much = little + (1 - little) * random.NextDouble();
        PruneMask few = Pruner.Unstructured(saliency, little), many = Pruner.Unstructured(saliency, much);
        Assert.AreEqual(little, few.Sparsity, 0.5 / saliency.Data.Length + 1e-9);
        var cells = Enumerable.Range(0, saliency.Data.Length).Select(i => (Row: i / saliency.Columns, Column: i % saliency.Columns)).ToArray();
        Assert.IsTrue(cells.All(at => few[at.Row, at.Column] || !many[at.Row, at.Column]));
        double least = cells.Where(at => few[at.Row, at.Column]).Select(at => saliency[at.Row, at.Column]).DefaultIfEmpty(float.MaxValue).Min();
        Assert.IsTrue(cells.All(at => few[at.Row, at.Column] || saliency[at.Row, at.Column] <= least));
    });

    [TestMethod]
    public void N_Of_M_Holds_In_Every_Group() => Seeds.Check(200, random =>
    {
        Matrix saliency = Matrices.Any(random);
        int m = random.Next(1, 6), n = random.Next(m + 1);
        PruneMask mask = Pruner.NOfM(saliency, n, m);
        for (int row = 0; row < saliency.Rows; row++)
            for (int from = 0; from < saliency.Columns; from += m)
            {
                int size = Math.Min(m, saliency.Columns - from);
                int own = row, first = from;
                Assert.AreEqual(Math.Min(n, size), Enumerable.Range(first, size).Count(column => mask[own, column]));
            }
    });

    [TestMethod]
    public void Applying_A_Mask_Zeroes_Exactly_What_Goes()
    {
        Matrix weights = Saliencies.Copy();
        PruneMask mask = Pruner.Columns(Saliencies, 0.5);
        mask.Apply(weights);
        CollectionAssert.AreEqual(new float[] { 0, 0, 2, 8, 0, 0, 7, 6 }, weights.Data);
        CollectionAssert.AreEqual(new[] { 2, 3 }, mask.KeptColumns());
        CollectionAssert.AreEqual(new[] { 1 }, Pruner.Rows(Saliencies, 0.5).KeptRows());
        Assert.ThrowsExactly<ArgumentException>(() => mask.Apply(new Matrix(4, 2)));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Pruner.Rows(Saliencies, 1.1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Pruner.NOfM(Saliencies, 3, 2));
    }

    private static void AssertKept(string expected, PruneMask mask) => Assert.AreEqual(expected, string.Concat(
        Enumerable.Range(0, mask.Rows * mask.Columns).Select(i => mask[i / mask.Columns, i % mask.Columns] ? '1' : '0')));
}
