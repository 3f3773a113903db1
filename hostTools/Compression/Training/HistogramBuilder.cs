using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Endcap.Compression.Training;

/// <summary>
/// Sums the fixed-point gradients of a node's rows by bin. A histogram is a long array [2 × bin]: gradient sum,
/// then Hessian sum. Buffers come from pools; nothing is allocated once the first tree is grown.
/// </summary>
internal sealed unsafe class HistogramBuilder(FeatureBundles bundles, GradientSums sums)
{
    /// <summary>Rows of one piece of work; bounds are fixed, so the pieces do not depend on the threads.</summary>
    private const int ChunkRows = 8192;

    /// <summary>Below this, unpacking a histogram over bundles costs more than it saves.</summary>
    private const int FewRows = 512;

    private readonly Stack<long[]> _free = new();
    private readonly Stack<long[]> _freeOverBundles = new();

    /// <summary>A zeroed histogram; give it back with <see cref="Return"/>.</summary>
    public long[] Rent()
    {
        if (!_free.TryPop(out long[]? histogram)) return new long[2 * bundles.TotalBins];
        Array.Clear(histogram);
        return histogram;
    }

    /// <summary>Gives a histogram back.</summary>
    public void Return(long[] histogram) => _free.Push(histogram);

    /// <summary>Pieces of work to sum so many rows.</summary>
    public static int Pieces(int rowCount) => (rowCount + ChunkRows - 1) / ChunkRows;

    /// <summary>Adds one piece of a node's rows to its histogram; pieces may run at the same time.</summary>
    public void AddPiece(ReadOnlySpan<int> rows, int piece, long[] histogram)
    {
        int first = piece * ChunkRows;
        ReadOnlySpan<int> part = rows.Slice(first, Math.Min(ChunkRows, rows.Length - first));
        if (rows.Length < FewRows)
        {
            AddByFeature(part, histogram);
            return;
        }

        long[]? overBundles;
        lock (_freeOverBundles) _freeOverBundles.TryPop(out overBundles);
        overBundles ??= new long[2 * bundles.TotalCodes];
        Array.Clear(overBundles);
        AddByBundle(part, overBundles);
        lock (histogram) Unpack(overBundles, histogram); // exact sums: whoever comes first, the result is the same
        lock (_freeOverBundles) _freeOverBundles.Push(overBundles);
    }

    /// <summary>parent −= child, over the bins from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    public static void Subtract(long[] parent, long[] child, int first, int end)
    {
        Span<long> target = parent.AsSpan(2 * first, 2 * (end - first));
        TensorPrimitives.Subtract(target, child.AsSpan(2 * first, 2 * (end - first)), target);
    }

    private void AddByFeature(ReadOnlySpan<int> rows, long[] histogram)
    {
        fixed (long* start = histogram, pairs = sums.Pairs)
        {
            for (int f = 0; f < bundles.Columns.Length; f++)
            {
                if (!bundles.Varies[f]) continue;
                long* sumsOfFeature = start + 2 * bundles.Offsets[f];
                fixed (byte* column = bundles.Columns[f])
                {
                    foreach (int row in rows) Add(sumsOfFeature + 2 * column[row], Vector128.Load(pairs + 2 * row));
                }
            }
        }
    }

    private void AddByBundle(ReadOnlySpan<int> rows, long[] overBundles)
    {
        int stride = bundles.Bundles.Length;
        fixed (long* start = overBundles, pairs = sums.Pairs)
        fixed (ushort* codes = bundles.RowCodes)
        {
            foreach (int row in rows)
            {
                Vector128<long> pair = Vector128.Load(pairs + 2 * row);
                ushort* code = codes + (long)row * stride, end = code + stride;
                for (; code + 1 < end; code += 2)
                {
                    Add(start + 2 * code[0], pair);
                    Add(start + 2 * code[1], pair);
                }

                if (code < end) Add(start + 2 * *code, pair);
            }
        }
    }

    /// <summary>Sums a histogram over bundles along the other digits of each code, for each feature.</summary>
    private void Unpack(long[] overBundles, long[] histogram)
    {
        fixed (long* source = overBundles, target = histogram)
        {
            long* cell = source;
            foreach (FeatureBundles.Bundle bundle in bundles.Bundles)
            {
                for (int i = 0; i < bundle.Features.Length; i++)
                {
                    int f = bundle.Features[i];
                    SumDigit(cell, bundle.Codes, bundle.Multipliers[i], bundles.BinCounts[f], target + 2 * bundles.Offsets[f]);
                }

                cell += 2 * bundle.Codes;
            }
        }
    }

    private static void SumDigit(long* cell, int codes, int multiplier, int binCount, long* target)
    {
        for (int code = 0; code < codes;)
        {
            for (int bin = 0; bin < binCount; bin++)
            {
                Vector128<long> sum = Vector128<long>.Zero;
                for (int end = code + multiplier; code < end; code++, cell += 2) sum += Vector128.Load(cell);
                Add(target + 2 * bin, sum);
            }
        }
    }

    private static void Add(long* target, Vector128<long> pair) => (Vector128.Load(target) + pair).Store(target);
}
