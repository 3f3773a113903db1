using System.ComponentModel;
using System.Diagnostics;
using Endcap.Compression.Errors;

namespace Endcap.Cli.Flashing;

/// <summary>Runs nanoff and passes on what it prints.</summary>
internal static class NanoffProcess
{
    /// <summary>Runs one step to its end. Errors: E322, E323. Cancelling kills it.</summary>
    /// <param name="nanoff">Name or path of the program.</param>
    /// <param name="step">The call.</param>
    /// <param name="output">Gets its lines, both of stdout and stderr.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static void Run(string nanoff, NanoffStep step, TextWriter output, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using Process process = Start(nanoff, step);
        Task[] pipes = [PassOn(process.StandardOutput, output), PassOn(process.StandardError, output)];
        try
        {
            process.WaitForExitAsync(cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            throw;
        }

        Task.WaitAll(pipes, CancellationToken.None);
        if (process.ExitCode != 0) throw Catalogue.NanoffFailed(step.What, process.ExitCode, step.CommandLine(nanoff));
    }

    private static Process Start(string nanoff, NanoffStep step)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(nanoff, step.Arguments)
            {
                RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            })!;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            throw Catalogue.NanoffMissing(nanoff, e is Win32Exception { NativeErrorCode: 2 } ? "no such program" : e.Message);
        }
    }

    private static async Task PassOn(StreamReader from, TextWriter to)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (to) to.WriteLine(line);
        }
    }
}
