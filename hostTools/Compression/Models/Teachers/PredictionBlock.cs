using System.Buffers;
using System.Globalization;
using Endcap.Compression.Datasets;

namespace Endcap.Compression.Models.Teachers;

/// <summary>Rows that one thread predicts and writes as text.</summary>
internal sealed class PredictionBlock(Teacher teacher, int mostRows, bool withRaw)
{
    // "-1.7976931348623157E+308" has 24.
    private const int LongestNumber = 32;

    private readonly TeacherScorer _scorer = teacher.NewScorer();
    private readonly int _width = teacher.Inputs.Count;
    private readonly double[] _cells = new double[mostRows * teacher.Inputs.Count];
    private readonly double[] _raw = new double[teacher.RawNames.Count], _outputs = new double[teacher.OutputNames.Count];
    private readonly ArrayBufferWriter<byte> _text = new();

    /// <summary>Rows in the block.</summary>
    public int Count { get; private set; }

    /// <summary>The lines of the block.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary>Reads rows until the block is full; false at the end of the file.</summary>
    public bool Fill(CsvRows rows, TeacherCells cells)
    {
        for (Count = 0; Count < mostRows; Count++)
        {
            if (!rows.Read()) return false;
            cells.Read(rows, _cells.AsSpan(Count * _width, _width));
        }

        return true;
    }

    /// <summary>Predicts and formats the rows.</summary>
    public void Predict()
    {
        _text.ResetWrittenCount();
        for (int row = 0; row < Count; row++)
        {
            _scorer.Score(_cells.AsSpan(row * _width, _width), _raw, _outputs);
            int before = _text.WrittenCount;
            if (withRaw) foreach (double value in _raw) Append(value, before);
            foreach (double value in _outputs) Append(value, before);
            _text.Write("\n"u8);
        }
    }

    private void Append(double value, int lineStart)
    {
        if (_text.WrittenCount > lineStart) _text.Write(","u8);
        Span<byte> space = _text.GetSpan(LongestNumber);
        int written;
        if (teacher.SinglePrecision) ((float)value).TryFormat(space, out written, "R", CultureInfo.InvariantCulture);
        else value.TryFormat(space, out written, "R", CultureInfo.InvariantCulture);
        _text.Advance(written);
    }
}
