using Endcap.Compression.Models;

namespace Endcap.Compression.Training;

/// <summary>The order of the rows of the tree that is being grown: each node's rows are one contiguous range, ascending.</summary>
internal sealed class RowPartition(int rows)
{
    private readonly int[] _scratch = new int[rows];

    /// <summary>[place]: row.</summary>
    public int[] Order { get; } = new int[rows];

    /// <summary>Moves the rows of a range that go left before those that go right; keeps their order otherwise.</summary>
    /// <returns>Where the right rows start.</returns>
    public int Split(int begin, int end, byte[] column, BinSet left)
    {
        Span<byte> goesLeft = stackalloc byte[256];
        for (int bin = 0; bin < goesLeft.Length; bin++) goesLeft[bin] = left.Contains(bin) ? (byte)1 : (byte)0;

        // No branch on the data: each row is written to both sides and one of the two places is kept.
        Span<int> rowsLeft = Order.AsSpan(begin, end - begin), rowsRight = _scratch.AsSpan(begin, end - begin);
        int lefts = 0, rights = 0;
        for (int i = 0; i < rowsLeft.Length; i++)
        {
            int row = rowsLeft[i], isLeft = goesLeft[column[row]];
            rowsLeft[lefts] = row;
            rowsRight[rights] = row;
            lefts += isLeft;
            rights += 1 - isLeft;
        }

        rowsRight[..rights].CopyTo(rowsLeft[lefts..]);
        return begin + lefts;
    }
}
