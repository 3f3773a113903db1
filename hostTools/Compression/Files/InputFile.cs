using Endcap.Compression.Errors;

namespace Endcap.Compression.Files;

/// <summary>Opens the user's input files; what goes wrong becomes an entry of the error catalogue.</summary>
public static class InputFile
{
    /// <summary>Opens a file for reading. Errors: E401, E402, E403, E405, E407.</summary>
    public static FileStream Open(string path)
    {
        if (path.Length == 0) throw Catalogue.EmptyPath();
        try
        {
            if (Directory.Exists(path)) throw Catalogue.IsAFolder(path);
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (FileNotFoundException)
        {
            throw Catalogue.FileNotFound(path);
        }
        catch (DirectoryNotFoundException)
        {
            throw Catalogue.FolderMissing(path, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (UnauthorizedAccessException)
        {
            throw Catalogue.NotReadable(path, "permission denied");
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw Catalogue.NotReadable(path, e.Message);
        }
    }

    /// <summary>All bytes of a file. Errors: as <see cref="Open"/>.</summary>
    public static byte[] ReadAllBytes(string path)
    {
        using FileStream stream = Open(path);
        try
        {
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray();
        }
        catch (IOException e)
        {
            throw Catalogue.NotReadable(path, e.Message);
        }
    }
}
