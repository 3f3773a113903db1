using Endcap.Compression.Models.TfLite;
using FsCheck;
using FsCheck.Fluent;

namespace Endcap.Tests.HostTools.Compression.Models.TfLite;

[TestClass]
public sealed class RequantiseTests
{
    [TestMethod]
    public void A_Factor_Becomes_A_31_Bit_Fraction_And_A_Shift()
    {
        Assert.AreEqual(new Requantise(1 << 30, 0), Requantise.Of(0.5));
        Assert.AreEqual(new Requantise(1 << 30, 1), Requantise.Of(1));
        Assert.AreEqual(new Requantise(1610612736, -2), Requantise.Of(0.1875));
        Assert.AreEqual(new Requantise(1 << 30, 1), Requantise.Of(Math.BitDecrement(1.0)), "rounds up to the next power of two");
        Assert.AreEqual(default, Requantise.Of(1e-12));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Requantise.Of(double.NaN));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Requantise.Of(1L << 30));
    }

    [TestMethod]
    [DataRow(5, 1, 3)]
    [DataRow(-5, 1, -3)]
    [DataRow(-6, 2, -2)]
    [DataRow(-5, 2, -1)]
    [DataRow(7, 0, 7)]
    [DataRow(int.MinValue, 31, -1)]
    [DataRow(int.MaxValue, 31, 1)]
    public void Halves_Round_Away_From_Zero(int value, int exponent, int expected) =>
        Assert.AreEqual(expected, Requantise.RoundingShift(value, exponent));

    [TestMethod]
    public void The_Product_Saturates_In_Its_Only_Overflow()
    {
        Assert.AreEqual(int.MaxValue, Requantise.DoublingHighProduct(int.MinValue, int.MinValue));
        Assert.AreEqual(1, Requantise.DoublingHighProduct(1, 1 << 30));
        Assert.AreEqual(0, Requantise.DoublingHighProduct(-1, 1 << 30), "TFLite's nudge takes −½ towards zero");
    }

    [TestMethod]
    public void Two_Roundings_Are_Not_One()
    {
        // 1 · 1/4 is nearest to 0; rounded to 1/2 · 2 first and halved then, it is 1.
        Requantise quarter = new(1 << 30, -1);
        Assert.AreEqual(0, quarter.Apply(1));
        Assert.AreEqual(1, quarter.ApplyTwice(1));
        Assert.AreEqual(int.MaxValue, Requantise.Of(1 << 20).Apply(1 << 20), "saturates");
    }

    [TestMethod]
    public void A_Product_Is_The_Nearest_Number_To_The_Real_One() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<int>().Zip(Gen.Choose(1, 1_000_000)).ToArbitrary(), pair =>
        {
            int value = pair.Item1 % (1 << 22);
            double factor = pair.Item2 / 1_000_000.0;
            Assert.AreEqual(value * factor, Requantise.Of(factor).Apply(value), 0.5 + Math.Abs(value) * 1e-9);
            Assert.AreEqual(value * factor, Requantise.Of(factor).ApplyTwice(value), 1 + Math.Abs(value) * 1e-9);
        }).QuickCheckThrowOnFailure();
}
