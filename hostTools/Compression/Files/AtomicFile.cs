using System.Collections.Concurrent;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Files;

/// <summary>
/// Writes a file whole or not at all: into a temporary file beside the target, flushed, then moved over it.
/// An exception, a cancelled command or the end of the process leaves the old file as it was and no temporary file.
/// </summary>
public static class AtomicFile
{
    private static readonly ConcurrentDictionary<string, bool> Unfinished = new();

    // Ctrl-C and SIGTERM end the process through ProcessExit, even while another thread is still writing.
    static AtomicFile() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (string temporary in Unfinished.Keys) Delete(temporary);
    };

    /// <summary>Writes bytes. Errors: E402, E404, E405, E407.</summary>
    public static void Write(string path, ReadOnlyMemory<byte> bytes) => Write(path, stream => stream.Write(bytes.Span));

    /// <summary>Writes what <paramref name="write"/> puts into the stream. Errors: E402, E404, E405; exceptions of the callback pass through.</summary>
    public static void Write(string path, Action<Stream> write) => Write(path, write, secret: false, replace: true);

    /// <summary>As above.</summary>
    /// <param name="path">The target.</param>
    /// <param name="write">Puts the content into a stream.</param>
    /// <param name="secret">Whether only the owner may ever read it.</param>
    /// <param name="replace">Whether it may replace a file; otherwise that is E365.</param>
    internal static void Write(string path, Action<Stream> write, bool secret, bool replace)
    {
        string target = CheckTarget(path);
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".endcap-{Path.GetRandomFileName()}.tmp");
        Unfinished[temporary] = true;
        try
        {
            using (FileStream stream = Create(path, temporary, secret))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            Move(path, temporary, target, replace);
        }
        finally
        {
            Delete(temporary);
            Unfinished.TryRemove(temporary, out _);
        }
    }

    /// <summary>
    /// Says early, before minutes of work, whether the target can be written: the folder exists, and the path is neither
    /// a folder nor a device nor one of the command's inputs. Errors: E402, E404–E407.
    /// </summary>
    /// <returns>The full path, links resolved: a link stays a link, its target is replaced.</returns>
    public static string CheckTarget(string path, params ReadOnlySpan<string> inputs)
    {
        if (path.Length == 0) throw Catalogue.EmptyPath();
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw Catalogue.IsAFolder(path);
        if (IsDevice(full)) throw Catalogue.NotWritable(path, "it is a device, which a file would replace");
        string target = ResolveLink(full);
        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder)) throw Catalogue.FolderMissing(path, folder);
        foreach (string input in inputs)
            if (input.Length > 0 && ResolveLink(Path.GetFullPath(input)) == target) throw Catalogue.OutputIsInput(path, input);
        return target;
    }

    private static string ResolveLink(string full) =>
        (File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName : null) ?? full;

    // Moving a file over /dev/null would take the device from every program of the machine; /dev/shm is a plain folder.
    private static bool IsDevice(string full) =>
        full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static FileStream Create(string path, string temporary, bool secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (secret && !OperatingSystem.IsWindows()) options.UnixCreateMode = SecretFile.OwnerOnly;
        try
        {
            return new FileStream(temporary, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Catalogue.NotWritable(path, Reason(e, temporary));
        }
    }

    private static void Move(string path, string temporary, string target, bool replace)
    {
        try
        {
            File.Move(temporary, target, replace);
        }
        catch (IOException) when (!replace && File.Exists(target))
        {
            throw Catalogue.SecretExists(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Catalogue.NotWritable(path, Reason(e, temporary));
        }
    }

    // The runtime's message names the temporary file, which means nothing to the user.
    private static string Reason(Exception e, string temporary) =>
        e is UnauthorizedAccessException ? "permission denied" : e.Message.Replace($" : '{temporary}'", "", StringComparison.Ordinal);

    private static void Delete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that led here matters more than this one.
        }
    }
}
