using Endcap.Publishing.Planning;
using Microsoft.Data.Sqlite;

namespace Endcap.Publishing.Journal;

/// <content>The steps of a delivery.</content>
public sealed partial class PublishJournal
{
    private const string ThisRow = "where label = $label and kind = $kind and checksum = $checksum";
    private const string Columns = "label, kind, checksum, bytes, version, state, attempts, air_bytes, fault, error, begun, changed";

    /// <summary>All rows, by label, kind and time.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (_turn)
            {
                using SqliteCommand command = _connection.CreateCommand();
                command.CommandText = $"select {Columns} from delivery order by label, kind, begun";
                using SqliteDataReader reader = command.ExecuteReader();
                var entries = new List<JournalEntry>();
                while (reader.Read()) entries.Add(Entry(reader));
                return entries;
            }
        }
    }

    /// <summary>The row of a label and a file, or null.</summary>
    public JournalEntry? Find(uint label, PublishFile file)
    {
        lock (_turn)
        {
            using SqliteCommand command = Command(label, file, $"select {Columns} from delivery {ThisRow}");
            using SqliteDataReader reader = command.ExecuteReader();
            return reader.Read() ? Entry(reader) : null;
        }
    }

    /// <summary>A visit to the label for this file begins.</summary>
    public void Attempt(uint label, PublishFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Commit(label, file, $"""
            insert into delivery values ($label, $kind, $checksum, $bytes, 0, 'trying', 1, 0, 0, null, $now, $now)
            on conflict do update set attempts = attempts + 1, changed = $now, state = iif(state in ('sending', 'committed'), state, 'trying')
            """, ("$bytes", file.Bytes.Length));
    }

    /// <summary>
    /// Gives the file its version for this label and notes that sending begins. A version that was given to it before is
    /// given again while the label would take it, so that the label goes on where it was; otherwise the next above all that
    /// the label or the journal ever saw.
    /// </summary>
    /// <param name="label">The label.</param>
    /// <param name="file">The file.</param>
    /// <param name="active">The version that the label has.</param>
    /// <param name="staged">The version under which the label has bytes of this very file, or 0.</param>
    /// <param name="wanted">The version that the user named, or null.</param>
    public uint Allot(uint label, PublishFile file, uint active, uint staged, uint? wanted)
    {
        uint version;
        lock (_turn)
        {
            uint given = Find(label, file)?.Version ?? 0;
            using SqliteCommand command = Command(label, file, "select coalesce(max(version), 0) from delivery where label = $label and kind = $kind");
            uint highest = (uint)(long)command.ExecuteScalar()!;
            version = wanted ?? (given > active ? given : staged > active ? staged : Math.Max(highest, active) + 1);
        }

        Commit(label, file, $"update delivery set version = $version, state = 'sending', changed = $now {ThisRow}", ("$version", version));
        return version;
    }

    /// <summary>The label took the file and restarts.</summary>
    public void Committed(uint label, PublishFile file) =>
        Commit(label, file, $"update delivery set state = 'committed', changed = $now {ThisRow}");

    /// <summary>The label says that the file is active: no other of its kind is.</summary>
    public void Active(uint label, PublishFile file, uint version, long airBytes) => Commit(label, file, $"""
        update delivery set state = 'replaced', changed = $now where label = $label and kind = $kind and checksum <> $checksum and state = 'active';
        update delivery set state = 'active', version = $version, air_bytes = air_bytes + $air, fault = 0, error = null, changed = $now {ThisRow}
        """, ("$version", version), ("$air", airBytes));

    /// <summary>An attempt failed, or was stopped. What was sent so far may be on the label, so the state stays.</summary>
    public void Trouble(uint label, PublishFile file, int fault, string error, long airBytes, bool givenUp) => Commit(label, file, $"""
        update delivery set air_bytes = air_bytes + $air, fault = $fault, error = $error, changed = $now,
        state = iif($over, 'failed', state) {ThisRow}
        """, ("$air", airBytes), ("$fault", fault), ("$error", error), ("$over", givenUp));

    private static JournalEntry Entry(SqliteDataReader row) => new((uint)row.GetInt64(0), row.GetInt32(1), (uint)row.GetInt64(2), row.GetInt32(3),
        (uint)row.GetInt64(4), Enum.Parse<JournalState>(row.GetString(5), ignoreCase: true), row.GetInt32(6), row.GetInt64(7), row.GetInt32(8),
        row.IsDBNull(9) ? null : row.GetString(9), row.GetString(10), row.GetString(11));
}
