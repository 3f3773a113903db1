using Endcap.Label.Display;
using FsCheck;
using FsCheck.Fluent;

namespace Endcap.Tests.Firmware.Label.Display;

[TestClass]
public sealed class FrameBufferTests
{
    // Width, height, then operations of six numbers each: kind, x, y, width or count, height or low bits, high bits.
    private static readonly Gen<int[][]> _drawings =
        from size in Gen.Choose(1, 70).ArrayOf(2)
        from operations in Gen.Choose(-90, 160).ArrayOf(4).SelectMany(place => Gen.Choose(int.MinValue, int.MaxValue).ArrayOf(2)
            .Select(bits => place.Concat(bits).ToArray())).ArrayOf()
        select operations.Prepend(size).ToArray();

    [TestMethod]
    public void Drawing_Equals_A_Reference_Pixel_By_Pixel() => Prop.ForAll(_drawings.ToArbitrary(), drawing =>
    {
        var frame = new FrameBuffer(drawing[0][0], drawing[0][1]);
        bool[,] reference = new bool[frame.Width, frame.Height];
        foreach (int[] o in drawing.Skip(1)) Apply(frame, reference, o);
        for (int y = 0; y < frame.Height; y++)
        {
            for (int x = 0; x < frame.Width; x++)
            {
                if (frame.IsInk(x, y) != reference[x, y]) return false;
            }
        }

        return PaddingIsPaper(frame);
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow(int.MinValue, 0, int.MaxValue, 5)]
    [DataRow(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue)]
    [DataRow(int.MinValue, int.MinValue, int.MinValue, int.MinValue)]
    [DataRow(3, 3, int.MaxValue, int.MaxValue)]
    public void Extreme_Coordinates_Stay_Inside(int x, int y, int width, int height)
    {
        var frame = new FrameBuffer(13, 7);
        frame.Fill(x, y, width, height, true);
        frame.Blit(-1, width, x, y, true);
        frame.Blit(long.MinValue, 63, x, y, true);
        Assert.IsTrue(PaddingIsPaper(frame));
        Assert.AreEqual(x == 3, frame.IsInk(12, 6));
    }

    [TestMethod]
    public void Bits_Follow_The_Controller()
    {
        var frame = new FrameBuffer(16, 1);
        frame.Fill(0, 0, 1, 1, true);
        frame.Fill(14, 0, 1, 1, true);
        CollectionAssert.AreEqual(new byte[] { 0x7F, 0xFD }, frame.Pixels);
    }

    [TestMethod]
    [DataRow(250, 122)]
    [DataRow(296, 128)]
    [DataRow(13, 9)]
    public void Turning_Equals_A_Reference(int width, int height)
    {
        var frame = new FrameBuffer(width, height);
        var random = new Random(7);
        for (int i = 0; i < width * height / 3; i++) frame.Fill(random.Next(width), random.Next(height), 1, 1, true);
        byte[] turned = new byte[PanelOrder.ByteCount(frame)];
        PanelOrder.Turn(frame, turned);
        int stride = (height + 7) / 8;
        for (int row = 0; row < width; row++)
        {
            for (int column = 0; column < stride * 8; column++)
            {
                bool ink = (turned[row * stride + column / 8] & (0x80 >> (column % 8))) == 0;
                Assert.AreEqual(frame.IsInk(row, height - 1 - column), ink, $"row {row}, column {column}");
            }
        }
    }

    private static void Apply(FrameBuffer frame, bool[,] reference, int[] o)
    {
        bool ink = (o[4] & 1) == 0, blit = (o[4] & 2) == 0;
        long bits = ((long)o[4] << 32) | (uint)o[5];
        int count = Math.Abs(o[2]) % 64, height = o[3];
        if (blit) frame.Blit(bits, count, o[0], o[1], ink);
        else frame.Fill(o[0], o[1], o[2], height, ink);
        for (int y = 0; y < frame.Height; y++)
        {
            for (int x = 0; x < frame.Width; x++)
            {
                bool inBlit = y == o[1] && x >= o[0] && x < o[0] + count && (bits >> (count - 1 - (x - o[0])) & 1) != 0;
                bool inFill = x >= o[0] && x < o[0] + o[2] && y >= o[1] && y < o[1] + height;
                if (blit ? inBlit : inFill) reference[x, y] = ink;
            }
        }
    }

    private static bool PaddingIsPaper(FrameBuffer frame)
    {
        int padding = frame.Stride * 8 - frame.Width, mask = (1 << padding) - 1;
        return Enumerable.Range(0, frame.Height).All(y => (frame.Pixels[(y + 1) * frame.Stride - 1] & mask) == mask);
    }
}
