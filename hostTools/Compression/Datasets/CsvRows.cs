using System.Text.Unicode;
using CsvHelper;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;

namespace Endcap.Compression.Datasets;

/// <summary>
/// The rows of a CSV file (RFC 4180 with commas; UTF-8, or UTF-16 with a byte order mark; LF or CRLF), one at a time,
/// with the line each begins at. Blanks around cells without quotes are dropped, blank lines skipped.
/// Errors: E103, E104, E106, E107, E109, E113, E114 and those of <see cref="InputFile"/>.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false, // ours is checked below, for names that are there twice
        Separator = ',',
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private readonly CsvReader _reader;
    private readonly long _length; // 0 where it is not known, as for a pipe
    private bool _any;

    private CsvRows(string path)
    {
        File = path;
        FileStream stream = InputFile.Open(path);
        _length = stream.CanSeek ? stream.Length : 0;
        _reader = CsvReader.Create(stream, Options, leaveOpen: false);
    }

    /// <summary>The file, for messages.</summary>
    public string File { get; }

    /// <summary>The column names, distinct and not empty.</summary>
    public string[] Header { get; private set; } = [];

    /// <summary>Line at which the current row begins, from 1.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>How much of the file is read, 0…1; 0 where its length is not known.</summary>
    public double Fraction => _length == 0 ? 0 : Math.Min(1, (double)_reader.ByteOffset / _length);

    /// <summary>A cell of the current row as UTF-8, valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> this[int column] => _reader.GetSpan(column);

    /// <summary>Opens a file and reads its header.</summary>
    public static CsvRows Open(string path)
    {
        var rows = new CsvRows(path);
        try
        {
            rows.ReadHeader();
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Moves to the next row; false at the end. E107 when the file ends without any row.</summary>
    public bool Read()
    {
        if (!ReadRecord()) return _any ? false : throw Catalogue.NoRowsInFile(File);
        _any = true;
        if (_reader.FieldCount != Header.Length) throw Catalogue.RowRagged(File, Line, _reader.FieldCount, Header.Length);
        return true;
    }

    /// <summary>A cell of the current row as text.</summary>
    public string Text(int column) => _reader.GetString(column);

    /// <summary>Number of the column, or −1.</summary>
    public int IndexOf(string column) => Array.IndexOf(Header, column);

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private void ReadHeader()
    {
        if (!ReadRecord()) throw Catalogue.EmptyFile(File);
        Header = [.. Enumerable.Range(0, _reader.FieldCount).Select(_reader.GetString)];
        for (int i = 0; i < Header.Length; i++)
        {
            if (Header[i].Length == 0 || Header[i].Any(char.IsControl))
                throw Catalogue.BadName($"{File}:{Line}: column {i + 1}", Header[i]);
            int first = Array.IndexOf(Header, Header[i]);
            if (first < i) throw Catalogue.ColumnDuplicate(File, Header[i], first + 1, i + 1);
        }
    }

    private bool ReadRecord()
    {
        try
        {
            if (!_reader.Read()) return false;
            if (!Utf8.IsValid(_reader.RawRecord)) throw Catalogue.NotUtf8(File, Line);
            return true;
        }
        catch (CsvFormatException e)
        {
            throw Catalogue.BadQuotes(File, e.LineNumber);
        }
        catch (IOException e)
        {
            throw Catalogue.NotReadable(File, e.Message);
        }
    }
}
