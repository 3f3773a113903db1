namespace Endcap.Kernel;

/// <summary>
/// Expands the tables that have an affinity feature into rows of differences to the rest bins, so that a product that
/// the profile does not list costs nothing.
/// </summary>
public sealed class AffinityLoader
{
    private readonly LoadedShelf _shelf;
    private readonly TablesPlan _plan;
    private readonly int[] _rowWidth;
    private readonly int[] _rows;
    private readonly int[] _segmentOfGroup = new int[256];
    private readonly int[] _segmentCuts;
    private readonly int[] _segmentAt;
    private readonly int[] _pairCuts;
    private readonly int[] _pairAt;
    private int _deltas;
    private int _pairCells;

    /// <summary>Prepares for a plan without fault.</summary>
    public AffinityLoader(LoadedShelf shelf, TablesPlan plan)
    {
        _shelf = shelf;
        _plan = plan;
        int affinity = shelf.AffinityCount;
        _rowWidth = new int[affinity];
        _rows = new int[affinity];
        shelf.SegmentStart = new int[affinity];
        shelf.SegmentEnd = new int[affinity];
        int segments = 0;
        for (int a = 0; a < affinity; a++)
        {
            shelf.SegmentStart[a] = segments;
            shelf.SegmentEnd[a] = segments;
            segments += (plan.SegmentsOf[a] + 3) & ~3;
        }

        shelf.SegmentFeature = new byte[segments];
        shelf.PairCount = plan.PairCount;
        shelf.PairFeature = new byte[2 * plan.PairCount];
        _segmentCuts = new int[segments];
        _segmentAt = new int[segments];
        _pairCuts = new int[2 * plan.PairCount];
        _pairAt = new int[plan.PairCount];
        shelf.PairStride = new int[plan.PairCount];
    }

    /// <summary>Finds the sizes. Answers the bytes of all arrays of the affinity part, or −1 when there are too many.</summary>
    public int Measure()
    {
        for (int a = 0; a < _rowWidth.Length; a++) _rowWidth[a] = 1;
        if (_shelf.TablesAt != 0) MeasureGroups();
        _deltas = 0;
        for (int a = 0; a < _rows.Length; a++)
        {
            _rows[a] = BlobLayout.CountBits(_plan.RowCuts[a]);
            _deltas += _rows[a] * _rowWidth[a] * _shelf.ProductCount;
            if (_deltas > 1 << 22) return -1;
        }

        if (_pairCells > 1 << 22) return -1;
        int maps = 76 * _rows.Length + 37 * _segmentAt.Length + 134 * _pairAt.Length;
        return 2 * (_deltas + _pairCells) + maps;
    }

    private void MeasureGroups()
    {
        TableCursor table = new TableCursor(_shelf, _plan.GroupsAt);
        int group = -1;
        int pair = 0;
        while (table.Next())
        {
            if (table.Group == group || table.F < _shelf.SharedCount) continue;
            group = table.Group;
            if (table.G != BlobLayout.None && table.G >= _shelf.SharedCount) AddPair(table, pair++);
            else AddSegment(table);
        }
    }

    private void AddPair(TableCursor table, int pair)
    {
        _segmentOfGroup[table.Group] = pair;
        _shelf.PairFeature[2 * pair] = (byte)(table.F - _shelf.SharedCount);
        _shelf.PairFeature[2 * pair + 1] = (byte)(table.G - _shelf.SharedCount);
        _pairCuts[2 * pair] = table.GroupCutsF;
        _pairCuts[2 * pair + 1] = table.GroupCutsG;
        int cells = (BlobLayout.CountBits(table.GroupCutsF) + 1) * (BlobLayout.CountBits(table.GroupCutsG) + 1);
        _shelf.PairStride[pair] = cells;
        _pairAt[pair] = _pairCells;
        _pairCells += cells * _shelf.ProductCount;
    }

    private void AddSegment(TableCursor table)
    {
        int a = table.F - _shelf.SharedCount;
        int segment = _shelf.SegmentEnd[a]++;
        _segmentOfGroup[table.Group] = segment;
        bool single = table.G == BlobLayout.None;
        _shelf.SegmentFeature[segment] = (byte)(single ? 0 : table.G);
        _segmentCuts[segment] = single ? 0 : table.GroupCutsG;
        _segmentAt[segment] = _rowWidth[a];
        _rowWidth[a] += BlobLayout.CountBits(_segmentCuts[segment]) + 1;
    }

