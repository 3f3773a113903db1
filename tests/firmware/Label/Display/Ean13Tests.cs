using Endcap.Label.Display;
using FsCheck;
using FsCheck.Fluent;

namespace Endcap.Tests.Firmware.Label.Display;

[TestClass]
public sealed class Ean13Tests
{
    // Sets A, B and C of the standard, by digit.
    private static readonly string[] _a = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"];
    private static readonly string[] _b = ["0100111", "0110011", "0011011", "0100001", "0011101", "0111001", "0000101", "0010001", "0001001", "0010111"];
    private static readonly string[] _c = ["1110010", "1100110", "1101100", "1000010", "1011100", "1001110", "1010000", "1000100", "1001000", "1110100"];
    private static readonly string[] _parity = ["AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"];

    [TestMethod]
    public void Encode_Golden() => Assert.AreEqual(
        "101" + "0001101" + "0100111" + "0111101" + "0001011" + "0010111" + "0011101" // 003994 as ABAABB, for the leading 4
        + "01010" + "1100110" + "1001110" + "1001110" + "1011100" + "1001000" + "1010000" + "101", // 155486
        Modules(Ean13.Parse("4003994155486")));

    [TestMethod]
    public void Encode_Reads_Back() => Prop.ForAll(Gen.Choose(0, 9).ArrayOf(12).ToArbitrary(), twelve =>
    {
        byte[] digits = [.. twelve.Select(digit => (byte)digit), 0];
        digits[12] = (byte)Ean13.CheckDigit(digits);
        return Ean13.IsValid(digits) && Read(Modules(digits)) == string.Concat(digits);
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow("4006381333931", true)]
    [DataRow("4006381333930", false)]
    [DataRow("400638133393", false)]
    [DataRow("40063813339310", false)]
    [DataRow("400638133393X", false)]
    [DataRow("", false)]
    [DataRow(null, false)]
    public void Parse_Checks(string? text, bool valid) => Assert.AreEqual(valid, Ean13.Parse(text) is not null);

    [TestMethod]
    public void One_Wrong_Digit_Is_Always_Found()
    {
        byte[] digits = Ean13.Parse("2000000021058");
        for (int at = 0; at < 13; at++)
        {
            for (byte other = 0; other < 10; other++)
            {
                byte[] changed = [.. digits];
                changed[at] = other;
                Assert.AreEqual(other == digits[at], Ean13.IsValid(changed));
            }
        }
    }

    private static string Modules(byte[] digits)
    {
        byte[] modules = new byte[Ean13.ModuleCount];
        Ean13.Encode(digits, modules);
        return string.Concat(modules);
    }

    private static string Read(string modules)
    {
        string text = "", sets = "";
        for (int i = 0; i < 6; i++)
        {
            string seven = modules.Substring(3 + 7 * i, 7);
            bool isA = _a.Contains(seven);
            sets += isA ? 'A' : 'B';
            text += Array.IndexOf(isA ? _a : _b, seven);
        }

        for (int i = 0; i < 6; i++) text += Array.IndexOf(_c, modules.Substring(50 + 7 * i, 7));
        return Array.IndexOf(_parity, sets) + text;
    }
}
