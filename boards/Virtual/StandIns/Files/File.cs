using System.Text;
using Endcap.Virtual;

namespace System.IO;

/// <summary>Files of the internal drive. Models: <see cref="VirtualDrive"/>; errors are .NET's plain IOException.</summary>
internal static class File
{
    /// <summary>Whether there is a file.</summary>
    public static bool Exists(string path) => Drive.HasFile(path);

    /// <summary>Opens a new or emptied file.</summary>
    public static FileStream Create(string path) => new(path, FileMode.Create);

    /// <summary>Opens a file.</summary>
    public static FileStream Open(string path, FileMode mode) => new(path, mode);

    /// <summary>Opens a file.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access) => new(path, mode, access);

    /// <summary>Opens a file to read.</summary>
    public static FileStream OpenRead(string path) => new(path, FileMode.Open, FileAccess.Read);

    /// <summary>Opens a file to write, a new one where there is none.</summary>
    public static FileStream OpenWrite(string path) => new(path, FileMode.OpenOrCreate, FileAccess.Write);

    /// <summary>Deletes; a file that is not there is no error.</summary>
    public static void Delete(string path) => Drive.Remove(path);

    /// <summary>Renames; throws an IOException where the new name is taken.</summary>
    public static void Move(string sourceFileName, string destFileName) => Drive.Move(sourceFileName, destFileName);

    /// <summary>Copies; throws an IOException where the new name is taken.</summary>
    public static void Copy(string sourceFileName, string destFileName) => Copy(sourceFileName, destFileName, false);

    /// <summary>Copies.</summary>
    public static void Copy(string sourceFileName, string destFileName, bool overwrite)
    {
        using FileStream into = new(destFileName, overwrite ? FileMode.Create : FileMode.CreateNew);
        byte[] content = ReadAllBytes(sourceFileName);
        into.Write(content, 0, content.Length);
    }

    /// <summary>Reads a file.</summary>
    public static byte[] ReadAllBytes(string path)
    {
        using FileStream from = OpenRead(path);
        byte[] content = new byte[from.Length];
        from.ReadExactly(content);
        return content;
    }

    /// <summary>Reads a file as UTF-8.</summary>
    public static string ReadAllText(string path) => Encoding.UTF8.GetString(ReadAllBytes(path));

    /// <summary>Writes a file: created empty where there is none, then filled, so up to two writes of the drive.</summary>
    public static void WriteAllBytes(string path, byte[] bytes)
    {
        using FileStream into = new(path, FileMode.Create);
        into.Write(bytes, 0, bytes.Length);
    }

    /// <summary>Writes a file as UTF-8.</summary>
    public static void WriteAllText(string path, string contents) => WriteAllBytes(path, Encoding.UTF8.GetBytes(contents));

    private static VirtualDrive Drive => VirtualBoard.Current.Drive;
}

/// <summary>Folders of the internal drive. Models: the root, which is the only one.</summary>
internal static class Directory
{
    /// <summary>Whether there is a folder; the root is one while there is a drive.</summary>
    public static bool Exists(string path) => VirtualBoard.Current.Drive.HasFolder(path);

    /// <summary>Paths of the files in a folder.</summary>
    public static string[] GetFiles(string path)
    {
        VirtualDrive drive = VirtualBoard.Current.Drive;
        if (!drive.HasFolder(path)) throw new IOException($"No folder {path}.");
        string folder = path.TrimEnd('\\') + '\\';
        return [.. drive.Files.Where(file => file.LastIndexOf('\\') == folder.Length - 1 && file.StartsWith(folder, StringComparison.Ordinal))];
    }
}
