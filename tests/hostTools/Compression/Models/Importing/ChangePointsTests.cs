using Endcap.Compression.Models.Importing;

namespace Endcap.Tests.HostTools.Compression.Models.Importing;

[TestClass]
public class ChangePointsTests
{
    [TestMethod]
    public void The_Edge_Is_The_First_Double_That_Rounds_There() => Seeds.Check(2000, random =>
    {
        float at = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
        if (!float.IsFinite(at)) return;
        double edge = ChangePoints.AtLeast(at, rounds: true), above = ChangePoints.Above(at, rounds: true);
        Assert.IsTrue((float)edge >= at);
        Assert.IsFalse((float)Math.BitDecrement(edge) >= at);
        Assert.IsTrue((float)above > at);
        Assert.IsFalse((float)Math.BitDecrement(above) > at);
    });

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(-0.0)]
    [DataRow((double)float.MaxValue)]
    [DataRow(-(double)float.MaxValue)]
    [DataRow((double)float.Epsilon)]
    [DataRow((double)float.PositiveInfinity)]
    public void The_Ends_Of_Float32_Are_Met(double at)
    {
        double edge = ChangePoints.AtLeast(at, rounds: true);
        Assert.IsTrue((float)edge >= at);
        Assert.IsFalse((float)Math.BitDecrement(edge) >= at);
    }

    [TestMethod]
    public void A_Threshold_Between_Floats_Counts_As_The_Next_One()
    {
        double at = 0.1; // no float
        double edge = ChangePoints.AtLeast(at, rounds: true);
        Assert.IsTrue((float)edge >= at);
        Assert.IsFalse((float)Math.BitDecrement(edge) >= at);
    }

    [TestMethod]
    public void Doubles_Are_Taken_As_They_Are()
    {
        Assert.AreEqual(0.1, ChangePoints.AtLeast(0.1, rounds: false));
        Assert.AreEqual(Math.BitIncrement(0.1), ChangePoints.Above(0.1, rounds: false));
    }
}
