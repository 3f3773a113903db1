using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Endcap.Tests.HostTools.Compression.Preparation;

/// <summary>
/// A PostgreSQL to test with: the one that ENDCAP_POSTGRES names (a connection string; a schema endcap_test is made and
/// dropped there), or a throw-away server where Debian's postgresql package is installed.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string? _folder, _control;

    private PostgresServer(string connection, string? folder = null, string? control = null) => (Connection, _folder, _control) = (connection, folder, control);

    /// <summary>The connection string, with the right to write.</summary>
    public string Connection { get; }

    /// <summary>Starts or finds one; the test is inconclusive where there is none.</summary>
    public static PostgresServer Start()
    {
        if (Environment.GetEnvironmentVariable("ENDCAP_POSTGRES") is { Length: > 0 } given) return new PostgresServer(given);
        string? programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        if (programs is null) Assert.Inconclusive("no PostgreSQL: set ENDCAP_POSTGRES to a connection string, or install Debian's package postgresql");
        string folder = Directory.CreateTempSubdirectory("endcap-pg-").FullName, control = Path.Combine(programs!, "pg_ctl");
        var server = new PostgresServer("", folder, control);
        try
        {
            return Launch(programs!, folder, control);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_folder is null) return;
        if (File.Exists(Path.Combine(_folder, "data", "postmaster.pid"))) Run(_control!, $"-D {_folder}/data -m immediate -w stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static PostgresServer Launch(string programs, string folder, string control)
    {
        File.WriteAllText(Path.Combine(folder, "password"), "s3cret-word");
        if (Environment.UserName == "root") Run("/bin/chown", $"-R nobody {folder}"); // the server refuses to run as root
        Run(Path.Combine(programs, "initdb"), $"-D {folder}/data -U tester -A scram-sha-256 --pwfile={folder}/password --no-sync -E UTF8 --locale=C");
        int port = FreePort();
        Run(control, $"-D {folder}/data -w -t 120 -l {folder}/log -o \"-p {port.ToString(CultureInfo.InvariantCulture)} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off\" start");
        return new PostgresServer($"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username=tester;Password=s3cret-word;Database=postgres;Timeout=60", folder, control);
    }

    // As nobody where we are root. Output goes nowhere: a server that inherits a pipe would hold it open for ever.
    private static void Run(string program, string arguments)
    {
        bool root = Environment.UserName == "root" && !program.EndsWith("chown", StringComparison.Ordinal);
        string command = $"{program} {arguments} >/dev/null 2>&1 </dev/null";
        var start = new ProcessStartInfo(root ? "/usr/sbin/runuser" : "/bin/sh") { WorkingDirectory = "/" };
        foreach (string argument in root ? new[] { "-u", "nobody", "--", "/bin/sh", "-c", command } : ["-c", command]) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, command);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
