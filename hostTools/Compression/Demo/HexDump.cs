using System.Globalization;
using System.Text;

namespace Endcap.Compression.Demo;

/// <summary>A hex dump as HTML, sixteen bytes a line, each section of the bytes in a colour of its own.</summary>
internal static class HexDump
{
    private const int PerLine = 16;

    /// <summary>Colours of <see cref="DemoStyle"/>: classes s0 … s7, used in turn.</summary>
    private const int Colours = 8;

    /// <summary>Appends a legend of the sections and the dump.</summary>
    public static void Append(StringBuilder html, byte[] bytes, IReadOnlyList<BlobSpan> sections)
    {
        int[] owner = Owners(bytes.Length, sections);
        if (sections.Count > 0) AppendLegend(html, sections);
        html.Append("<pre class=\"hex\" tabindex=\"0\">");
        for (int line = 0; line < bytes.Length; line += PerLine)
        {
            html.Append(CultureInfo.InvariantCulture, $"<b>{line:x4}</b> ");
            AppendLine(html, bytes, owner, line, Math.Min(line + PerLine, bytes.Length));
            html.Append('\n');
        }

        html.Append("</pre>\n");
    }

    // [byte]: number of the section that has it, −1 for none.
    private static int[] Owners(int length, IReadOnlyList<BlobSpan> sections)
    {
        int[] owner = new int[length];
        Array.Fill(owner, -1);
        for (int section = sections.Count - 1; section >= 0; section--)
        {
            BlobSpan span = sections[section];
            int start = Math.Clamp(span.Offset, 0, length), end = (int)Math.Clamp((long)span.Offset + span.Length, start, length);
            owner.AsSpan(start, end - start).Fill(section);
        }

        return owner;
    }

    private static void AppendLegend(StringBuilder html, IReadOnlyList<BlobSpan> sections)
    {
        html.Append("<ul class=\"legend\">\n");
        for (int i = 0; i < sections.Count; i++)
        {
            html.Append(CultureInfo.InvariantCulture,
                $"<li><span class=\"s{i % Colours}\">{DemoPage.Escape(sections[i].Name)}</span> {sections[i].Length} bytes at {sections[i].Offset}</li>\n");
        }

        html.Append("</ul>\n");
    }

    // Neighbours of the same section share one element.
    private static void AppendLine(StringBuilder html, byte[] bytes, int[] owner, int start, int end)
    {
        for (int i = start; i < end;)
        {
            int run = i + 1;
            while (run < end && owner[run] == owner[i]) run++;
            if (i > start) html.Append(' ');
            if (owner[i] >= 0) html.Append(CultureInfo.InvariantCulture, $"<span class=\"s{owner[i] % Colours}\">");
            for (int at = i; at < run; at++) html.Append(at > i ? " " : "").Append(bytes[at].ToString("x2", CultureInfo.InvariantCulture));
            if (owner[i] >= 0) html.Append("</span>");
            i = run;
        }
    }
}
