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
    private readonly int[] _deltasAt;
    private readonly int[] _segmentOfGroup;
    private readonly int[] _segmentCuts;
    private readonly int[] _segmentAt;
    private readonly int[] _pairCuts;
    private readonly int[] _pairAt;
    private readonly byte[] _indexRow = new byte[BlobLayout.MaxRadix];
    private readonly byte[] _indexColumn = new byte[BlobLayout.MaxRadix];
    private readonly int[] _restCells = new int[BlobLayout.MaxRadix];
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
        _deltasAt = new int[affinity];
        _segmentOfGroup = new int[plan.GroupCount];
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
        MeasureGroups();
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
        int pair = 0;
        for (int i = 0; i < _plan.AffinityGroupCount; i++)
        {
            int group = _plan.AffinityGroup[i];
            int a = ((group >> 8) & 0xFF) - _shelf.SharedCount;
            int g = group >> 16;
            int cutsF = _plan.AffinityCuts[i] & 0xFFFF;
            int cutsG = _plan.AffinityCuts[i] >> 16;
            if (g != BlobLayout.None && g >= _shelf.SharedCount)
            {
                _segmentOfGroup[group & 0xFF] = pair;
                AddPair(pair++, a, g - _shelf.SharedCount, cutsF, cutsG);
            }
            else _segmentOfGroup[group & 0xFF] = AddSegment(a, g, cutsG);
        }
    }

    private void AddPair(int pair, int a, int b, int cutsF, int cutsG)
    {
        _shelf.PairFeature[2 * pair] = (byte)a;
        _shelf.PairFeature[2 * pair + 1] = (byte)b;
        _pairCuts[2 * pair] = cutsF;
        _pairCuts[2 * pair + 1] = cutsG;
        int cells = (BlobLayout.CountBits(cutsF) + 1) * (BlobLayout.CountBits(cutsG) + 1);
        _shelf.PairStride[pair] = cells;
        _pairAt[pair] = _pairCells;
        _pairCells += cells * _shelf.ProductCount;
    }

    // G's cuts are 0 in a single-feature table.
    private int AddSegment(int a, int g, int cutsG)
    {
        int segment = _shelf.SegmentEnd[a]++;
        _shelf.SegmentFeature[segment] = (byte)(g == BlobLayout.None ? 0 : g);
        _segmentCuts[segment] = cutsG;
        _segmentAt[segment] = _rowWidth[a];
        _rowWidth[a] += BlobLayout.CountBits(cutsG) + 1;
        return segment;
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
            _deltasAt[a] = start;
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
        if (_rows[a] == 0) return;
        int segment = _segmentOfGroup[table.Group];
        int rows = TablesPlan.IndexParts(_plan.RowCuts[a], table.CutsF, _indexRow);
        int columns = TablesPlan.IndexParts(_segmentCuts[segment], table.CutsG, _indexColumn);
        int rest = Derived(_plan.RowCuts[a], shelf.Rest[a]);
        int restRow = _indexRow[rest];
        FindRestCells(table.CellsAt + restRow * table.Columns, columns);
        byte[] blob = shelf.Blob;
        byte[] indexColumn = _indexColumn;
        int[] restCells = _restCells;
        short[] deltas = shelf.Deltas;
        int shift = table.Shift;
        int width = _rowWidth[a];
        int to = _deltasAt[a] + table.Product * shelf.ProductStride[a] + _segmentAt[segment];
        for (int row = 0; row < rows; row++)
        {
            if (row == rest) continue;
            if (_indexRow[row] != restRow) // else the row differs from the rest row nowhere
            {
                int from = table.CellsAt + _indexRow[row] * table.Columns;
                for (int column = 0; column < columns; column++)
                    deltas[to + column] = (short)(((blob[from + indexColumn[column]] << 24 >> 24) - restCells[column]) << shift);
            }

            to += width;
        }
    }

    private void FindRestCells(int at, int columns)
    {
        byte[] blob = _shelf.Blob;
        for (int column = 0; column < columns; column++) _restCells[column] = blob[at + _indexColumn[column]] << 24 >> 24;
    }

    private void ExpandPair(TableCursor table)
    {
        LoadedShelf shelf = _shelf;
        byte[] blob = shelf.Blob;
        int pair = _segmentOfGroup[table.Group];
        int rows = TablesPlan.IndexParts(_pairCuts[2 * pair], table.CutsF, _indexRow);
        int columns = TablesPlan.IndexParts(_pairCuts[2 * pair + 1], table.CutsG, _indexColumn);
        int restAt = table.CellsAt + _plan.RestIndex(table.F, table.CutsF) * table.Columns + _plan.RestIndex(table.G, table.CutsG);
        int rest = blob[restAt] << 24 >> 24;
        int to = _pairAt[pair] + table.Product * shelf.PairStride[pair];
        for (int row = 0; row < rows; row++)
        {
            int from = table.CellsAt + _indexRow[row] * table.Columns;
            for (int column = 0; column < columns; column++)
                shelf.PairCells[to++] = (short)(((blob[from + _indexColumn[column]] << 24 >> 24) - rest) << table.Shift);
        }
    }

    // Number of cuts at or below a bin.
    private static int Derived(int cuts, int bin)
    {
        return BlobLayout.CountBits(cuts & ((1 << bin) - 1));
    }
}
