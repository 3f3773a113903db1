namespace Endcap.Kernel;

/// <summary>
/// First pass over the tables: checks everything and finds out which cells the grids and rows need.
/// Lives only while a blob is loaded.
/// </summary>
public sealed class TablesPlan
{
    /// <summary>A <see cref="BlobFault"/>.</summary>
    public int Fault;

    /// <summary>Offset of the group count, just after the grids.</summary>
    public int GroupsAt;

    /// <summary>Number of grids.</summary>
    public int GridCount;

    /// <summary>[grid]: index after its last slot.</summary>
    public byte[] GridEnd = new byte[0];

    /// <summary>[slot]: feature.</summary>
    public byte[] SlotFeature = new byte[0];

    /// <summary>[slot]: cuts that the slot's bins must tell apart.</summary>
    public int[] SlotCuts = new int[0];

    /// <summary>[affinity]: cuts that rows must tell apart.</summary>
    public int[] RowCuts;

    /// <summary>[affinity]: groups over this affinity feature and a shared one or none.</summary>
    public int[] SegmentsOf;

    /// <summary>Groups over two affinity features.</summary>
    public int PairCount;

    /// <summary>Number of groups.</summary>
    public int GroupCount;

    /// <summary>Groups over one or two affinity features.</summary>
    public int AffinityGroupCount;

    /// <summary>[affinity group]: group + 2^8 · F + 2^16 · G.</summary>
    public int[] AffinityGroup = new int[0];

    /// <summary>[affinity group]: cuts of F + 2^16 · cuts of G.</summary>
    public int[] AffinityCuts = new int[0];

    /// <summary>Smallest and largest shared part of any product's score, base included.</summary>
    public int Low;

    /// <summary>See <see cref="Low"/>.</summary>
    public int High;

    private readonly LoadedShelf _shelf;
    private readonly int[] _low;
    private readonly int[] _high;

    /// <summary>Runs the pass.</summary>
    public TablesPlan(LoadedShelf shelf)
    {
        _shelf = shelf;
        RowCuts = new int[shelf.AffinityCount];
        SegmentsOf = new int[shelf.AffinityCount];
        _low = new int[shelf.ProductCount];
        _high = new int[shelf.ProductCount];
        for (int p = 0; p < shelf.ProductCount; p++)
        {
            _low[p] = BlobLayout.I16(shelf.Blob, shelf.BaseAt + 2 * p);
            _high[p] = _low[p];
        }

        if (shelf.TablesAt != 0)
        {
            Fault = ReadGrids();
            if (Fault == BlobFault.None) Fault = ReadTables();
        }

        FindRange();
    }

    /// <summary>The slot of a grid that holds a feature, or −1.</summary>
    public int FindSlot(int grid, int feature)
    {
        for (int slot = grid == 0 ? 0 : GridEnd[grid - 1]; slot < GridEnd[grid]; slot++)
            if (SlotFeature[slot] == feature) return slot;
        return -1;
    }

    private int ReadGrids()
    {
        byte[] blob = _shelf.Blob;
        int end = _shelf.TablesEnd;
        int at = _shelf.TablesAt;
        if (at >= end) return BlobFault.SectionTruncated;
        GridCount = blob[at++];
        GridEnd = new byte[GridCount];
        int first = at;
        int slots = 0;
        for (int g = 0; g < GridCount; g++)
        {
            if (at >= end) return BlobFault.SectionTruncated;
            int count = blob[at];
            if (count == 0 || count > BlobLayout.MaxGridFeatures || slots + count > BlobLayout.MaxSlots) return BlobFault.BadGrid;
            if (end - at < 1 + count) return BlobFault.SectionTruncated;
            at += 1 + count;
            slots += count;
            GridEnd[g] = (byte)slots;
        }

        GroupsAt = at;
        return ReadSlots(blob, first, slots);
    }

    private int ReadSlots(byte[] blob, int at, int slots)
    {
        SlotFeature = new byte[slots];
        SlotCuts = new int[slots];
        int slot = 0;
        for (int g = 0; g < GridCount; g++)
        {
            at++;
            int before = -1;
            while (slot < GridEnd[g])
            {
                int feature = blob[at++];
                if (feature <= before || feature >= _shelf.SharedCount) return BlobFault.BadGrid;
                before = feature;
                SlotFeature[slot++] = (byte)feature;
            }
        }

        return BlobFault.None;
    }

