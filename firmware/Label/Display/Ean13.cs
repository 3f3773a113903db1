namespace Endcap.Label.Display;

/// <summary>EAN-13 barcodes: 13 digits (values 0–9, not characters), 95 modules.</summary>
public static class Ean13
{
    /// <summary>Number of digits, the check digit included.</summary>
    public const int DigitCount = 13;

    /// <summary>Width of a code in modules, without quiet zones.</summary>
    public const int ModuleCount = 95;

    /// <summary>Modules that must stay blank left of the code (right of it: 7).</summary>
    public const int QuietZone = 11;

    // Per digit: the seven modules of set A (odd parity), leftmost in bit 6.
    private static readonly byte[] SetA = { 0x0D, 0x19, 0x13, 0x3D, 0x23, 0x31, 0x2F, 0x3B, 0x37, 0x0B };

    // Per first digit: which of the next six digits use set B, the first of them in bit 5.
    private static readonly byte[] Parity = { 0x00, 0x0B, 0x0D, 0x0E, 0x13, 0x19, 0x1C, 0x15, 0x16, 0x1A };

    /// <summary>The check digit of the first twelve digits.</summary>
    public static int CheckDigit(byte[] digits)
    {
        int sum = 0;
        for (int i = 0; i < DigitCount - 1; i++) sum += (i & 1) == 0 ? digits[i] : 3 * digits[i];
        return (10 - (sum % 10)) % 10;
    }

    /// <summary>Whether there are thirteen digits and the last one checks the others.</summary>
    public static bool IsValid(byte[] digits)
    {
        if (digits == null || digits.Length != DigitCount) return false;
        for (int i = 0; i < DigitCount; i++)
        {
            if (digits[i] > 9) return false;
        }

        return CheckDigit(digits) == digits[DigitCount - 1];
    }

    /// <summary>The digit values of a text; null unless it is exactly thirteen digits with a right check digit.</summary>
    public static byte[] Parse(string text)
    {
        if (text == null) return null;
        char[] characters = text.ToCharArray();
        byte[] digits = new byte[characters.Length];
        for (int i = 0; i < digits.Length; i++)
        {
            if (characters[i] < '0' || characters[i] > '9') return null;
            digits[i] = (byte)(characters[i] - '0');
        }

        return IsValid(digits) ? digits : null;
    }

    /// <summary>Writes the modules of a valid code: 1 = bar, 0 = space.</summary>
    /// <param name="digits">Thirteen digits; see <see cref="IsValid"/>.</param>
    /// <param name="modules">At least <see cref="ModuleCount"/> entries.</param>
    public static void Encode(byte[] digits, byte[] modules)
    {
        int at = Append(modules, 0, 5, 3), parity = Parity[digits[0]];
        for (int i = 1; i <= 6; i++)
        {
            int code = SetA[digits[i]];
            at = Append(modules, at, (parity & (0x40 >> i)) == 0 ? code : Reverse(~code & 0x7F), 7);
        }

        at = Append(modules, at, 10, 5);
        for (int i = 7; i <= 12; i++) at = Append(modules, at, ~SetA[digits[i]] & 0x7F, 7);
        Append(modules, at, 5, 3);
    }

    private static int Append(byte[] modules, int at, int bits, int count)
    {
        for (int i = count - 1; i >= 0; i--) modules[at++] = (byte)((bits >> i) & 1);
        return at;
    }

    private static int Reverse(int seven)
    {
        int reversed = 0;
        for (int i = 0; i < 7; i++) reversed |= ((seven >> i) & 1) << (6 - i);
        return reversed;
    }
}
