using Endcap.Compression.Errors;

namespace Endcap.Cli.Flashing;

/// <summary>A temporary folder with the drive's files and their list; removed when done, also on Ctrl-C.</summary>
internal sealed class FlashFolder : IDisposable
{
    /// <summary>Name of nanoff's list.</summary>
    public const string ListName = "files.json";

    private readonly EventHandler _atExit;

    /// <summary>Writes the files. Error: E404.</summary>
    public FlashFolder(FlashFiles files, string port)
    {
        _atExit = (_, _) => Remove();
        AppDomain.CurrentDomain.ProcessExit += _atExit; // a second Ctrl-C ends the process while nanoff still runs
        try
        {
            Folder = Directory.CreateTempSubdirectory(Prefix).FullName;
            foreach ((string destination, byte[] bytes) in files.Files)
                File.WriteAllBytes(Path.Combine(Folder, FlashFiles.NameOf(destination)), bytes);
            File.WriteAllText(Path.Combine(Folder, ListName), files.Deployment(port, Folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw Catalogue.NotWritable(Path.GetTempPath(), e.Message);
        }
    }

    /// <summary>How the folder's name begins.</summary>
    public static string Prefix => "endcap-flash-";

    /// <summary>The folder.</summary>
    public string Folder { get; } = "";

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= _atExit;
        Remove();
    }

    private void Remove()
    {
        try
        {
            if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that led here matters more than this one.
        }
    }
}
