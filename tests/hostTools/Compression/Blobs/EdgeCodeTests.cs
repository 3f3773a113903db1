using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.HostTools.Compression.Blobs;

[TestClass]
public sealed class EdgeCodeTests
{
    [TestMethod]
    public void Decimals_Read_Back_Bit_For_Bit_In_Fewer_Bytes() => Seeds.Check(300, random =>
    {
        decimal power = (decimal)Math.Pow(10, random.Next(0, 8));
        double[] edges = [.. Enumerable.Range(0, random.Next(1, 16))
            .Select(_ => (double)(random.Next(-100_000, 100_000) / power))];
        byte[] bytes = AssertRoundTrip(edges);
        Assert.AreNotEqual(BlobLayout.RawEdges, bytes[0]);
        Assert.IsLessThanOrEqualTo(1 + 3 * edges.Length, bytes.Length);
    });

    [TestMethod]
    public void Any_Doubles_Read_Back_Bit_For_Bit() => Seeds.Check(300, random =>
        AssertRoundTrip([.. Enumerable.Range(0, random.Next(16))
            .Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)))]));

    [TestMethod]
    public void Odd_Numbers_Are_Stored_Raw()
    {
        foreach (double odd in new[] { 1 / 3.0, -0.0, 1e300, double.NaN, double.NegativeInfinity, double.Epsilon, 1L << 53 })
            Assert.AreEqual(BlobLayout.RawEdges, AssertRoundTrip([1, odd])[0], $"{odd}");
        Assert.AreEqual(0, AssertRoundTrip([(1L << 53) - 1, -(1L << 53) + 1])[0]);
        Assert.AreEqual(9, AssertRoundTrip([1e-9, 1])[0]);
        Assert.AreEqual(2, AssertRoundTrip([0.1, 0.25, 7])[0]);
    }

    // The bytes are also accepted by the firmware's checker, which must find the same end.
    private static byte[] AssertRoundTrip(double[] edges)
    {
        var sink = new ByteSink();
        EdgeCode.Write(sink, edges);
        byte[] bytes = sink.ToArray();
        int at = 0;
        double[] again = EdgeCode.Read(bytes, ref at, edges.Length);
        Assert.AreEqual(bytes.Length, at);
        CollectionAssert.AreEqual(Array.ConvertAll(edges, BitConverter.DoubleToInt64Bits),
            Array.ConvertAll(again, BitConverter.DoubleToInt64Bits));
        byte[] feature = [0, TextChecker.Numeric, 0, .. bytes];
        var shelf = new LoadedShelf { Blob = feature, FeaturesEnd = feature.Length, Radix = [(byte)(edges.Length + 1)] };
        Assert.AreEqual(feature.Length, TextChecker.SkipFeature(shelf, 0, 0));
        return bytes;
    }
}
