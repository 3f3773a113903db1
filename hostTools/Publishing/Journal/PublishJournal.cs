using System.Globalization;
using Endcap.Compression.Errors;
using Endcap.Publishing.Planning;
using Microsoft.Data.Sqlite;

namespace Endcap.Publishing.Journal;

/// <summary>
/// What became of each file for each label, in SQLite. Every step is a transaction that is on the disk when the method
/// returns, so a roll-out that is killed at any moment goes on where it was. One roll-out at a time; safe for its threads.
/// </summary>
public sealed partial class PublishJournal : IDisposable
{
    private const long SchemaVersion = 1;
    private const long ApplicationId = 0x45435042; // "ECPB"
    private const int Busy = 5, Locked = 6; // SQLITE_BUSY, SQLITE_LOCKED

    private const string Schema = """
        create table delivery (
            label integer not null, kind integer not null, checksum integer not null, bytes integer not null,
            version integer not null, state text not null, attempts integer not null, air_bytes integer not null,
            fault integer not null, error text, begun text not null, changed text not null,
            primary key (label, kind, checksum)) without rowid
        """;

    private readonly Lock _turn = new();
    private readonly SqliteConnection _connection;
    private readonly string _path;

    private PublishJournal(string path, SqliteConnection connection) => (_path, _connection) = (path, connection);

    /// <summary>Is called after each transaction; what it throws is as if the process had died there. For tests.</summary>
    internal Action? AfterCommit { get; set; }

    /// <summary>Opens a journal, or creates it. Errors: E377–E379, E402, E405, E407.</summary>
    public static PublishJournal Open(string path)
    {
        if (path.Length == 0) throw Catalogue.EmptyPath();
        if (Directory.Exists(path)) throw Catalogue.IsAFolder(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw Catalogue.FolderMissing(path, folder);
        var builder = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 };
        var journal = new PublishJournal(path, new SqliteConnection(builder.ConnectionString));
        try
        {
            journal.Prepare();
            return journal;
        }
        catch (Exception e)
        {
            journal.Dispose();
            if (e is SqliteException { SqliteErrorCode: Busy or Locked }) throw Catalogue.JournalBusy(path);
            if (e is SqliteException) throw Catalogue.JournalUnusable(path, e.Message);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private void Prepare()
    {
        _connection.Open();
        Run("pragma locking_mode = exclusive");
        Run("pragma journal_mode = wal");
        Run("pragma synchronous = full");
        Run("begin exclusive"); // the lock stays until the journal is closed
        long version = Number("pragma user_version"), application = Number("pragma application_id");
        bool isNew = version == 0 && Number("select count(*) from sqlite_schema") == 0;
        if (!isNew && application != ApplicationId) throw Catalogue.JournalUnusable(_path, "a database of another program");
        if (version > SchemaVersion) throw Catalogue.JournalNewer(_path, version, SchemaVersion);
        if (isNew)
        {
            Run(Schema);
            Run(string.Create(CultureInfo.InvariantCulture, $"pragma application_id = {ApplicationId}"));
            Run(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {SchemaVersion}"));
        }

        Run("commit");
    }

    private void Run(string text)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private long Number(string text)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        return (long)command.ExecuteScalar()!;
    }

    // One statement or several, all or nothing.
    private void Commit(uint label, PublishFile file, string text, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        lock (_turn)
        {
            using SqliteTransaction transaction = _connection.BeginTransaction();
            using SqliteCommand command = Command(label, file, text, more);
            command.Transaction = transaction;
            command.ExecuteNonQuery();
            transaction.Commit();
            AfterCommit?.Invoke();
        }
    }

    private SqliteCommand Command(uint label, PublishFile file, string text, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$label", label);
        command.Parameters.AddWithValue("$kind", file.Kind);
        command.Parameters.AddWithValue("$checksum", file.Checksum);
        command.Parameters.AddWithValue("$now", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        foreach ((string name, object? value) in more) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
