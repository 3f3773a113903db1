using Endcap.Compression.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Quantisation;

[TestClass]
public sealed class SimplifyTests
{
    [TestMethod]
    public void With_Tolerance_0_It_Is_Exact() => Seeds.Check(200, random =>
    {
        List<CutTable> tables = Sums.Random(random);
        double constant = 0;
        List<CutTable> simple = Simplify.Run(tables, 0, Sums.Calibration, ref constant);
        Assert.AreEqual(0, Sums.Distance(tables, 0, simple, constant));
    });

    [TestMethod]
    public void A_Single_Feature_Table_Moves_By_At_Most_The_Tolerance_Per_Operation() => Seeds.Check(300, random =>
    {
        var table = new CutTable(0, -1, 0b111, 0, [.. Enumerable.Range(0, 4).Select(_ => random.Next(-64, 65) / 64.0)]);
        double tolerance = random.Next(1, 40) / 64.0, constant = 0;
        List<CutTable> simple = Simplify.Run([table], tolerance, Sums.Calibration, ref constant);
        // Rows are joined; a table that then matters little becomes a constant.
        int operations = (simple.Count == 0 || simple[0].Rows < 4 ? 1 : 0) + (simple.Count == 0 ? 1 : 0);
        Assert.IsLessThanOrEqualTo(operations * tolerance + 1e-12, Sums.Distance([table], 0, simple, constant));
    });

    [TestMethod]
    public void A_Pair_Table_Moves_By_At_Most_The_Tolerance_Per_Operation() => Seeds.Check(300, random =>
    {
        var table = new CutTable(0, 1, 0b111, 0b11, [.. Enumerable.Range(0, 12).Select(_ => random.Next(-64, 65) / 64.0)]);
        double tolerance = random.Next(1, 40) / 64.0, constant = 0;
        List<CutTable> simple = Simplify.Run([table], tolerance, Sums.Calibration, ref constant);
        // Split into a sum (1), each part joined (2) and dropped (2); or rows joined, columns joined, dropped.
        Assert.IsLessThanOrEqualTo(5 * tolerance + 1e-12, Sums.Distance([table], 0, simple, constant));
        if (simple.Count == 1 && simple[0].G >= 0)
            Assert.IsLessThanOrEqualTo(2 * tolerance + 1e-12, Sums.Distance([table], 0, simple, constant));
    });

    [TestMethod]
    public void A_Sum_Of_Two_Functions_Comes_Apart()
    {
        double[] rows = [0, 3, 5, 9], columns = [0, 10, 30];
        var table = new CutTable(0, 1, 0b111, 0b11, [.. rows.SelectMany(row => columns.Select(column => row + column))]);
        double constant = 0;
        List<CutTable> simple = Simplify.Run([table], 1e-9, Sums.Calibration, ref constant);
        CollectionAssert.AreEqual(new[] { -1, -1 }, simple.Select(each => each.G).ToArray());
        Assert.AreEqual(0, Sums.Distance([table], 0, simple, constant), 1e-8);
    }

    [TestMethod]
    public void Whole_Products_Stay_Within_The_Sum_Of_Their_Operations() => Seeds.Check(150, random =>
    {
        List<CutTable> tables = Sums.Random(random);
        double tolerance = random.Next(1, 100) / 64.0, constant = 0;
        List<CutTable> simple = Simplify.Run(tables, tolerance, Sums.Calibration, ref constant);
        // Each table may be split, and each of the (at most twice as many) parts joined twice and dropped.
        Assert.IsLessThanOrEqualTo(7 * tables.Count * tolerance + 1e-9, Sums.Distance(tables, 0, simple, constant));
        Assert.IsLessThanOrEqualTo(tables.Sum(table => table.Cells.Length + 3), simple.Sum(table => table.Cells.Length + 3));
    });

    [TestMethod]
    public void A_Larger_Tolerance_Than_Every_Range_Leaves_A_Constant() => Seeds.Check(50, random =>
    {
        List<CutTable> tables = Sums.Random(random);
        double constant = 0;
        Assert.IsEmpty(Simplify.Run(tables, 1000, Sums.Calibration, ref constant));
    });

    [TestMethod]
    public void Rows_Exactly_Two_Tolerances_Apart_Do_Not_Upset_Rounding() => Seeds.Check(500, random =>
    {
        List<CutTable> tables = Sums.Random(random, () => random.NextDouble() * 3 - 1.7);
        double range = tables.Select(table => table.Range).DefaultIfEmpty(0).Max();
        for (int k = 0; k <= 21; k++)
        {
            double constant = 0;
            Simplify.Run(tables, range * Math.Pow(2, k / 2.0 - 10), Sums.Calibration, ref constant);
        }
    });

    [TestMethod]
    public void Folding_Single_Feature_Tables_Is_Exact_And_Leaves_Fewer_Tables() => Seeds.Check(100, random =>
    {
        List<CutTable> tables = Sums.Random(random), folded = [.. tables];
        Simplify.FoldSingles(folded);
        Assert.AreEqual(0, Sums.Distance(tables, 0, folded, 0));
        Assert.IsLessThanOrEqualTo(tables.Count, folded.Count);
    });
}
