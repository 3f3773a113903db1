using System.Data.Common;
using System.Globalization;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Preparation.Sources;

/// <summary>The result of a query as a source, row by row as the database delivers it. Errors: E143, E144.</summary>
internal sealed class QueryRows : TableRows
{
    private readonly OpenDatabase _database;
    private readonly DbCommand _command;
    private readonly DbDataReader _reader;
    private readonly string[] _columns;
    private char[] _text = new char[64];
    private long _line;

    /// <summary>Runs the query; owns the connection from now on.</summary>
    public QueryRows(OpenDatabase database, string query)
    {
        _database = database;
        _command = database.Connection.CreateCommand();
        _command.CommandText = query;
        _command.CommandTimeout = 0; // a long query is not an error; Ctrl-C ends it
        try
        {
            _reader = _command.ExecuteReader();
            _columns = ReadHeader();
        }
        catch (Exception e)
        {
            Dispose();
            throw e is DbException ? Failed(e) : e;
        }
    }

    /// <inheritdoc/>
    public override string Source => _database.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns => _columns;

    /// <inheritdoc/>
    public override long Line => _line;

    /// <inheritdoc/>
    public override bool Read()
    {
        try
        {
            if (!_reader.Read()) return _line > 0 ? false : throw Catalogue.QueryFailed(Source, "it gives no row");
            _line++;
            return true;
        }
        catch (DbException e)
        {
            throw Failed(e);
        }
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<char> Text(int column)
    {
        object value = Value(column);
        switch (value)
        {
            case DBNull: return "";
            case string text: return text.AsSpan().Trim(); // as a CSV's cells
            case bool flag: return flag ? "1" : "0";
            case DateTime time: return time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
            case DateOnly day: return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case double number when double.IsInfinity(number): return "";
            case ISpanFormattable plain:
                int length;
                while (!plain.TryFormat(_text, out length, default, CultureInfo.InvariantCulture)) _text = new char[_text.Length * 2];
                return _text.AsSpan(0, length);
            default: throw Catalogue.QueryColumn(Source, column + 1, _columns[column], $"has values of the type {value.GetType().Name}");
        }
    }

    /// <inheritdoc/>
    public override ColumnKind Kind(int column)
    {
        if (!_database.TypedColumns) return ColumnKind.Unknown;
        Type type = _reader.GetFieldType(column);
        if (type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(DateTimeOffset)) return ColumnKind.Time;
        return type == typeof(string) || type == typeof(Guid) || type == typeof(char) ? ColumnKind.Text : ColumnKind.Number;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _reader?.Dispose();
        _command.Dispose();
        _database.Dispose();
    }

    private object Value(int column)
    {
        try
        {
            return _reader.GetValue(column);
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException)
        {
            throw Catalogue.QueryColumn(Source, column + 1, _columns[column], $"cannot be read: {e.Message}");
        }
        catch (DbException e)
        {
            throw Failed(e);
        }
    }

    private string[] ReadHeader()
    {
        if (_reader.FieldCount == 0) throw Catalogue.QueryFailed(Source, "it gives no columns");
        string[] names = [.. Enumerable.Range(0, _reader.FieldCount).Select(_reader.GetName)];
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0 || names[i] == "?column?" || names[i].Any(char.IsControl))
                throw Catalogue.QueryColumn(Source, i + 1, names[i], "has no usable name");
            if (Array.IndexOf(names, names[i]) < i) throw Catalogue.QueryColumn(Source, i + 1, names[i], "has the name of an earlier column");
        }

        return names;
    }

    private UserErrorException Failed(Exception e) => Catalogue.QueryFailed(Source, _database.Mask(e.Message));
}
