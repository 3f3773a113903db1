namespace Endcap.Virtual;

/// <summary>
/// The internal drive, in memory, like littlefs: a file's new content appears all at once when it is flushed or closed;
/// until then the old one stays. Renaming and deleting are atomic. Space is counted in blocks of 4 KB: each file takes
/// whole blocks, at least one, and two blocks are the file system's own. A write needs its blocks while the old ones
/// are still taken. Paths are those of the label ("I:\name"); upper and lower case differ.
/// </summary>
public sealed partial class VirtualDrive
{
    /// <summary>The drive's root.</summary>
    public const string Root = "I:\\";

    /// <summary>Bytes of a block.</summary>
    public const int BlockBytes = 4096;

    private const int OwnBlocks = 2;

    private readonly VirtualBoard _board;
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    internal VirtualDrive(VirtualBoard board, int bytes)
    {
        _board = board;
        CapacityBytes = bytes;
    }

    /// <summary>Whether there is a formatted drive. Without one every access throws; Exists is false.</summary>
    public bool Present { get; set; } = true;

    /// <summary>Bytes of the drive, the file system's own blocks included.</summary>
    public int CapacityBytes { get; set; }

    /// <summary>Writes so far: every new file, commit of content, deletion and rename of the program is one.</summary>
    public int Writes { get; private set; }

    /// <summary>Bytes taken, in whole blocks.</summary>
    public int UsedBytes => (OwnBlocks + _files.Values.Sum(Blocks)) * BlockBytes;

    /// <summary>Paths of all files, sorted.</summary>
    public IReadOnlyList<string> Files => [.. _files.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether there is a file, as the host sees it.</summary>
    public bool Contains(string path) => _files.ContainsKey(path);

    /// <summary>A copy of a file, without faults. Throws a FileNotFoundException.</summary>
    public byte[] ReadAllBytes(string path) =>
        _files.TryGetValue(path, out byte[]? content) ? (byte[])content.Clone() : throw new FileNotFoundException("The virtual drive has no such file.", path);

    /// <summary>Puts a file on the drive, without faults and without counting a write.</summary>
    public void WriteAllBytes(string path, byte[] content) => _files[path] = (byte[])content.Clone();

    /// <summary>Takes a file from the drive, without faults and without counting a write.</summary>
    public void Delete(string path) => _files.Remove(path);

    /// <summary>Turns one bit of a file: bit 0 of byte 0 is number 0.</summary>
    public void FlipBit(string path, int bit) => _files[path][bit >> 3] ^= (byte)(1 << (bit & 7));

    /// <summary>The content as the program reads it.</summary>
    internal byte[] Read(string path)
    {
        Check(path);
        if (!_files.TryGetValue(path, out byte[]? content)) throw new IOException($"No file {path}.");
        if (_unreadable.Contains(path)) throw new IOException($"Reading {path} failed.");
        return content;
    }

    /// <summary>Whether the program sees a file.</summary>
    internal bool HasFile(string path) => Present && _files.ContainsKey(path);

    /// <summary>Whether the program sees a folder: the root is the only one.</summary>
    internal bool HasFolder(string path) => Present && path == Root;

    /// <summary>Makes content the file's.</summary>
    internal void Commit(string path, byte[] content)
    {
        Check(path);
        string folder = path[..(path.LastIndexOf('\\') + 1)];
        if (!HasFolder(folder)) throw new IOException($"No folder {folder}.");
        Write(
            () =>
            {
                int free = CapacityBytes - UsedBytes;
                if (Blocks(content) * BlockBytes > free) throw new IOException($"The drive is full: {path} needs {Blocks(content)} blocks, {free / BlockBytes} are free.");
            },
            () => _files[path] = content,
            kept => _files[path] = content[..Math.Min(kept, content.Length)]);
    }

    /// <summary>Deletes; a file that is not there is no error.</summary>
    internal void Remove(string path)
    {
        Check(path);
        if (_files.ContainsKey(path)) Write(() => { }, () => _files.Remove(path), _ => { });
    }

    /// <summary>Renames; the new name must be free.</summary>
    internal void Move(string from, string to)
    {
        Check(from);
        Check(to);
        if (!_files.TryGetValue(from, out byte[]? content)) throw new IOException($"No file {from}.");
        if (_files.ContainsKey(to)) throw new IOException($"There is a file {to}.");
        Write(() => { }, Rename, _ => { });

        void Rename()
        {
            if (_files.Remove(from)) _files[to] = content;
        }
    }

    private static int Blocks(byte[] content) => Math.Max(1, (content.Length + BlockBytes - 1) / BlockBytes);

    private void Check(string path)
    {
        if (!Present) throw new IOException("The drive is not formatted.");
        if (!path.StartsWith(Root, StringComparison.Ordinal)) throw new IOException($"No drive for {path}.");
    }
}
