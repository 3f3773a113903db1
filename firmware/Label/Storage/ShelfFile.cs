using System;
using System.IO;
using Endcap.Kernel;

namespace Endcap.Label.Storage;

/// <summary>A shelf's file on the drive, read in parts. Nothing is thrown. The file is open between Begin and Finish only.</summary>
#pragma warning disable CA1001 // Finish closes the file
public sealed class ShelfFile : BlobSource
#pragma warning restore CA1001
{
    private readonly string _path;
    private readonly byte[] _header = new byte[BlobLayout.HeaderBytes];
    private FileStream _stream;
    private bool _isKnown;
    private int _checksum;

    /// <summary>Whether the drive failed, which is another fault than a damaged shelf.</summary>
    public bool Failed;

    /// <summary>The file of a slot, which need not exist.</summary>
    public ShelfFile(string path)
    {
        _path = path;
    }

    /// <summary>From now on only the blob of this checksum is read: another one in its place was not checked.</summary>
    public void Expect(int checksum)
    {
        _checksum = checksum;
        _isKnown = true;
    }

    /// <inheritdoc/>
    public override bool Begin()
    {
        Failed = false;
        try
        {
            if (!File.Exists(_path)) return false;
            _stream = new FileStream(_path, FileMode.Open, FileAccess.Read);
            Length = (int)_stream.Length;
        }
        catch (Exception)
        {
            Failed = true;
            return false;
        }

        if (!_isKnown) return true;
        return Length >= _header.Length && Copy(0, _header, 0, _header.Length) && BlobLayout.I32(_header, BlobLayout.ChecksumAt) == _checksum;
    }

    /// <inheritdoc/>
    public override bool Copy(int at, byte[] into, int start, int count)
    {
        try
        {
            _stream.Seek(at, SeekOrigin.Begin);
            while (count > 0)
            {
                int got = _stream.Read(into, start, count);
                if (got <= 0) break;
                start += got;
                count -= got;
            }
        }
        catch (Exception)
        {
            Failed = true;
        }

        if (count > 0) Failed = true;
        return !Failed;
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        FileStream stream = _stream;
        _stream = null;
        if (stream != null) stream.Dispose();
    }
}
