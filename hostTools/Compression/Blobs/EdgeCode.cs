using System.Buffers.Binary;
using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>
/// Bin edges in few bytes: as whole multiples of 10^−decimals, differences as varints, where that reads back exactly;
/// otherwise as 8-byte floating point numbers.
/// </summary>
public static class EdgeCode
{
    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    /// <summary>Appends the edges.</summary>
    public static void Write(ByteSink sink, double[] edges)
    {
        int decimals = Decimals(edges);
        sink.U8(decimals);
        long before = 0;
        foreach (double edge in edges)
        {
            if (decimals == BlobLayout.RawEdges)
            {
                sink.F64(edge);
                continue;
            }

            long multiple = (long)Math.Round(edge * Powers[decimals]);
            sink.Varint(multiple - before);
            before = multiple;
        }
    }

    /// <summary>Reads edges that the kernel's TextChecker has accepted; moves <paramref name="at"/> behind them.</summary>
    public static double[] Read(byte[] blob, ref int at, int count)
    {
        int decimals = blob[at++];
        double[] edges = new double[count];
        long multiple = 0;
        for (int e = 0; e < count; e++)
        {
            if (decimals == BlobLayout.RawEdges)
            {
                edges[e] = BinaryPrimitives.ReadDoubleLittleEndian(blob.AsSpan(at));
                at += 8;
                continue;
            }

            multiple += ReadVarint(blob, ref at);
            edges[e] = multiple / Powers[decimals];
        }

        return edges;
    }

    // The least number of decimals with which every edge reads back bit for bit.
    private static int Decimals(double[] edges)
    {
        for (int decimals = 0; decimals < Powers.Length; decimals++)
            if (Array.TrueForAll(edges, edge => Exact(edge, Powers[decimals]))) return decimals;
        return BlobLayout.RawEdges;
    }

    private static bool Exact(double edge, double power)
    {
        double scaled = Math.Round(edge * power);
        return Math.Abs(scaled) < 1L << 53 && (long)scaled / power == edge && !(edge == 0 && double.IsNegative(edge));
    }

    private static long ReadVarint(byte[] blob, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = blob[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if ((part & 0x80) == 0) break;
        }

        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
