namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>Which cells share a scale (or a codebook): a block. Blocks are contiguous in row-major order.</summary>
public readonly record struct Granularity
{
    private const int WholeTensor = 0, WholeRow = -1;

    private readonly int _group;

    private Granularity(int group) => _group = group;

    /// <summary>One block for the whole matrix.</summary>
    public static Granularity Tensor => new(WholeTensor);

    /// <summary>One block per row.</summary>
    public static Granularity Row => new(WholeRow);

    /// <summary>One block per <paramref name="size"/> neighbouring cells of a row; a row's last block may be shorter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public static Granularity Group(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new Granularity(size);
    }

    /// <summary>Number of blocks.</summary>
    public int Blocks(int rows, int columns) => _group == WholeTensor ? Math.Min(rows * columns, 1) : rows * PerRow(columns);

    /// <summary>The block of a cell.</summary>
    public int BlockOf(int row, int column, int columns) => _group switch
    {
        WholeTensor => 0,
        WholeRow => row,
        _ => row * PerRow(columns) + column / _group,
    };

    /// <summary>The cells of a block in row-major order.</summary>
    public (int Start, int Length) Cells(int block, int rows, int columns)
    {
        if (_group == WholeTensor) return (0, rows * columns);
        if (_group == WholeRow) return (block * columns, columns);
        int first = block % PerRow(columns) * _group;
        return (block / PerRow(columns) * columns + first, Math.Min(_group, columns - first));
    }

    /// <inheritdoc/>
    public override string ToString() => _group switch { WholeTensor => "tensor", WholeRow => "row", _ => $"group of {_group}" };

    // A matrix without columns has no blocks.
    private int PerRow(int columns) => _group == WholeRow ? Math.Min(columns, 1) : (columns + _group - 1) / _group;
}
