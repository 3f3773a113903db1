namespace Endcap.Kernel;

/// <summary>
/// Reads a catalogue from where it is stored and keeps in RAM what ranking needs: texts and prices of hundreds of products
/// stay outside and are read in parts when a phone asks. Everything is checked once, as <see cref="BlobReader"/> does:
/// the checksum and the chain of texts as they pass by, the rest by its loaders.
/// </summary>
public sealed class CatalogueReader
{
    /// <summary>Bytes that are read at once of sections that stay outside.</summary>
    public const int PartBytes = 256;

    private readonly BlobSource _source;
    private readonly byte[] _part = new byte[PartBytes];
    private readonly int[] _table = Crc32.Table();
    private byte[] _kept;
    private int _keptLength;
    private int _keptSections;
    private int _crc;
    private int _productsAt;
    private int _productsEnd;
    private int _pricesAt;
    private int _pricesEnd;

    private CatalogueReader(BlobSource source)
    {
        _source = source;
    }

    /// <summary>Whether a blob begins as a catalogue does; nothing else is checked.</summary>
    /// <param name="source">Between Begin and Finish.</param>
    public static bool IsCatalogue(BlobSource source)
    {
        byte[] start = new byte[BlobLayout.HeaderBytes + 1];
        return source.Length >= start.Length && source.Copy(0, start, 0, start.Length)
            && start[BlobLayout.HeaderBytes] == BlobLayout.CatalogueSection && BlobLayout.I32(start, 0) == BlobLayout.Magic;
    }

    /// <summary>Reads and expands a catalogue. After a fault the shelf must not be used.</summary>
    /// <param name="source">Between Begin and Finish; kept by the shelf.</param>
    /// <param name="shelf">Receives the content.</param>
    /// <param name="limit">Bytes that the part in RAM and the arrays of the shelf may take together.</param>
    /// <returns>A <see cref="BlobFault"/>; <see cref="BlobFault.TooShort"/> also where the source cannot be read.</returns>
    public static int Read(BlobSource source, LoadedShelf shelf, int limit)
    {
        return new CatalogueReader(source).Read(shelf, limit);
    }

    private int Read(LoadedShelf shelf, int limit)
    {
        byte[] header = new byte[BlobLayout.HeaderBytes];
        if (_source.Length < header.Length || !_source.Copy(0, header, 0, header.Length)) return BlobFault.TooShort;
        int fault = BlobReader.CheckFields(header, _source.Length);
        if (fault == BlobFault.None) fault = Plan(header[BlobLayout.SectionCountAt]);
        if (fault != BlobFault.None) return fault;
        if (_keptLength > limit) return BlobFault.TooMuchMemory;
        _kept = new byte[_keptLength];
        fault = Take(header);
        if (fault != BlobFault.None) return fault;
        // The part in RAM is a blob of its own, but for length and checksum, which were checked here.
        _kept[BlobLayout.SectionCountAt] = (byte)_keptSections;
        fault = BlobReader.Load(_kept, _keptLength, shelf, limit - _keptLength);
        if (fault == BlobFault.None) fault = CheckTexts(shelf.ProductCount);
        if (fault != BlobFault.None) return fault;
        shelf.ProductsAt = _productsAt;
        shelf.ProductsEnd = _productsEnd;
        shelf.PricesAt = _pricesAt;
        shelf.PricesEnd = _pricesEnd;
        shelf.Texts = _source;
        return BlobFault.None;
    }

    // Ranking needs all sections below 0x80, the clock's features their edges. Unknown optional sections are nobody's.
    private static bool IsKept(int kind)
    {
        return (kind & BlobLayout.OptionalSection) == 0 || kind == BlobLayout.FeaturesSection || kind == BlobLayout.NumbersSection;
    }

    // Walks the chain of sections: where those that stay outside stand, and how long the others are.
    private int Plan(int sections)
    {
        _keptLength = BlobLayout.HeaderBytes;
        int count = 0;
        int length = _source.Length;
        int at = BlobLayout.HeaderBytes;
        while (at < length)
        {
            if (length - at < BlobLayout.SectionHeaderBytes) return BlobFault.SectionTruncated;
            if (!_source.Copy(at, _part, 0, BlobLayout.SectionHeaderBytes)) return BlobFault.TooShort;
            int kind = _part[0];
            int size = BlobLayout.U24(_part, 1);
            at += BlobLayout.SectionHeaderBytes;
            if (size > length - at) return BlobFault.SectionTruncated;
            if (count == 0 && kind != BlobLayout.CatalogueSection) return BlobFault.SectionOrder;
            count++;
            if (IsKept(kind))
            {
                _keptSections++;
                _keptLength += BlobLayout.SectionHeaderBytes + size;
            }
            else if (!Remember(kind, at, at + size))
            {
                return BlobFault.SectionOrder;
            }

            at += size;
        }

        return count == sections && count != 0 ? BlobFault.None : BlobFault.SectionMissing;
    }

    private bool Remember(int kind, int at, int end)
    {
        if (kind == BlobLayout.ProductsSection)
        {
            if (_productsAt != 0) return false;
            _productsAt = at;
            _productsEnd = end;
        }
        else if (kind == BlobLayout.PricesSection)
        {
            if (_pricesAt != 0) return false;
            _pricesAt = at;
            _pricesEnd = end;
        }

        return true;
    }

    // Reads the whole blob once, in order: what is kept into its place, the rest part by part for the checksum.
    private int Take(byte[] header)
    {
        for (int i = 0; i < header.Length; i++) _kept[i] = header[i];
        _crc = Crc32.Add(-1, _table, header, 0, BlobLayout.ChecksumAt);
        _crc = Crc32.Add(_crc, _table, header, BlobLayout.ChecksumAt + 4, header.Length);
        int to = header.Length;
        int at = header.Length;
        while (at < _source.Length)
        {
            if (!_source.Copy(at, _part, 0, BlobLayout.SectionHeaderBytes)) return BlobFault.TooShort;
            int end = at + BlobLayout.SectionHeaderBytes + BlobLayout.U24(_part, 1);
            if (IsKept(_part[0]))
            {
                if (end - at > _keptLength - to || !_source.Copy(at, _kept, to, end - at)) return BlobFault.TooShort;
                _crc = Crc32.Add(_crc, _table, _kept, to, to + end - at);
                to += end - at;
                at = end;
            }
            else
            {
                at = Pass(at, end);
                if (at < 0) return BlobFault.TooShort;
            }
        }

        return BlobLayout.I32(header, BlobLayout.ChecksumAt) == ~_crc ? BlobFault.None : BlobFault.BadChecksum;
    }

    private int Pass(int at, int end)
    {
        while (at < end)
        {
            int count = end - at < PartBytes ? end - at : PartBytes;
            if (!_source.Copy(at, _part, 0, count)) return -1;
            _crc = Crc32.Add(_crc, _table, _part, 0, count);
            at += count;
        }

        return at;
    }

    // As TextChecker does, through a window.
    private int CheckTexts(int products)
    {
        BlobWindow window = new BlobWindow(_source, _part);
        if (_productsAt != 0 && window.SkipTexts(_productsAt, _productsEnd, 2 * products) != _productsEnd) return BlobFault.BadText;
        if (_pricesAt == 0) return BlobFault.None;
        int at = window.SkipTexts(_pricesAt, _pricesEnd, 1);
        if (at < 0 || _pricesEnd - at != 1 + 4 * products) return BlobFault.BadText;
        return window.ByteAt(at) > TextChecker.MaxPriceDecimals ? BlobFault.BadText : BlobFault.None;
    }
}