    /// <summary>Allocates and fills the maps from bins to rows and cells.</summary>
    public void Allocate()
    {
        LoadedShelf shelf = _shelf;
        int affinity = shelf.AffinityCount;
        shelf.Deltas = new short[_deltas];
        shelf.PairCells = new short[_pairCells];
        shelf.ProductStride = new int[affinity];
        shelf.RowOfBin = new int[affinity * BlobLayout.MaxRadix];
        shelf.SegmentCell = new int[shelf.SegmentFeature.Length];
        shelf.SegmentMap = new short[shelf.SegmentFeature.Length * BlobLayout.MaxRadix];
        shelf.PairMap = new int[shelf.PairFeature.Length * BlobLayout.MaxRadix];
        int start = 0;
        for (int a = 0; a < affinity; a++)
        {
            shelf.ProductStride[a] = _rows[a] * _rowWidth[a];
            MapRows(a, start);
            start += shelf.ProductStride[a] * shelf.ProductCount;
            for (int s = shelf.SegmentStart[a]; s < shelf.SegmentEnd[a]; s++)
                for (int bin = 0; bin < BlobLayout.MaxRadix; bin++)
                    shelf.SegmentMap[s * BlobLayout.MaxRadix + bin] = (short)(_segmentAt[s] + Derived(_segmentCuts[s], bin));
        }

        MapPairs();
    }

    private void MapRows(int a, int start)
    {
        int rest = Derived(_plan.RowCuts[a], _shelf.Rest[a]);
        for (int bin = 0; bin < BlobLayout.MaxRadix; bin++)
        {
            int row = Derived(_plan.RowCuts[a], bin);
            int stored = row < rest ? row : row - 1;
            _shelf.RowOfBin[a * BlobLayout.MaxRadix + bin] = row == rest ? -1 : start + stored * _rowWidth[a];
        }
    }

    private void MapPairs()
    {
        for (int i = 0; i < _pairCuts.Length; i++)
        {
            int step = (i & 1) != 0 ? 1 : BlobLayout.CountBits(_pairCuts[i + 1]) + 1;
            int start = (i & 1) != 0 ? 0 : _pairAt[i >> 1];
            for (int bin = 0; bin < BlobLayout.MaxRadix; bin++)
                _shelf.PairMap[i * BlobLayout.MaxRadix + bin] = start + Derived(_pairCuts[i], bin) * step;
        }
    }

    /// <summary>Writes one table's differences to its rest row (or rest cell).</summary>
    public void Expand(TableCursor table)
    {
        if (table.G != BlobLayout.None && table.G >= _shelf.SharedCount) ExpandPair(table);
        else ExpandRows(table);
    }

    private void ExpandRows(TableCursor table)
    {
        LoadedShelf shelf = _shelf;
        int a = table.F - shelf.SharedCount;
        int segment = _segmentOfGroup[table.Group];
        int rest = _plan.RestIndex(table.F, table.CutsF) * table.Columns;
        int radix = shelf.Radix[table.F];
        int partner = table.G == BlobLayout.None ? 1 : shelf.Radix[table.G];
        byte[] blob = shelf.Blob;
        short[] map = shelf.SegmentMap;
        int firstCell = segment * BlobLayout.MaxRadix;
        int before = -1;
        for (int bin = 0; bin < radix; bin++)
        {
            int row = shelf.RowOfBin[a * BlobLayout.MaxRadix + bin];
            if (row < 0 || row == before) continue;
            before = row;
            row += table.Product * shelf.ProductStride[a];
            int restAt = table.CellsAt + rest;
            int ownAt = table.CellsAt + Derived(table.CutsF, bin) * table.Columns;
            int cell = -1;
            for (int other = 0; other < partner; other++)
            {
                // Own cuts are among the segment's: the own column moves only where the segment's cell does.
                if (other > 0 && ((table.CutsG >> (other - 1)) & 1) != 0)
                {
                    restAt++;
                    ownAt++;
                }

                if (map[firstCell + other] == cell) continue;
                cell = map[firstCell + other];
                shelf.Deltas[row + cell] = (short)(((blob[ownAt] << 24 >> 24) - (blob[restAt] << 24 >> 24)) << table.Shift);
            }
        }
    }

    private void ExpandPair(TableCursor table)
    {
        LoadedShelf shelf = _shelf;
        int pair = _segmentOfGroup[table.Group];
        int at = table.Product * shelf.PairStride[pair];
        int rest = table.CellsAt + _plan.RestIndex(table.F, table.CutsF) * table.Columns + _plan.RestIndex(table.G, table.CutsG);
        for (int f = 0; f < shelf.Radix[table.F]; f++)
        {
            int row = at + shelf.PairMap[2 * pair * BlobLayout.MaxRadix + f];
            int own = table.CellsAt + Derived(table.CutsF, f) * table.Columns;
            for (int g = 0; g < shelf.Radix[table.G]; g++)
                shelf.PairCells[row + shelf.PairMap[(2 * pair + 1) * BlobLayout.MaxRadix + g]] =
                    Difference(own + Derived(table.CutsG, g), rest, table.Shift);
        }
    }

    private short Difference(int at, int restAt, int shift)
    {
        byte[] blob = _shelf.Blob;
        return (short)(((blob[at] << 24 >> 24) - (blob[restAt] << 24 >> 24)) << shift);
    }

    // Number of cuts at or below a bin.
    private static int Derived(int cuts, int bin)
    {
        return BlobLayout.CountBits(cuts & ((1 << bin) - 1));
    }
}
