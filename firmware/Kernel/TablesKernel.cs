namespace Endcap.Kernel;

/// <summary>
/// The fixed-point loop: the score of every product as a sum of table cells. One flat method without calls,
/// allocation, properties or checks, for the costs of an interpreter; <see cref="TablesLoader"/> has checked all
/// bounds. Several products are added at once, as lanes of a long.
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
        int[] cellOfGrid = shelf.CellOfGrid;
        short[] map = shelf.SlotMap;
        byte[] features = shelf.SlotFeature;
        byte[] ends = shelf.GridEnd;
        int count = shelf.GridCount;
        int slot = 0;
        int row = 0;
        for (int g = 0; g < count; g++)
        {
            int end = ends[g];
            int cell = 0;
            do
            {
                cell += map[row + shared[features[slot]]];
                row += 16;
                slot++;
            }
            while (slot < end);
            cellOfGrid[g] = cell;
        }

        long[] lanes = shelf.Lanes;
        long[] start = shelf.Start;
        int[] scores = shelf.Scores;
        int bits = shelf.LaneBits;
        int words = shelf.Words;
        int cells = shelf.Cells;
        int first = 0;
        int product = 0;
        for (int w = 0; w < words; w++)
        {
            long sum = start[w];
            for (int g = 0; g < count; g += 4)
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

        if (listedCount == 0) return;

        int affinities = shelf.AffinityCount;
        int[] segmentStart = shelf.SegmentStart;
        int[] segmentEnd = shelf.SegmentEnd;
        int[] cellOfSegment = shelf.SegmentCell;
        map = shelf.SegmentMap;
        features = shelf.SegmentFeature;
        for (int a = 0; a < affinities; a++)
        {
            int end = segmentEnd[a];
            for (int s = segmentStart[a]; s < end; s++)
                cellOfSegment[s] = map[(s << 4) + shared[features[s]]];
        }

        short[] deltas = shelf.Deltas;
        int[] rowOfBin = shelf.RowOfBin;
        int[] stride = shelf.ProductStride;
        int pairs = shelf.PairCount;
        int at = 0;
        for (int n = 0; n < listedCount; n++)
        {
            product = listed[at++];
            int score = scores[product];
            for (int a = 0; a < affinities; a++)
            {
                first = rowOfBin[(a << 4) + listed[at + a]];
                if (first < 0) continue;
                first += product * stride[a];
                int end = segmentEnd[a];
                for (int s = segmentStart[a]; s < end; s += 4)
                {
                    score += deltas[first + cellOfSegment[s]] + deltas[first + cellOfSegment[s + 1]] +
                        deltas[first + cellOfSegment[s + 2]] + deltas[first + cellOfSegment[s + 3]];
                }
            }

            for (int q = 0; q < pairs; q++)
            {
                int side = q + q;
                first = shelf.PairMap[(side << 4) + listed[at + shelf.PairFeature[side]]] +
                    shelf.PairMap[(side << 4) + 16 + listed[at + shelf.PairFeature[side + 1]]];
                score += shelf.PairCells[first + product * shelf.PairStride[q]];
            }

            scores[product] = score;
            at += affinities;
        }
    }
}
