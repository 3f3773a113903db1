namespace Endcap.Kernel;

/// <summary>
/// Steps through the tables of a Tables section and checks each. The loader and the host tools both read tables
/// through it, so there is one decoder. Fields describe the present table after <see cref="Next"/> answers true.
/// </summary>
public sealed class TableCursor
{
    /// <summary>A <see cref="BlobFault"/>, once <see cref="Next"/> has answered false; 0 at the regular end.</summary>
    public int Fault;

    /// <summary>Index of the present group of tables, from 0; a group has the same features for several products.</summary>
    public int Group;

    /// <summary>Number of groups.</summary>
    public int GroupCount;

    /// <summary>First feature (rows). An affinity feature stands before a shared one, otherwise the lower number.</summary>
    public int F;

    /// <summary>Second feature (columns), or 255.</summary>
    public int G;

    /// <summary>The grid that takes the shared part, or 255.</summary>
    public int Grid;

    /// <summary>Cuts of F that any table of the group may have: bit b − 1 parts bin b − 1 from bin b.</summary>
    public int GroupCutsF;

    /// <summary>Cuts of G that any table of the group may have.</summary>
    public int GroupCutsG;

    /// <summary>Product of the table.</summary>
    public int Product;

    /// <summary>Cells are multiplied by 2^Shift.</summary>
    public int Shift;

    /// <summary>The table's own cuts of F.</summary>
    public int CutsF;

    /// <summary>The table's own cuts of G.</summary>
    public int CutsG;

    /// <summary>Rows: own cuts of F + 1.</summary>
    public int Rows;

    /// <summary>Columns: own cuts of G + 1.</summary>
    public int Columns;

    /// <summary>Offset in the blob of the cells (i8, row by row).</summary>
    public int CellsAt;

    private readonly LoadedShelf _shelf;
    private readonly byte[] _blob;
    private readonly int _end;
    private int _at;
    private int _bitmapAt;
    private int _nextProduct;
    private int _groupBitsF;
    private int _groupBits; // of a table's mask: shift, cuts of F, cuts of G

    /// <summary>Starts at the number of groups.</summary>
    /// <param name="shelf">Its blob, shape and section bounds are used.</param>
    /// <param name="at">Offset just after the grids.</param>
    public TableCursor(LoadedShelf shelf, int at)
    {
        _shelf = shelf;
        _blob = shelf.Blob;
        _end = shelf.TablesEnd;
        _at = at;
        _nextProduct = shelf.ProductCount;
        Group = -1;
        if (_at >= _end) Fault = BlobFault.SectionTruncated;
        else GroupCount = _blob[_at++];
    }

    /// <summary>Goes to the next table. False at the end or at a fault.</summary>
    public bool Next()
    {
        if (Fault != BlobFault.None) return false;
        if (!FindProduct() && !NextGroup()) return false;
        return ReadTable();
    }

    // The next product of this group's bitmap.
    private bool FindProduct()
    {
        int count = _shelf.ProductCount;
        while (_nextProduct < count)
        {
            int product = _nextProduct++;
            if ((_blob[_bitmapAt + (product >> 3)] & (1 << (product & 7))) == 0) continue;
            Product = product;
            return true;
        }

        return false;
    }

    private bool NextGroup()
    {
        Group++;
        if (Group == GroupCount)
        {
            if (_at != _end) Fault = BlobFault.TrailingBytes;
            return false;
        }

        int bitmapBytes = (_shelf.ProductCount + 7) >> 3;
        if (_end - _at < 7 + bitmapBytes) return Fail(BlobFault.SectionTruncated);
        F = _blob[_at];
        G = _blob[_at + 1];
        Grid = _blob[_at + 2];
        GroupCutsF = BlobLayout.U16(_blob, _at + 3);
        GroupCutsG = BlobLayout.U16(_blob, _at + 5);
        _bitmapAt = _at + 7;
        _at = _bitmapAt + bitmapBytes;
        if (!CheckFeatures()) return false;
        _groupBitsF = BlobLayout.CountBits(GroupCutsF);
        _groupBits = BlobLayout.TableShiftBits + _groupBitsF + BlobLayout.CountBits(GroupCutsG);
        int spare = _shelf.ProductCount & 7;
        if (spare != 0 && _blob[_at - 1] >> spare != 0) return Fail(BlobFault.BadProduct);
        _nextProduct = 0;
        return FindProduct() || Fail(BlobFault.BadProduct);
    }

    private bool CheckFeatures()
    {
        int shared = _shelf.SharedCount;
        int count = shared + _shelf.AffinityCount;
        if (F >= count || (G != BlobLayout.None && (G >= count || F == G))) return Fail(BlobFault.BadTableFeature);
        bool affinityF = F >= shared;
        bool affinityG = G != BlobLayout.None && G >= shared;
        bool ordered = G == BlobLayout.None || (affinityF == affinityG ? F < G : affinityF);
        if (!ordered) return Fail(BlobFault.BadTableFeature);
        if (GroupCutsF >> (_shelf.Radix[F] - 1) != 0) return Fail(BlobFault.BadCut);
        if (GroupCutsG >> (G == BlobLayout.None ? 0 : _shelf.Radix[G] - 1) != 0) return Fail(BlobFault.BadCut);
        return true;
    }

    private bool ReadTable()
    {
        int bits = _groupBits;
        int bytes = (bits + 7) >> 3;
        if (_end - _at < bytes) return Fail(BlobFault.SectionTruncated);
        int mask = _blob[_at];
        for (int i = 1; i < bytes; i++) mask |= _blob[_at + i] << (8 * i);
        if (bits < 32 && (int)((uint)mask >> bits) != 0) return Fail(BlobFault.BadCut);
        Shift = mask & 3;
        mask = (int)((uint)mask >> BlobLayout.TableShiftBits);
        int kept = Spread(mask & ((1 << _groupBitsF) - 1), GroupCutsF);
        CutsF = kept & 0xFFFF;
        Rows = (kept >> 16) + 1;
        kept = Spread(mask >> _groupBitsF, GroupCutsG);
        CutsG = kept & 0xFFFF;
        Columns = (kept >> 16) + 1;
        CellsAt = _at + bytes;
        _at = CellsAt + Rows * Columns;
        return _at <= _end || Fail(BlobFault.SectionTruncated);
    }

    // The i-th bit of mask decides whether the i-th set bit of cuts is kept. Answers those kept, and from bit 16 on how many.
    private static int Spread(int mask, int cuts)
    {
        int kept = 0;
        while (mask != 0)
        {
            if ((mask & 1) != 0) kept += (cuts & -cuts) + (1 << 16);
            mask >>= 1;
            cuts &= cuts - 1;
        }

        return kept;
    }

    private bool Fail(int fault)
    {
        Fault = fault;
        return false;
    }
}
