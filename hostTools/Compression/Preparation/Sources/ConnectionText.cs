using System.Data.Common;
using Endcap.Compression.Errors;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Endcap.Compression.Preparation.Sources;

/// <summary>A connection string, taken apart: which database it names, and its secrets.</summary>
internal sealed class ConnectionText
{
    private static readonly string[] SecretKeys = ["password", "pwd", "pass", "passphrase", "ssl password", "sslpassword"];

    /// <summary>Set for SQLite.</summary>
    public SqliteConnectionStringBuilder? Sqlite { get; private init; }

    /// <summary>Set for PostgreSQL.</summary>
    public NpgsqlConnectionStringBuilder? Postgres { get; private init; }

    /// <summary>What must never be printed.</summary>
    public required string[] Secrets { get; init; }

    /// <summary>
    /// Takes "Data Source=…" (SQLite), "Host=…" or "Server=…" (PostgreSQL), or a URI postgresql://user:password@host:port/database.
    /// Error: E141.
    /// </summary>
    public static ConnectionText Parse(string text)
    {
        if (text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal))
            return FromUri(text);
        var plain = new DbConnectionStringBuilder();
        string[] secrets = [];
        try
        {
            plain.ConnectionString = text;
            secrets = [.. SecretKeys.Where(plain.ContainsKey).Select(key => $"{plain[key]}").Where(secret => secret.Length > 0)];
            if (plain.ContainsKey("Host") || plain.ContainsKey("Server"))
                return new ConnectionText { Postgres = new NpgsqlConnectionStringBuilder(text), Secrets = WithEnvironment(secrets) };
            if (plain.ContainsKey("Data Source") || plain.ContainsKey("DataSource") || plain.ContainsKey("Filename"))
                return new ConnectionText { Sqlite = new SqliteConnectionStringBuilder(text), Secrets = secrets };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The parser's own message may quote any piece of the text, and where no key was found, any piece may be the secret.
            throw Catalogue.ConnectionUnclear(secrets.Length > 0 ? Mask(e.Message, secrets) : "it is not a list of KEY=VALUE; or a value does not fit its key");
        }

        throw Catalogue.ConnectionUnclear("it has neither Data Source nor Host");
    }

    /// <summary>A text with every secret replaced by stars.</summary>
    public static string Mask(string text, IEnumerable<string> secrets) =>
        secrets.OrderByDescending(secret => secret.Length).Aggregate(text, (masked, secret) => masked.Replace(secret, "***", StringComparison.Ordinal));

    private static ConnectionText FromUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
            throw Catalogue.ConnectionUnclear("the URI has no host");
        string[] user = [.. uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString)];
        if (uri.Query.Length > 0) throw Catalogue.ConnectionUnclear("a URI with ?… settings is not read; write them as KEY=VALUE");
        var builder = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')) };
        if (uri.Port > 0) builder.Port = uri.Port;
        if (user[0].Length > 0) builder.Username = user[0];
        if (user.Length > 1) builder.Password = user[1];
        return new ConnectionText { Postgres = builder, Secrets = WithEnvironment(user.Length > 1 && user[1].Length > 0 ? [user[1]] : []) };
    }

    private static string[] WithEnvironment(string[] secrets) =>
        Environment.GetEnvironmentVariable("PGPASSWORD") is { Length: > 0 } secret ? [.. secrets, secret] : secrets;
}
