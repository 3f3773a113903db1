namespace Endcap.Compression.Tensors.Pruning;

/// <summary>Which weights of a matrix stay. Immutable.</summary>
public sealed class PruneMask
{
    private readonly bool[] _kept;

    /// <summary>Wraps a mask.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="kept">[row · columns + column]: whether the weight stays.</param>
    public PruneMask(int rows, int columns, bool[] kept)
    {
        if (kept.Length != rows * columns) throw new ArgumentException($"{rows} × {columns} weights, {kept.Length} marks.", nameof(kept));
        (Rows, Columns, _kept) = (rows, columns, kept);
        KeptCount = kept.Count(one => one);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>How many weights stay.</summary>
    public int KeptCount { get; }

    /// <summary>Share of weights that go, 0 … 1.</summary>
    public double Sparsity => _kept.Length == 0 ? 0 : 1 - (double)KeptCount / _kept.Length;

    /// <summary>Whether a weight stays.</summary>
    public bool this[int row, int column] => _kept[row * Columns + column];

    /// <summary>Rows that keep a weight, ascending.</summary>
    public int[] KeptRows() => [.. Enumerable.Range(0, Rows).Where(row => _kept.AsSpan(row * Columns, Columns).Contains(true))];

    /// <summary>Columns that keep a weight, ascending.</summary>
    public int[] KeptColumns() =>
        [.. Enumerable.Range(0, Columns).Where(column => Enumerable.Range(0, Rows).Any(row => this[row, column]))];

    /// <summary>Sets the weights that go to 0 (or, on a gradient, keeps them there), in place.</summary>
    public void Apply(Matrix weights)
    {
        if (weights.Rows != Rows || weights.Columns != Columns)
            throw new ArgumentException($"A mask of {Rows} × {Columns} on {weights.Rows} × {weights.Columns} weights.", nameof(weights));
        for (int i = 0; i < _kept.Length; i++)
            if (!_kept[i]) weights.Data[i] = 0;
    }
}
