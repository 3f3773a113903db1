using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>A block of int8 weights and how it is stored; see <see cref="WeightBlock"/>.</summary>
/// <param name="Values">The weights.</param>
/// <param name="Coding">One of <see cref="WeightBlock"/>'s codings.</param>
/// <param name="Codebook">The 16 or 4 weights of a coding with a codebook, which has every value; otherwise null.</param>
public sealed record WeightsContent(sbyte[] Values, int Coding = WeightBlock.Raw, sbyte[]? Codebook = null)
{
    /// <summary>Bytes of the block.</summary>
    public int Bytes => 1 + Coding switch
    {
        WeightBlock.Raw => Values.Length,
        WeightBlock.Sixteen => 16 + (Values.Length + 1) / 2,
        WeightBlock.Four => 4 + (Values.Length + 3) / 4,
        _ => (Values.Length + 7) / 8 + Values.Count(value => value != 0),
    };

    /// <summary>The same weights in the coding that takes the fewest bytes.</summary>
    public static WeightsContent Smallest(sbyte[] values)
    {
        sbyte[] book = [.. values.Distinct().Order()];
        WeightsContent best = new(values);
        if (book.Length <= 16) best = Smaller(best, new WeightsContent(values, WeightBlock.Sixteen, Padded(book, 16)));
        if (book.Length <= 4) best = Smaller(best, new WeightsContent(values, WeightBlock.Four, Padded(book, 4)));
        return Smaller(best, new WeightsContent(values, WeightBlock.Sparse));
    }

    /// <summary>Appends the block. Throws <see cref="ArgumentException"/> when the codebook lacks a value.</summary>
    public void Write(ByteSink sink)
    {
        sink.U8(Coding);
        switch (Coding)
        {
            case WeightBlock.Raw:
                foreach (sbyte value in Values) sink.U8((byte)value);
                break;
            case WeightBlock.Sparse:
                WriteBits(sink, [.. Values.Select(value => value == 0 ? 0 : 1)], 1);
                foreach (sbyte value in Values)
                    if (value != 0) sink.U8((byte)value);
                break;
            default:
                foreach (sbyte value in Codebook!) sink.U8((byte)value);
                WriteBits(sink, [.. Values.Select(CodeOf)], Coding == WeightBlock.Sixteen ? 4 : 2);
                break;
        }
    }

    private static void WriteBits(ByteSink sink, int[] codes, int bits)
    {
        int perByte = 8 / bits;
        for (int first = 0; first < codes.Length; first += perByte)
        {
            int value = 0;
            for (int i = first; i < Math.Min(first + perByte, codes.Length); i++) value |= codes[i] << (i - first) * bits;
            sink.U8(value);
        }
    }

    private int CodeOf(sbyte value)
    {
        int code = Array.IndexOf(Codebook!, value);
        return code >= 0 ? code : throw new ArgumentException($"The codebook has no {value}.");
    }

    private static WeightsContent Smaller(WeightsContent one, WeightsContent other) => other.Bytes < one.Bytes ? other : one;

    private static sbyte[] Padded(sbyte[] book, int length) => [.. book, .. Enumerable.Repeat(book.Length > 0 ? book[^1] : (sbyte)0, length - book.Length)];
}
