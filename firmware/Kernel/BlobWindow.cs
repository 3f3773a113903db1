namespace Endcap.Kernel;

/// <summary>A few bytes of a blob that is not in RAM, moved forward as they are asked for.</summary>
public sealed class BlobWindow
{
    private readonly BlobSource _source;
    private readonly byte[] _bytes;
    private int _from;
    private int _end;

    /// <summary>A window.</summary>
    /// <param name="source">Between Begin and Finish.</param>
    /// <param name="bytes">Room for what is seen at once.</param>
    public BlobWindow(BlobSource source, byte[] bytes)
    {
        _source = source;
        _bytes = bytes;
    }

    /// <summary>A byte of the blob, or −1 where it cannot be read.</summary>
    public int ByteAt(int at)
    {
        if (at < _from || at >= _end)
        {
            int count = _source.Length - at < _bytes.Length ? _source.Length - at : _bytes.Length;
            if (count <= 0 || !_source.Copy(at, _bytes, 0, count)) return -1;
            _from = at;
            _end = at + count;
        }

        return _bytes[at - _from];
    }

    /// <summary>The offset after some texts (length u8, then bytes), or −1 where one reaches past the end or cannot be read.</summary>
    /// <param name="at">Offset of the first.</param>
    /// <param name="end">End of their section.</param>
    /// <param name="count">How many.</param>
    public int SkipTexts(int at, int end, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int length = at < end ? ByteAt(at) : -1;
            if (length < 0) return -1;
            at += 1 + length;
        }

        return at > end ? -1 : at;
    }
}
