namespace Endcap.Label.Display;

/// <summary>
/// Text on the label is bytes of Windows-1252 (Latin-1 and, among others, € at 0x80 and … at 0x85): a string's
/// index and length walk its UTF-8 on the device, so text is converted once, where it is loaded.
/// </summary>
public static class CodePage
{
    /// <summary>€.</summary>
    public const byte Euro = 0x80;

    /// <summary>…, the mark of shortened text.</summary>
    public const byte Ellipsis = 0x85;

    /// <summary>£.</summary>
    public const byte Pound = 0xA3;

    /// <summary>¥.</summary>
    public const byte Yen = 0xA5;

    /// <summary>The bytes of a text; what the faces do not have becomes '?', control characters become spaces. Null gives none.</summary>
    public static byte[] Encode(string text)
    {
        if (text == null) return new byte[0];
        char[] characters = text.ToCharArray();
        byte[] bytes = new byte[characters.Length];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = Encode(characters[i]);
        return bytes;
    }

    /// <summary>The byte of one character.</summary>
    public static byte Encode(char character)
    {
        int code = character;
        if (code < 0x20) return 0x20;
        if (code < 0x7F || (code >= 0xA0 && code <= 0xFF)) return (byte)code;
        switch (code)
        {
            case 0x20AC: return Euro;
            case 0x2026: return Ellipsis;
            case 0x2018: return 0x91;
            case 0x2019: return 0x92;
            case 0x201C: return 0x93;
            case 0x201D: return 0x94;
            case 0x2022: return 0x95;
            case 0x2013: return 0x96;
            case 0x2014: return 0x97;
            case 0x2009: return 0x20; // thin space
            case 0x202F: return 0xA0; // narrow no-break space
            default: return (byte)'?';
        }
    }
}
