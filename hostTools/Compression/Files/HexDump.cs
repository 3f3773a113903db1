using System.Globalization;
using System.Text;

namespace Endcap.Compression.Files;

/// <summary>Bytes for people: offset, sixteen bytes a line, and their ASCII characters.</summary>
public static class HexDump
{
    private const int BytesPerLine = 16;

    /// <summary>The lines of a part of a file; offsets count from the file's start.</summary>
    public static IEnumerable<string> Lines(byte[] bytes, int at, int length)
    {
        for (int start = at; start < at + length; start += BytesPerLine)
            yield return Line(start, bytes.AsSpan(start, Math.Min(BytesPerLine, at + length - start)));
    }

    private static string Line(int offset, ReadOnlySpan<byte> bytes)
    {
        var line = new StringBuilder(80).Append(CultureInfo.InvariantCulture, $"{offset:x8} ");
        for (int i = 0; i < BytesPerLine; i++)
        {
            if (i % 8 == 0) line.Append(' ');
            line.Append(i < bytes.Length ? $"{bytes[i]:x2} " : "   ");
        }

        line.Append(" |");
        foreach (byte value in bytes) line.Append(value is >= 0x20 and < 0x7F ? (char)value : '.');
        return line.Append('|').ToString();
    }
}
