using Endcap.Virtual;

namespace System.IO;

/// <summary>
/// An open file. Models: what is written appears in the file at Flush, Close or Dispose (littlefs); a new file appears
/// empty when it is opened. Sharing is not checked. A file that is not closed when the power goes off loses what was written.
/// </summary>
internal class FileStream : Stream
{
    private readonly VirtualDrive _drive = VirtualBoard.Current.Drive;
    private readonly MemoryStream _content = new();
    private readonly FileAccess _access;
    private bool _changed;
    private bool _closed;

    /// <summary>Opens for reading and writing.</summary>
    public FileStream(string path, FileMode mode)
        : this(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite)
    {
    }

    /// <summary>Opens. Throws an IOException where the mode and what is there do not fit.</summary>
    public FileStream(string path, FileMode mode, FileAccess access)
    {
        Name = path;
        _access = access;
        bool exists = _drive.HasFile(path);
        if (exists && mode == FileMode.CreateNew) throw new IOException($"There is a file {path}.");
        if (!exists && mode is FileMode.Open or FileMode.Truncate) _drive.Read(path);
        if (!exists) _drive.Commit(path, []);
        bool keep = mode is FileMode.Open or FileMode.OpenOrCreate or FileMode.Append;
        if (keep && exists) _content.Write(_drive.Read(path));
        _changed = exists && !keep;
        _content.Position = mode == FileMode.Append ? _content.Length : 0;
    }

    /// <summary>Opens; sharing is ignored.</summary>
    public FileStream(string path, FileMode mode, FileAccess access, FileShare share)
        : this(path, mode, access)
    {
    }

    /// <inheritdoc/>
    public override bool CanRead => (_access & FileAccess.Read) != 0;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => (_access & FileAccess.Write) != 0;

    /// <inheritdoc/>
    public override long Length => _content.Length;

    /// <summary>The path.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override long Position
    {
        get => _content.Position;
        set => _content.Position = value;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        Check(CanRead);
        return _content.Read(buffer, offset, count);
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => _content.Seek(offset, origin);

    /// <inheritdoc/>
    public override void SetLength(long value)
    {
        Check(CanWrite);
        _content.SetLength(value);
        _changed = true;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        Check(CanWrite);
        _content.Write(buffer, offset, count);
        _changed = true;
    }

    /// <summary>Commits what was written.</summary>
    public override void Flush()
    {
        _ = VirtualBoard.Current;
        if (!_changed) return;
        _changed = false;
        _drive.Commit(Name, _content.ToArray());
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            _closed = true;
            Flush();
        }
        base.Dispose(disposing);
    }

    private void Check(bool allowed)
    {
        _ = VirtualBoard.Current;
        ObjectDisposedException.ThrowIf(_closed, this);
        if (!allowed) throw new NotSupportedException($"{Name} is not open for that.");
    }
}
