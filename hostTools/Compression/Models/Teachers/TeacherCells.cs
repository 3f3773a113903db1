using System.Globalization;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.Teachers;

/// <summary>Reads a teacher's inputs from the rows of a CSV.</summary>
/// <param name="inputs">The teacher's inputs.</param>
/// <param name="columns">[input]: the column's number.</param>
internal sealed class TeacherCells(IReadOnlyList<TeacherInput> inputs, int[] columns)
{
    private readonly Func<string, double>?[] _codeOf = [.. inputs.Select(input => input.CodeOf)];
    private readonly Func<string, double>?[] _numberOf = [.. inputs.Select(input => input.NumberOf)];

    /// <summary>The values of the current row; missing cells are NaN. Errors: E105, E111.</summary>
    public void Read(CsvRows rows, Span<double> row)
    {
        for (int i = 0; i < columns.Length; i++) row[i] = Read(rows, columns[i], _codeOf[i], _numberOf[i]);
    }

    private static double Read(CsvRows rows, int column, Func<string, double>? codeOf, Func<string, double>? numberOf)
    {
        ReadOnlySpan<byte> cell = rows[column];
        if (Cell.IsMissing(cell)) return double.NaN;
        if (codeOf is not null) return Code(rows, column, codeOf);
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            return numberOf is null || !double.IsFinite(value) ? value : numberOf(rows.Text(column));
        return cell.SequenceEqual("inf"u8) || cell.SequenceEqual("+inf"u8) ? double.PositiveInfinity
            : cell.SequenceEqual("-inf"u8) ? double.NegativeInfinity
            : throw Catalogue.NotANumber(rows.File, rows.Line, rows.Header[column], rows.Text(column));
    }

    private static double Code(CsvRows rows, int column, Func<string, double> codeOf)
    {
        try
        {
            return codeOf(rows.Text(column));
        }
        catch (FormatException)
        {
            throw Catalogue.NotAFlag(rows.File, rows.Line, rows.Header[column], rows.Text(column));
        }
    }
}
