using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.LightGbm;

/// <summary>Walks over a file's lines and knows where it is.</summary>
internal sealed class LightGbmLines(byte[] file, string path)
{
    /// <summary>The file's path, for messages.</summary>
    public string Path => path;

    /// <summary>Number of the line last read, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>Byte offset of the line last read.</summary>
    public int Start { get; private set; }

    /// <summary>Byte offset after the line last read, without its end.</summary>
    public int Stop { get; private set; }

    /// <summary>The line last read, without its end.</summary>
    public ReadOnlySpan<byte> Text => Slice(Start, Stop);

    private int Next { get; set; }

    /// <summary>Reads the next line; false at the end of the file.</summary>
    public bool MoveNext()
    {
        Start = Next;
        if (Next == file.Length)
        {
            Stop = Start;
            return false;
        }

        int length = file.AsSpan(Next).IndexOf((byte)'\n');
        Stop = length < 0 ? file.Length : Next + length;
        Next = length < 0 ? Stop : Stop + 1;
        if (Stop > Start && file[Stop - 1] == '\r') Stop--;
        Number++;
        return true;
    }

    /// <summary>Reads the next line that is not empty; false at the end of the file.</summary>
    public bool MoveToText()
    {
        while (MoveNext())
            if (Stop > Start) return true;
        return false;
    }

    /// <summary>Bytes of the file.</summary>
    public ReadOnlySpan<byte> Slice(int start, int stop) => file.AsSpan(start, stop - start);

    /// <summary>E261 for the line last read.</summary>
    public UserErrorException Malformed(string what) => Catalogue.ModelMalformed(path, $"line {Number}", what);
}