    private int ReadTables()
    {
        TableCursor table = new TableCursor(_shelf, GroupsAt);
        GroupCount = table.GroupCount;
        AffinityGroup = new int[GroupCount];
        AffinityCuts = new int[GroupCount];
        int group = -1;
        while (table.Next())
        {
            if (table.Group != group)
            {
                group = table.Group;
                int fault = EnterGroup(table);
                if (fault != BlobFault.None) return fault;
            }

            AddRange(table);
        }

        return table.Fault;
    }

    private int EnterGroup(TableCursor table)
    {
        int shared = _shelf.SharedCount;
        bool affinityF = table.F >= shared;
        bool hasG = table.G != BlobLayout.None;
        bool affinityG = hasG && table.G >= shared;
        bool needsGrid = !affinityF || (hasG && !affinityG);
        if (needsGrid ? table.Grid >= GridCount : table.Grid != BlobLayout.None) return BlobFault.BadTableFeature;
        if (!affinityF && !AddCuts(table.Grid, table.F, table.GroupCutsF)) return BlobFault.BadTableFeature;
        if (hasG && !affinityG && !AddCuts(table.Grid, table.G, table.GroupCutsG)) return BlobFault.BadTableFeature;
        if (!affinityF) return BlobFault.None;
        AffinityGroup[AffinityGroupCount] = table.Group | (table.F << 8) | (table.G << 16);
        AffinityCuts[AffinityGroupCount++] = table.GroupCutsF | (table.GroupCutsG << 16);
        if (affinityG) PairCount++;
        else
        {
            RowCuts[table.F - shared] |= table.GroupCutsF;
            SegmentsOf[table.F - shared]++;
        }

        return BlobFault.None;
    }

    private bool AddCuts(int grid, int feature, int cuts)
    {
        int slot = FindSlot(grid, feature);
        if (slot >= 0) SlotCuts[slot] |= cuts;
        return slot >= 0;
    }

    // What a table adds to the range of its product's shared part: all cells, or only those of the rest bins.
    private void AddRange(TableCursor table)
    {
        int first = table.CellsAt;
        int count = table.Rows * table.Columns;
        if (table.F >= _shelf.SharedCount)
        {
            first += RestIndex(table.F, table.CutsF) * table.Columns;
            count = table.Columns;
            if (table.G != BlobLayout.None && table.G >= _shelf.SharedCount)
            {
                first += RestIndex(table.G, table.CutsG);
                count = 1;
            }
        }

        byte[] blob = _shelf.Blob;
        int low = 127;
        int high = -128;
        int end = first + count;
        for (int i = first; i < end; i++)
        {
            int cell = blob[i] << 24 >> 24;
            if (cell < low) low = cell;
            if (cell > high) high = cell;
        }

        _low[table.Product] += low << table.Shift;
        _high[table.Product] += high << table.Shift;
    }

    /// <summary>The own row or column that the rest bin of an affinity feature falls into.</summary>
    public int RestIndex(int feature, int cuts)
    {
        return BlobLayout.CountBits(cuts & ((1 << _shelf.Rest[feature - _shelf.SharedCount]) - 1));
    }

    private void FindRange()
    {
        Low = _low[0];
        High = _high[0];
        for (int p = 1; p < _shelf.ProductCount; p++)
        {
            if (_low[p] < Low) Low = _low[p];
            if (_high[p] > High) High = _high[p];
        }
    }

    /// <summary>Own row (or column) of a table for each part into which cuts divide a feature's bins.</summary>
    /// <param name="cuts">All cuts.</param>
    /// <param name="ownCuts">The table's, which are among them.</param>
    /// <param name="index">[part]: receives the own row; <see cref="BlobLayout.MaxRadix"/> bytes.</param>
    /// <returns>Number of parts: cuts + 1.</returns>
    public static int IndexParts(int cuts, int ownCuts, byte[] index)
    {
        int own = 0;
        int part = 0;
        index[0] = 0;
        while (cuts != 0)
        {
            if ((ownCuts & cuts & -cuts) != 0) own++;
            index[++part] = (byte)own;
            cuts &= cuts - 1;
        }

        return part + 1;
    }
}
