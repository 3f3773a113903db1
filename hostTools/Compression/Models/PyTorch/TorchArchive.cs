using System.IO.Compression;
using Endcap.Compression.Errors;
using Endcap.Compression.Pictures;

namespace Endcap.Compression.Models.PyTorch;

/// <summary>The zip that torch.save writes: NAME/data.pkl and NAME/data/KEY, one per storage. No more is unpacked than a few times the file.</summary>
internal sealed class TorchArchive : IDisposable
{
    private const int MostEntries = 20_000, MostPickle = 16 << 20;

    private readonly string _path;
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];
    private readonly Dictionary<string, byte[]> _storages = [];
    private readonly string _prefix;
    private long _left;

    /// <summary>Opens it. Errors: E261, E262, E263.</summary>
    public TorchArchive(byte[] file, string path)
    {
        (_path, _left) = (path, 8L * file.Length);
        _zip = Guarded(() => new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read));
        Guarded(() => { AddEntries(); return 0; });
        List<string> pickles = [.. _entries.Keys.Where(name => name.EndsWith("/data.pkl", StringComparison.Ordinal))];
        if (_entries.Keys.Any(name => name.EndsWith("/constants.pkl", StringComparison.Ordinal) || name.Contains("/code/", StringComparison.Ordinal)))
            throw Catalogue.ModelUnsupported(path, "it is TorchScript: a program, not a dictionary of weights", PickleReader.Ways);
        if (pickles.Count != 1) throw Catalogue.ModelMalformed(path, "the zip", $"{pickles.Count} files data.pkl, not 1");
        _prefix = pickles[0][..^"data.pkl".Length];
        if (_entries.ContainsKey(_prefix + "byteorder") && !Unpack(_prefix + "byteorder", 16).AsSpan().SequenceEqual("little"u8))
            throw Catalogue.ModelUnsupported(path, "it was saved on a big-endian machine", PickleReader.Ways);
    }

    /// <summary>The pickle.</summary>
    public byte[] Pickle() => Unpack(_prefix + "data.pkl", MostPickle);

    /// <summary>The bytes of a storage, unpacked once. Errors: E261, E263.</summary>
    public byte[] Storage(string key)
    {
        if (!_storages.TryGetValue(key, out byte[]? bytes)) _storages[key] = bytes = Unpack($"{_prefix}data/{key}", int.MaxValue);
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    private void AddEntries()
    {
        foreach (ZipArchiveEntry entry in _zip.Entries)
        {
            if (_entries.Count >= MostEntries) throw Catalogue.ModelLimit(_path, "the number of files in the zip", _zip.Entries.Count, MostEntries);
            if (!_entries.TryAdd(entry.FullName, entry)) throw Bad($"{Catalogue.Short(entry.FullName)} is there twice");
        }
    }

    private byte[] Unpack(string name, int most)
    {
        if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry)) throw Bad($"there is no {Catalogue.Short(name)}");
        if (entry.Length > most) throw Catalogue.ModelLimit(_path, $"the size of {Catalogue.Short(name)}", entry.Length, most);
        if (entry.Length > _left) throw Catalogue.ModelLimit(_path, $"the unpacked size, with {Catalogue.Short(name)},", entry.Length, _left);
        _left -= entry.Length;
        return Guarded(() => Unpack(entry));
    }

    // One byte more than promised is a lie; the stream is not read further.
    private byte[] Unpack(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        byte[] bytes = new byte[entry.Length];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length || stream.ReadByte() >= 0) throw Bad($"{Catalogue.Short(entry.FullName)} has another length than the zip says");
        return PngWriter.Crc32(bytes) == entry.Crc32 ? bytes : throw Bad($"the checksum of {Catalogue.Short(entry.FullName)} is wrong");
    }

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw Bad(e.Message.TrimEnd('.'));
        }
    }

    private UserErrorException Bad(string what) => Catalogue.ModelMalformed(_path, "the zip", what);
}
