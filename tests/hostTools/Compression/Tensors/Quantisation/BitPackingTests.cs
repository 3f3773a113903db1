using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Quantisation;

[TestClass]
public sealed class BitPackingTests
{
    [TestMethod]
    public void The_First_Code_Takes_The_Lowest_Bits_And_Rows_Start_At_A_Byte()
    {
        CollectionAssert.AreEqual(new byte[] { 0x21, 0x03, 0x54, 0x06 }, BitPacking.Pack([1, 2, 3, 4, 5, 6], 3, 4));
        CollectionAssert.AreEqual(new byte[] { 0b11_10_01_00, 0b01 }, BitPacking.Pack([0, 1, 2, 3, 1], 5, 2));
        CollectionAssert.AreEqual(new byte[] { 200, 7 }, BitPacking.Pack([200, 7], 2, 8));
    }

    [TestMethod]
    public void Unpacking_Gives_The_Codes_Back() => Seeds.Check(300, random =>
    {
        int bits = 2 << random.Next(3), rows = random.Next(5), columns = random.Next(1, 20);
        byte[] codes = [.. Enumerable.Range(0, rows * columns).Select(_ => (byte)random.Next(1 << bits))];
        byte[] packed = BitPacking.Pack(codes, columns, bits);
        Assert.HasCount(rows * ((columns * bits + 7) / 8), packed);
        CollectionAssert.AreEqual(codes, BitPacking.Unpack(packed, rows, columns, bits));
    });

    [TestMethod]
    public void Codes_That_Do_Not_Fit_Are_Refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => BitPacking.Pack([4], 1, 2));
        Assert.ThrowsExactly<ArgumentException>(() => BitPacking.Pack([1, 2, 3], 2, 4));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => BitPacking.Pack([1], 1, 3));
    }
}
