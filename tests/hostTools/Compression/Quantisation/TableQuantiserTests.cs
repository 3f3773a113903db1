using Endcap.Compression.Quantisation;
using Endcap.Tests.HostTools.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Quantisation;

[TestClass]
public sealed class TableQuantiserTests
{
    [TestMethod]
    public void Without_Refit_Each_Table_Errs_By_Half_Its_Unit_And_The_Base_By_Half_A_Step() => Seeds.Check(150, random =>
    {
        (List<CutTable> tables, double constant, double step) = Draw(random);
        QuantisedProduct? product = new TableQuantiser(SmallSpace.Features, Sums.Calibration, step, refit: false)
            .Run(tables, constant);
        if (product is null) return;
        // A table whose cells all round alike joins the base: its unit is not known any more, the coarsest is allowed.
        double bound = step / 2 + tables.Count * step * (1 << LargestShift(tables, step)) / 2;
        Assert.IsLessThanOrEqualTo(bound + 1e-9, Error(tables, constant, product, step));
    });

    [TestMethod]
    public void With_Refit_The_Error_Stays_Within_A_Few_Units_And_Is_Smaller_On_Average()
    {
        double with = 0, without = 0;
        Seeds.Check(150, random =>
        {
            (List<CutTable> tables, double constant, double step) = Draw(random);
            QuantisedProduct? refit = new TableQuantiser(SmallSpace.Features, Sums.Calibration, step, refit: true)
                .Run(tables, constant);
            QuantisedProduct? plain = new TableQuantiser(SmallSpace.Features, Sums.Calibration, step, refit: false)
                .Run(tables, constant);
            if (refit is null || plain is null) return;
            double error = Error(tables, constant, refit, step);
            Assert.IsLessThanOrEqualTo(step / 2 + tables.Count * step * (1 << LargestShift(tables, step)) * 4 + 1e-9, error);
            with += MeanSquare(tables, constant, refit, step);
            without += MeanSquare(tables, constant, plain, step);
        });
        Assert.IsLessThan(without, with);
    }

    [TestMethod]
    public void Whole_Multiples_Of_The_Step_Are_Exact() => Seeds.Check(100, random =>
    {
        List<CutTable> tables = Sums.Random(random, () => random.Next(-5, 6));
        foreach (bool refit in new[] { false, true })
        {
            QuantisedProduct product = new TableQuantiser(SmallSpace.Features, Sums.Calibration, 1, refit).Run(tables, 17)!;
            Assert.AreEqual(0, Error(tables, 17, product, 1));
        }
    });

    [TestMethod]
    public void A_Range_Beyond_8_Bits_And_The_Largest_Shift_Does_Not_Fit()
    {
        TableQuantiser Quantiser() => new(SmallSpace.Features, Sums.Calibration, 1, refit: true);
        Assert.IsNotNull(Quantiser().Run([new CutTable(0, -1, 1, 0, [0, 254 * 8])], 0));
        Assert.IsNull(Quantiser().Run([new CutTable(0, -1, 1, 0, [0, 256 * 8])], 0));
        Assert.IsNull(Quantiser().Run([], 1e12));
    }

    [TestMethod]
    public void Joining_Equal_Rows_And_Columns_Keeps_The_Integers() => Seeds.Check(200, random =>
    {
        var table = new QuantisedTable(0, 1, 0b111, 0b11, random.Next(4),
            [.. Enumerable.Range(0, 12).Select(_ => (sbyte)random.Next(-1, 1))]);
        QuantisedTable joined = table.Joined();
        foreach (byte[] profile in SmallSpace.Profiles) Assert.AreEqual(table.Lookup(profile), joined.Lookup(profile));
        Assert.IsLessThanOrEqualTo(table.Cells.Length, joined.Cells.Length);
        Assert.AreSame(joined, joined.Joined());
    });

    [TestMethod]
    public void Calibration_Draws_Bins_As_Often_As_They_Occur()
    {
        var counts = SmallSpace.Schema.Features.Select(feature =>
            Enumerable.Range(0, feature.BinCount).Select(bin => (double)bin).ToArray()).ToList();
        var calibration = new Calibration(SmallSpace.Features, counts);
        var random = new Random(5);
        double[] drawn = new double[4];
        for (int i = 0; i < 20_000; i++) drawn[calibration.Draw(0, random)] += 1 / 20_000.0;
        Assert.AreEqual(1, calibration.Frequency(0).Sum(), 1e-12);
        for (int bin = 0; bin < 4; bin++) Assert.AreEqual(calibration.Frequency(0)[bin], drawn[bin], 0.02);
        Assert.IsGreaterThan(0, calibration.Frequency(0)[0], "no bin is free to drift");
    }

    private static (List<CutTable>, double, double) Draw(Random random)
    {
        List<CutTable> tables = Sums.Random(random, () => random.NextDouble() * 4 - 2);
        double range = tables.Select(table => table.Range).DefaultIfEmpty(1).Max();
        return (tables, random.NextDouble() * 10, range / 254 / (1 << random.Next(4)) * 1.2);
    }

    // With refit a target may be a little wider than its table; one shift more is then enough.
    private static int LargestShift(List<CutTable> tables, double step)
    {
        int shift = 0;
        while (tables.Exists(table => table.Range / 2 > 125 * step * (1 << shift))) shift++;
        return Math.Min(shift, 3);
    }

    private static double Error(List<CutTable> tables, double constant, QuantisedProduct product, double step) =>
        SmallSpace.Profiles.Max(bins => Math.Abs(product.Score(bins) * step - Sums.Score(tables, constant, bins)));

    private static double MeanSquare(List<CutTable> tables, double constant, QuantisedProduct product, double step) =>
        SmallSpace.Profiles.Average(bins =>
            Math.Pow((product.Score(bins) * step - Sums.Score(tables, constant, bins)) / step, 2));
}
