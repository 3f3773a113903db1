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
        int at = 0;
        int slot = 0;
        for (int g = 0; g < _plan.GridCount; g++)
        {
            int cell = _firstCell[g];
            for (; slot < _plan.GridEnd[g]; slot++)
            {
                int stride = _stride[slot];
                int cuts = _plan.SlotCuts[slot] << 1; // bit b: bin b begins a new part
                for (int end = at + BlobLayout.MaxRadix; at < end; cuts >>= 1)
                {
                    if ((cuts & 1) != 0) cell += stride;
                    map[at++] = (short)cell;
                }

                cell = 0;
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
        bool single = slotColumn < 0;
        int rows = TablesPlan.IndexParts(_plan.SlotCuts[slotRow], cutsRow, _indexRow);
        int columns = single ? 1 : TablesPlan.IndexParts(_plan.SlotCuts[slotColumn], cutsColumn, _indexColumn);
        if (single) _indexColumn[0] = 0;
        int run = _stride[slotRow];
        // F stands before G in its grid: the column's stride is a multiple of what the rows take.
        int repeat = (single ? _gridCells[table.Grid] : _stride[slotColumn]) / (run * rows);
        int laneShift = table.Product % shelf.LanesPerWord * shelf.LaneBits + table.Shift;
        int at = table.Product / shelf.LanesPerWord * shelf.Cells + _firstCell[table.Grid];
        int end = at + _gridCells[table.Grid];
        byte[] blob = shelf.Blob;
        byte[] indexRow = _indexRow;
        long[] lanes = shelf.Lanes;
        while (at < end)
        {
            for (int column = 0; column < columns; column++)
            {
                int first = cellsAt + _indexColumn[column];
                for (int again = repeat; again != 0; again--)
                {
                    for (int row = 0; row < rows; row++)
                    {
                        long value = (long)(blob[first + indexRow[row] * rowStep] << 24 >> 24) << laneShift;
                        int after = at + run;
                        do lanes[at++] += value;
                        while (at < after);
                    }
                }
            }
        }
    }
}
