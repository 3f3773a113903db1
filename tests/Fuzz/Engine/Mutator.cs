using System.Buffers.Binary;

namespace Endcap.Fuzz.Engine;

/// <summary>
/// Damages bytes: flips, single bytes, numbers at the edges of their types in both orders, pieces cut, doubled, moved or taken from
/// another input, digits and words of texts. The same random numbers give the same damage.
/// </summary>
public static class Mutator
{
    private const int MostBytes = 1 << 16;
    private const int LongestPiece = 64;

    private static readonly long[] Edges =
        [0, 1, -1, 2, 127, 128, 255, 256, short.MaxValue, short.MinValue, ushort.MaxValue, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 40, long.MaxValue];

    private static readonly string[] Words =
        ["0", "-1", "1e309", "-0", "NaN", "null", "true", "[]", "{}", "\"\"", "99999999999999999999", "0.1", ",", ":", "\"", "\n", "\r\n", "\\u0000", "\u00e9", "\ufeff"];

    /// <summary>One to six changes of an input.</summary>
    /// <param name="input">Not changed.</param>
    /// <param name="other">Another input, to take pieces from.</param>
    /// <param name="random">Decides.</param>
    public static byte[] Mutate(byte[] input, byte[] other, Random random)
    {
        byte[] bytes = [.. input];
        for (int n = random.Next(1, 7); n > 0; n--) bytes = bytes.Length == 0 ? [(byte)random.Next(256)] : Once(bytes, other, random);
        return bytes.Length <= MostBytes ? bytes : bytes[..MostBytes];
    }

    private static byte[] Once(byte[] bytes, byte[] other, Random random)
    {
        int at = random.Next(bytes.Length), length = Math.Min(random.Next(1, LongestPiece), bytes.Length - at);
        switch (random.Next(12))
        {
            case 0 or 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2 or 3:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 4:
                bytes[at] = (byte)(bytes[at] + (random.Next(2) == 0 ? 1 : -1));
                return bytes;
            case 5 or 6:
                PutNumber(bytes.AsSpan(at), random);
                return bytes;
            case 7:
                return random.Next(4) == 0 ? bytes[..at] : [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)];
            case 8:
                return [.. bytes.AsSpan(0, at + length), .. bytes.AsSpan(at)];
            case 9:
                bytes.AsSpan(random.Next(bytes.Length - length + 1), length).CopyTo(bytes.AsSpan(at));
                return bytes;
            case 10:
                return Splice(bytes, at, other, random);
            default:
                return [.. bytes.AsSpan(0, at), .. System.Text.Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]), .. bytes.AsSpan(at + random.Next(length))];
        }
    }

    private static void PutNumber(Span<byte> at, Random random)
    {
        Span<byte> number = stackalloc byte[8];
        long edge = Edges[random.Next(Edges.Length)];
        int size = Math.Min(1 << random.Next(4), at.Length);
        if (random.Next(4) != 0) BinaryPrimitives.WriteInt64LittleEndian(number, edge);
        else BinaryPrimitives.WriteInt64BigEndian(number, edge << (64 - (8 * size)));
        number[..size].CopyTo(at);
    }

    private static byte[] Splice(byte[] bytes, int at, byte[] other, Random random)
    {
        int from = random.Next(other.Length + 1), length = Math.Min(random.Next(1, 4 * LongestPiece), other.Length - from);
        return random.Next(2) == 0
            ? [.. bytes.AsSpan(0, at), .. other.AsSpan(from, length), .. bytes.AsSpan(Math.Min(bytes.Length, at + length))]
            : [.. bytes.AsSpan(0, at), .. other.AsSpan(from, length), .. bytes.AsSpan(at)];
    }
}
