namespace Endcap.Label.Display;

/// <summary>
/// A text broken into lines: at spaces and after hyphens, inside a word only if it is wider than a line; what is too
/// much for the last line is cut and marked with an ellipsis. No-break spaces (0xA0) hold "500 g" together.
/// </summary>
public sealed class TextBlock
{
    /// <summary>Most lines a block can have.</summary>
    public const int MaxLines = 6;

    /// <summary>Number of lines after <see cref="Break"/>.</summary>
    public int Count;

    /// <summary>Whether the text was cut; an ellipsis then follows the last line.</summary>
    public bool Shortened;

    /// <summary>[line]: first byte of each line.</summary>
    public readonly int[] Starts = new int[MaxLines];

    /// <summary>[line]: the byte after each line.</summary>
    public readonly int[] Ends = new int[MaxLines];

    private readonly byte[] _mark = { CodePage.Ellipsis };

    /// <summary>Breaks a text into lines of at most <paramref name="width"/> pixels (or a single character).</summary>
    /// <param name="text">Windows-1252.</param>
    /// <param name="font">The face it will be drawn in.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="maxLines">1…<see cref="MaxLines"/>; fewer than 1 gives no lines, more count as that many.</param>
    public void Break(byte[] text, Font font, int width, int maxLines)
    {
        if (maxLines > MaxLines) maxLines = MaxLines;
        Count = 0;
        Shortened = false;
        int at = SkipSpaces(text, 0);
        while (at < text.Length && Count < maxLines)
        {
            int end = FindLineEnd(text, at, font, width);
            int next = SkipSpaces(text, end);
            if (Count == maxLines - 1 && next < text.Length)
            {
                end = Shorten(text, at, font, width);
                Shortened = true;
            }

            Starts[Count] = at;
            Ends[Count++] = end;
            at = next;
        }
    }

    /// <summary>Draws the lines: the first at the baseline, the others <paramref name="lineHeight"/> pixels apart.</summary>
    public void Draw(FrameBuffer frame, byte[] text, Font font, int x, int baseline, int lineHeight, bool ink)
    {
        int end = x;
        for (int line = 0; line < Count; line++, baseline += lineHeight)
        {
            end = font.Draw(frame, text, Starts[line], Ends[line], x, baseline, ink);
        }

        if (Shortened) font.Draw(frame, _mark, 0, 1, end, baseline - lineHeight, ink);
    }

    // The byte after what fits: the end of the text, before a space, after a hyphen, or inside a long word.
    private static int FindLineEnd(byte[] text, int start, Font font, int width)
    {
        int used = 0, fallback = 0;
        for (int i = start; i < text.Length; i++)
        {
            int code = text[i];
            if (code == ' ') fallback = i;
            used += font.Advance(code);
            if (used > width && code != ' ') return fallback > start ? TrimSpaces(text, start, fallback) : i > start ? i : start + 1;
            if (code == '-') fallback = i + 1;
        }

        return TrimSpaces(text, start, text.Length);
    }

    // The byte after what fits beside an ellipsis, without a space or punctuation before it.
    private static int Shorten(byte[] text, int start, Font font, int width)
    {
        int room = width - font.Advance(CodePage.Ellipsis), end = start;
        while (end < text.Length)
        {
            room -= font.Advance(text[end]);
            if (room < 0) break;
            end++;
        }

        while (end > start + 1 && IsSoft(text[end - 1])) end--;
        return end;
    }

    private static bool IsSoft(int code)
    {
        return code == ' ' || code == 0xA0 || code == ',' || code == '.' || code == '-' || code == '&' || code == '(';
    }

    private static int SkipSpaces(byte[] text, int at)
    {
        while (at < text.Length && text[at] == ' ') at++;
        return at;
    }

    private static int TrimSpaces(byte[] text, int start, int end)
    {
        while (end > start && text[end - 1] == ' ') end--;
        return end;
    }
}
