namespace Endcap.Kernel;

/// <summary>
/// Expands the tables of a blob into the arrays that <see cref="TablesKernel"/> runs on. Done once per blob, so that
/// a ranking needs few operations: tables of all products that share features become one grid of lanes; affinity
/// tables become rows of differences to the rest bins.
/// </summary>
public sealed class TablesLoader
{
    private readonly LoadedShelf _shelf;
    private readonly TablesPlan _plan;
    private readonly int[] _stride;
    private readonly int[] _firstCell;
    private readonly int[] _gridCells;
    private readonly byte[] _indexRow = new byte[BlobLayout.MaxRadix];
    private readonly byte[] _indexColumn = new byte[BlobLayout.MaxRadix];

    private TablesLoader(LoadedShelf shelf, TablesPlan plan)
    {
        _shelf = shelf;
        _plan = plan;
        _stride = new int[plan.SlotFeature.Length];
        _firstCell = new int[plan.GridCount];
        _gridCells = new int[plan.GridCount];
    }

    /// <summary>Checks and expands; a shelf without tables gets its base scores alone.</summary>
    /// <returns>A <see cref="BlobFault"/>.</returns>
    public static int Load(LoadedShelf shelf, int heapLimit)
    {
        TablesPlan plan = new TablesPlan(shelf);
        if (plan.Fault != BlobFault.None) return plan.Fault;
        TablesLoader loader = new TablesLoader(shelf, plan);
        int cells = loader.MeasureGrids();
        if (cells < 0) return BlobFault.TooMuchMemory;
        loader.ChooseLanes(cells);
        AffinityLoader affinity = new AffinityLoader(shelf, plan);
        int bytes = affinity.Measure();
        if (bytes < 0) return BlobFault.TooMuchMemory;
        shelf.HeapBytes = bytes + loader.MeasureShared();
        if (shelf.HeapBytes > heapLimit) return BlobFault.TooMuchMemory;
        loader.Allocate();
        affinity.Allocate();
        loader.Expand(affinity);
        return BlobFault.None;
    }

    // Cells of all grids, the zero cell first; −1 when a cell number would not fit SlotMap.
    private int MeasureGrids()
    {
        int cells = 1;
        int slot = 0;
        for (int g = 0; g < _plan.GridCount; g++)
        {
            int size = 1;
            for (; slot < _plan.GridEnd[g]; slot++)
            {
                _stride[slot] = size;
                size *= BlobLayout.CountBits(_plan.SlotCuts[slot]) + 1;
                if (size > short.MaxValue) return -1;
            }

            _firstCell[g] = cells;
            _gridCells[g] = size;
            cells += size;
            if (cells > short.MaxValue) return -1;
        }

        return cells;
    }

    private void ChooseLanes(int cells)
    {
        int range = _plan.High - _plan.Low;
        _shelf.LaneBits = range < 1 << 12 ? 12 : range < 1 << 16 ? 16 : 21;
        _shelf.LanesPerWord = 64 / _shelf.LaneBits;
        _shelf.Words = (_shelf.ProductCount + _shelf.LanesPerWord - 1) / _shelf.LanesPerWord;
        _shelf.Cells = cells;
        _shelf.Bias = -_plan.Low;
    }

    // Bytes of the arrays of the shape, the shared part and the results.
    private int MeasureShared()
    {
        LoadedShelf shelf = _shelf;
        int grids = _plan.GridCount + 4 * ((_plan.GridCount + 3) & ~3) + 33 * _plan.SlotFeature.Length;
        int words = shelf.Words * (8 * shelf.Cells + 8 + 4 * shelf.LanesPerWord);
        return 2 * shelf.SharedCount + 3 * shelf.AffinityCount + 8 * shelf.ProductCount + grids + words;
    }

    private void Allocate()
    {
        LoadedShelf shelf = _shelf;
        shelf.Lanes = new long[shelf.Words * shelf.Cells];
        shelf.Start = new long[shelf.Words];
        shelf.Scores = new int[shelf.Words * shelf.LanesPerWord];
        shelf.Keys = new long[shelf.ProductCount];
        shelf.GridCount = _plan.GridCount;
        shelf.GridEnd = _plan.GridEnd;
        shelf.SlotFeature = _plan.SlotFeature;
        shelf.CellOfGrid = new int[(_plan.GridCount + 3) & ~3];
        for (int p = 0; p < shelf.ProductCount; p++) AddBase(p, shelf.Bias + BlobLayout.I16(shelf.Blob, shelf.BaseAt + 2 * p));
        MapSlots();
    }

