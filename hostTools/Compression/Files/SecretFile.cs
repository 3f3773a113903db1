using Endcap.Compression.Errors;

namespace Endcap.Compression.Files;

/// <summary>
/// Files that hold keys. On Unix only their owner may read and write them, from the moment they exist; on Windows they have
/// the rights of their folder.
/// </summary>
public static class SecretFile
{
    /// <summary>What a secret's rights are: 0600.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a secret whole or not at all. Errors: E402, E404, E405, E407; E365 where it may not replace a file.</summary>
    public static void Write(string path, ReadOnlyMemory<byte> bytes, bool replace) =>
        AtomicFile.Write(path, stream => stream.Write(bytes.Span), secret: true, replace);

    /// <summary>Reads a secret that nobody else can. Errors: E366, E401–E405, E407.</summary>
    public static byte[] ReadAllBytes(string path)
    {
        using FileStream stream = InputFile.Open(path);
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(stream.SafeFileHandle) is var mode && (mode & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
            throw Catalogue.SecretIsOpen(path, Convert.ToString((int)mode, 8).PadLeft(4, '0'));
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
