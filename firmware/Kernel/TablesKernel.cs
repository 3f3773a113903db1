namespace Endcap.Kernel;

/// <summary>
/// The fixed-point loop: the score of every product as a sum of table cells. Four flat methods without allocation,
/// properties or checks; <see cref="TablesLoader"/> has checked all bounds. Several products are added at once, as
/// lanes of a long. Arrays arrive as parameters because the interpreter reads an argument faster than a local, and
/// far faster than a field.
/// </summary>
public static class TablesKernel
{
    /// <summary>Writes the scores (plus <see cref="LoadedShelf.Bias"/>) of all products to <see cref="LoadedShelf.Scores"/>.</summary>
    /// <param name="shelf">A shelf that was read without fault.</param>
    /// <param name="shared">[shopper and context feature]: bin below the feature's radix.</param>
    /// <param name="listed">Per listed product: its number, then a bin for each affinity feature.</param>
    /// <param name="listedCount">Number of listed products; the others have their rest bins.</param>
    public static void Score(LoadedShelf shelf, byte[] shared, byte[] listed, int listedCount)
    {
        FindCells(shelf.SlotMap, shelf.SlotFeature, shelf.GridEnd, shelf.CellOfGrid, shared, shelf.GridCount);
        SumLanes(shelf.Lanes, shelf.Start, shelf.CellOfGrid, shelf.Scores, shelf.Words, shelf.GridCount, shelf.Cells, shelf.LaneBits);
        if (listedCount == 0) return;
        for (int a = 0; a < shelf.AffinityCount; a++)
            FindSegments(shelf.SegmentMap, shelf.SegmentFeature, shelf.SegmentCell, shared, shelf.SegmentStart[a], shelf.SegmentEnd[a]);
        AddListed(shelf.Scores, shelf.Deltas, shelf.SegmentCell, shelf.RowOfBin, shelf.ProductStride, shelf.SegmentStart, shelf.SegmentEnd,
            listed, listedCount, shelf.AffinityCount);
        if (shelf.PairCount != 0) AddPairs(shelf, shelf.Scores, shelf.PairMap, shelf.PairFeature, listed, listedCount, shelf.AffinityCount);
    }

    // The cell of each grid for the profile's bins.
    private static void FindCells(short[] map, byte[] feature, byte[] end, int[] cellOfGrid, byte[] shared, int grids)
    {
        int slot = 0;
        int row = 0;
        for (int g = 0; g < grids; g++)
        {
            int cell = 0;
            do
            {
                cell += map[row + shared[feature[slot]]];
                row += 16;
                slot++;
            }
            while (slot < end[g]);
            cellOfGrid[g] = cell;
        }
    }

    // Adds the cells of all grids, a word of products at a time, and takes the lanes apart.
    private static void SumLanes(long[] lanes, long[] start, int[] cellOfGrid, int[] scores, int words, int grids, int cells, int bits)
    {
        int product = 0;
        int first = 0;
        for (int w = 0; w < words; w++)
        {
            long sum = start[w];
            for (int g = 0; g < grids; g += 4)
            {
                sum += lanes[first + cellOfGrid[g]] + lanes[first + cellOfGrid[g + 1]] +
                    lanes[first + cellOfGrid[g + 2]] + lanes[first + cellOfGrid[g + 3]];
            }

            first += cells;
            if (bits == 12)
            {
                scores[product] = (int)sum & 0xFFF;
                scores[product + 1] = (int)(sum >> 12) & 0xFFF;
                scores[product + 2] = (int)(sum >> 24) & 0xFFF;
                scores[product + 3] = (int)(sum >> 36) & 0xFFF;
                scores[product + 4] = (int)(sum >> 48) & 0xFFF;
                product += 5;
            }
            else if (bits == 16)
            {
                scores[product] = (int)sum & 0xFFFF;
                scores[product + 1] = (int)(sum >> 16) & 0xFFFF;
                scores[product + 2] = (int)(sum >> 32) & 0xFFFF;
                scores[product + 3] = (int)(sum >> 48) & 0xFFFF;
                product += 4;
            }
            else
            {
                scores[product] = (int)sum & 0x1FFFFF;
                scores[product + 1] = (int)(sum >> 21) & 0x1FFFFF;
                scores[product + 2] = (int)(sum >> 42) & 0x1FFFFF;
                product += 3;
            }
        }
    }

    // The cell of each segment of a listed product's row.
    private static void FindSegments(short[] map, byte[] feature, int[] cellOfSegment, byte[] shared, int segment, int end)
    {
        for (; segment < end; segment++) cellOfSegment[segment] = map[(segment << 4) + shared[feature[segment]]];
    }

    // Adds, for each listed product and affinity feature that is not at rest, the differences to the rest row.
    private static void AddListed(int[] scores, short[] deltas, int[] cellOfSegment, int[] rowOfBin, int[] stride,
        int[] segmentStart, int[] segmentEnd, byte[] listed, int listedCount, int affinities)
    {
        int at = 0;
        while (listedCount-- > 0)
        {
            int product = listed[at++];
            int score = scores[product];
            for (int a = 0; a < affinities; a++)
            {
                int row = rowOfBin[(a << 4) + listed[at++]];
                if (row < 0) continue;
                row += product * stride[a];
                for (int s = segmentStart[a]; s < segmentEnd[a]; s += 4)
                {
                    score += deltas[row + cellOfSegment[s]] + deltas[row + cellOfSegment[s + 1]] +
                        deltas[row + cellOfSegment[s + 2]] + deltas[row + cellOfSegment[s + 3]];
                }
            }

            scores[product] = score;
        }
    }

    // Adds the tables over two affinity features.
    private static void AddPairs(LoadedShelf shelf, int[] scores, int[] map, byte[] feature, byte[] listed, int listedCount, int affinities)
    {
        int at = 0;
        while (listedCount-- > 0)
        {
            int product = listed[at++];
            for (int q = 0; q < shelf.PairCount; q++)
            {
                int side = q + q;
                int cell = map[(side << 4) + listed[at + feature[side]]] + map[(side << 4) + 16 + listed[at + feature[side + 1]]];
                scores[product] += shelf.PairCells[cell + product * shelf.PairStride[q]];
            }

            at += affinities;
        }
    }
}
