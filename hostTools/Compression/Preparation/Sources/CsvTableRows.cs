using System.Text;
using Endcap.Compression.Datasets;

namespace Endcap.Compression.Preparation.Sources;

/// <summary>A CSV file as a source. Errors: those of <see cref="CsvRows"/>.</summary>
internal sealed class CsvTableRows(string path) : TableRows
{
    private readonly CsvRows _rows = CsvRows.Open(path);
    private char[] _text = new char[256];

    /// <inheritdoc/>
    public override string Source => _rows.File;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns => _rows.Header;

    /// <inheritdoc/>
    public override double Fraction => _rows.Fraction;

    /// <inheritdoc/>
    public override long Line => _rows.Line;

    /// <inheritdoc/>
    public override bool Read() => _rows.Read();

    /// <inheritdoc/>
    public override ReadOnlySpan<char> Text(int column)
    {
        ReadOnlySpan<byte> cell = _rows[column];
        if (cell.Length > _text.Length) _text = new char[cell.Length * 2];
        return _text.AsSpan(0, Encoding.UTF8.GetChars(cell, _text));
    }

    /// <inheritdoc/>
    public override void Dispose() => _rows.Dispose();
}
