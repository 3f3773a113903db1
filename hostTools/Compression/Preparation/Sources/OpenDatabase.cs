using System.Data.Common;
using Endcap.Compression.Errors;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Endcap.Compression.Preparation.Sources;

/// <summary>
/// A read-only connection: SQLite opened in read-only mode, PostgreSQL with default_transaction_read_only. That guards
/// against accidents; whoever must not write needs an account without the right.
/// </summary>
internal sealed class OpenDatabase : IDisposable
{
    private readonly string[] _secrets;

    private OpenDatabase(DbConnection connection, string name, bool typedColumns, string[] secrets)
    {
        (Connection, Name, TypedColumns, _secrets) = (connection, name, typedColumns, secrets);
    }

    /// <summary>Open.</summary>
    public DbConnection Connection { get; }

    /// <summary>For messages: file, or host and database; never the password.</summary>
    public string Name { get; }

    /// <summary>Whether a column has one type (PostgreSQL); in SQLite each value has its own.</summary>
    public bool TypedColumns { get; }

    /// <summary>Opens what a connection string names. Errors: E141, E142; E401 for an SQLite file that is not there.</summary>
    public static OpenDatabase Open(string text)
    {
        ConnectionText connection = ConnectionText.Parse(text);
        return connection.Sqlite is { } sqlite ? OpenSqlite(sqlite, connection) : OpenPostgres(connection.Postgres!, connection);
    }

    /// <summary>A text without the connection's secrets.</summary>
    public string Mask(string text) => ConnectionText.Mask(text, _secrets);

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();

    private static OpenDatabase OpenSqlite(SqliteConnectionStringBuilder builder, ConnectionText text)
    {
        if (!File.Exists(builder.DataSource)) throw Catalogue.FileNotFound(builder.DataSource);
        builder.Mode = SqliteOpenMode.ReadOnly;
        builder.Pooling = false; // the file is free again when the command ends
        var connection = new SqliteConnection(builder.ConnectionString);
        return Opened(connection, builder.DataSource, typedColumns: false, text, "pragma query_only = on; select count(*) from sqlite_schema");
    }

    private static OpenDatabase OpenPostgres(NpgsqlConnectionStringBuilder builder, ConnectionText text)
    {
        builder.Pooling = false;
        builder.ApplicationName ??= "endcap";
        builder.Options = $"{builder.Options} -c default_transaction_read_only=on".Trim();
        var connection = new NpgsqlConnection(builder.ConnectionString);
        return Opened(connection, $"{builder.Host}/{builder.Database}", typedColumns: true, text, "set time zone 'UTC'");
    }

    private static OpenDatabase Opened(DbConnection connection, string name, bool typedColumns, ConnectionText text, string first)
    {
        try
        {
            connection.Open();
            using DbCommand command = connection.CreateCommand();
            command.CommandText = first;
            command.ExecuteNonQuery();
            return new OpenDatabase(connection, name, typedColumns, text.Secrets);
        }
        catch (Exception e) when (e is DbException or ArgumentException or InvalidOperationException or NotSupportedException or TimeoutException)
        {
            connection.Dispose();
            throw Catalogue.CannotConnect(name, ConnectionText.Mask(e.InnerException is { } inner ? $"{e.Message}: {inner.Message}" : e.Message, text.Secrets));
        }
    }
}
