namespace Endcap.Compression.Preparation.Sources;

/// <summary>The rows of a source, one at a time, as typed columns.</summary>
internal abstract class TableRows : IDisposable
{
    /// <summary>The file or database, for messages; without secrets.</summary>
    public abstract string Source { get; }

    /// <summary>Distinct names.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>How much is read, 0…1; 0 where it is not known.</summary>
    public virtual double Fraction => 0;

    /// <summary>Line of the file or number of the query's row, from 1.</summary>
    public abstract long Line { get; }

    /// <summary>Moves to the next row; false at the end.</summary>
    public abstract bool Read();

    /// <summary>A cell of the current row as a CSV has it, valid until the next cell is asked for.</summary>
    public abstract ReadOnlySpan<char> Text(int column);

    /// <summary>What the source says about a column.</summary>
    public virtual ColumnKind Kind(int column) => ColumnKind.Unknown;

    /// <inheritdoc/>
    public abstract void Dispose();
}