    // SlotMap[bin]: stride × derived bin; the first slot of a grid also adds the grid's first cell.
    private void MapSlots()
    {
        short[] map = new short[_plan.SlotFeature.Length * BlobLayout.MaxRadix];
        int slot = 0;
        for (int g = 0; g < _plan.GridCount; g++)
        {
            int first = _firstCell[g];
            for (; slot < _plan.GridEnd[g]; slot++)
            {
                int derived = 0;
                for (int bin = 0; bin < BlobLayout.MaxRadix; bin++)
                {
                    if (bin > 0 && ((_plan.SlotCuts[slot] >> (bin - 1)) & 1) != 0) derived++;
                    map[slot * BlobLayout.MaxRadix + bin] = (short)(first + derived * _stride[slot]);
                }

                first = 0;
            }
        }

        _shelf.SlotMap = map;
    }

    private void Expand(AffinityLoader affinity)
    {
        if (_shelf.TablesAt == 0) return;
        TableCursor table = new TableCursor(_shelf, _plan.GroupsAt);
        while (table.Next())
        {
            if (table.F < _shelf.SharedCount)
            {
                int slotG = table.G == BlobLayout.None ? -1 : _plan.FindSlot(table.Grid, table.G);
                int columnCuts = table.G == BlobLayout.None ? 0 : table.CutsG;
                AddToGrid(table, table.CellsAt, _plan.FindSlot(table.Grid, table.F), table.CutsF, table.Columns, slotG, columnCuts);
                continue;
            }

            int restAt = table.CellsAt + _plan.RestIndex(table.F, table.CutsF) * table.Columns;
            if (table.G == BlobLayout.None) AddBase(table.Product, Cell(restAt) << table.Shift);
            else if (table.G < _shelf.SharedCount) AddToGrid(table, restAt, _plan.FindSlot(table.Grid, table.G), table.CutsG, 1, -1, 0);
            else AddBase(table.Product, Cell(restAt + _plan.RestIndex(table.G, table.CutsG)) << table.Shift);
            affinity.Expand(table);
        }
    }

    private int Cell(int at)
    {
        return _shelf.Blob[at] << 24 >> 24;
    }

    private void AddBase(int product, int value)
    {
        _shelf.Start[product / _shelf.LanesPerWord] += (long)value << (product % _shelf.LanesPerWord * _shelf.LaneBits);
    }

    // Adds a table (or its rest row) to every cell of its grid. Lanes may borrow from their neighbours on the way:
    // the arithmetic is exact modulo 2^64, and the complete sum of each lane is within 0 … 2^LaneBits − 1.
    private void AddToGrid(TableCursor table, int cellsAt, int slotRow, int cutsRow, int rowStep, int slotColumn, int cutsColumn)
    {
        LoadedShelf shelf = _shelf;
        int radixRow = IndexSlot(slotRow, cutsRow, _indexRow);
        int radixColumn = IndexSlot(slotColumn, cutsColumn, _indexColumn);
        int strideRow = _stride[slotRow];
        int strideColumn = slotColumn < 0 ? 1 : _stride[slotColumn];
        int laneShift = table.Product % shelf.LanesPerWord * shelf.LaneBits + table.Shift;
        int at = table.Product / shelf.LanesPerWord * shelf.Cells + _firstCell[table.Grid];
        int cells = _gridCells[table.Grid];
        byte[] blob = shelf.Blob;
        long[] lanes = shelf.Lanes;
        for (int c = 0; c < cells; c++)
        {
            int source = cellsAt + _indexRow[c / strideRow % radixRow] * rowStep + _indexColumn[c / strideColumn % radixColumn];
            lanes[at + c] += (long)(blob[source] << 24 >> 24) << laneShift;
        }
    }

    // Own row or column of each derived bin of a slot; answers the number of derived bins.
    private int IndexSlot(int slot, int ownCuts, byte[] index)
    {
        index[0] = 0;
        if (slot < 0) return 1;
        int slotCuts = _plan.SlotCuts[slot];
        int derived = 0;
        int own = 0;
        for (int bit = 0; bit < BlobLayout.MaxRadix - 1; bit++)
        {
            if (((slotCuts >> bit) & 1) == 0) continue;
            if (((ownCuts >> bit) & 1) != 0) own++;
            index[++derived] = (byte)own;
        }

        return derived + 1;
    }
}
