namespace Endcap.Compression.Errors;

/// <summary>E330–E339 and E360–E364: what labels show and how they behave. Every message begins with file, line and column.</summary>
public static partial class Catalogue
{
    /// <summary>E330: a column that a list of labels does not have.</summary>
    public static UserErrorException LabelColumnUnknown(string file, IEnumerable<string> unknown, IReadOnlyList<string> known) =>
        new("E330", $"{file}:1: unknown column: {Join(unknown)}", $"remove it or correct its spelling; a list of labels may have: {string.Join(", ", known)}");

    /// <summary>E331: a label id that is none.</summary>
    public static UserErrorException LabelId(string where, string text) =>
        new("E331", $"{where}: \"{Short(text)}\" is not a label id", "write a whole number from 0 to 4294967295, or hexadecimal as 0xA017");

    /// <summary>E332: two rows for one label.</summary>
    public static UserErrorException DuplicateLabel(string file, long line, uint id, long firstLine) =>
        new("E332", $"{file}:{line}: label {id} is already on line {firstLine}", "give every label its own label_id, or remove one of the rows");

    /// <summary>E333: a price that cannot be printed.</summary>
    public static UserErrorException LabelPrice(string where, string text, string why, int decimals) =>
        new("E333", $"{where}: \"{Short(text)}\" is {why}",
            $"write digits{(decimals == 0 ? " without a point (this currency has no minor units)" : $" with a point and up to {decimals} digits behind it, such as 2.49")}; no sign, blank or comma");

    /// <summary>E334: an EAN that is not thirteen digits.</summary>
    public static UserErrorException LabelEan(string where, string text) =>
        new("E334", $"{where}: \"{Short(text)}\" is not an EAN-13: it has {text.Length} characters, not thirteen digits",
            "write all thirteen digits, or leave the cell empty; a spreadsheet may have turned it into a number like 4.00E+12");

    /// <summary>E334: an EAN whose last digit does not check the others.</summary>
    public static UserErrorException LabelEanDigit(string where, string text, int right) =>
        new("E334", $"{where}: the check digit of \"{text}\" is {text[^1]}; the other digits ask for {right}",
            $"compare it with the product; if the first twelve digits are right, it is {text[..^1]}{right}");

    /// <summary>E335: a character that the label's faces do not have.</summary>
    public static UserErrorException LabelCharacter(string where, string character, string code) =>
        new("E335", $"{where}: the label cannot draw {character} ({code})",
            "replace it: the label has Western European letters, €, £, ¥ and common punctuation (Latin-1)");

    /// <summary>E336: a text that is too long.</summary>
    public static UserErrorException LabelTextTooLong(string where, string text, int bytes, int most) =>
        new("E336", $"{where}: \"{Short(text)}\" takes {bytes} bytes; there is room for {most}", "shorten it");

    /// <summary>E336: a QR code that is too large.</summary>
    public static UserErrorException QrTooLong(string where, string text, int size, int most) =>
        new("E336", $"{where}: \"{Short(text)}\" needs a QR code of {size} or more modules a side; a label holds {most}",
            "shorten it: up to 62 bytes fit the 33 modules that every panel has room for; an address in capitals takes fewer modules");

    /// <summary>E337: a place on the shelf that is no number.</summary>
    public static UserErrorException LabelPosition(string where, string text) =>
        new("E337", $"{where}: \"{Short(text)}\" is not a position", "number the labels of a shelf from left to right: 1, 2, 3, …");

    /// <summary>E337: two labels at one place.</summary>
    public static UserErrorException DuplicatePosition(string file, long line, int position, long other) =>
        new("E337", $"{file}:{line}: position {position} is already taken on line {other}",
            "give the labels of a shelf different positions; different shelves need the column shelf");

    /// <summary>E338: a record that does not fit.</summary>
    public static UserErrorException LabelTooLarge(string where, uint id, int bytes, int most) =>
        new("E338", $"{where}: the content of label {id} takes {bytes} bytes; a label reads {most}",
            "shorten its texts or the QR code, or split the shelf's labels with the column shelf: each holds the SKUs of its shelf");

    /// <summary>E339: a record that the label would refuse.</summary>
    public static UserErrorException RecordRefused(string path, string kind, int fault) =>
        new("E339", $"{path}: not a sound {kind} record: the label would answer fault {fault}", "make it again: endcap content labels.csv -o DIR");

    /// <summary>E360: a cell that a label needs.</summary>
    public static UserErrorException LabelCellEmpty(string where) =>
        new("E360", $"{where} is empty", "fill it in: a label needs its number, product, name, price and currency");

    /// <summary>E361: a word that is not known.</summary>
    public static UserErrorException LabelWord(string where, string text, IEnumerable<string> known) =>
        new("E361", $"{where}: \"{Short(text)}\" is not known here", $"use one of: {Join(known)}; or leave it empty");

    /// <summary>E362: a Bluetooth name that does not fit the advert.</summary>
    public static UserErrorException BluetoothName(string where, string name, int most) =>
        new("E362", $"{where}: \"{Short(name)}\" cannot be a Bluetooth name", $"use 1 to {most} letters, digits and other ASCII characters");

    /// <summary>E363: an empty battery that has more volts than a low one.</summary>
    public static UserErrorException BatteryLevels(string where, int empty, int low) =>
        new("E363", $"{where}: empty_millivolts is {empty}, above low_millivolts, {low}", "a battery runs low before it is empty: raise low_millivolts");

    /// <summary>E364: no label of that id in the list.</summary>
    public static UserErrorException NoSuchLabel(string file, uint id, IEnumerable<string> known) =>
        new("E364", $"{file}: there is no label {id}", $"name one of: {Join(known)}");

    /// <summary>E346: a price list without a product of the shelf.</summary>
    public static UserErrorException NoPriceInList(string path, string sku) => new("E346",
        $"{path}: no price for any product of the shelf (its first is \"{Short(sku)}\")", "the column sku must hold the shelf's SKUs");

    /// <summary>E347: a shelf's prices in two currencies.</summary>
    public static UserErrorException TwoCurrencies(string path, string first, string second) => new("E347",
        $"{path}: prices of one shelf in {Short(first)} and {Short(second)}", "a shelf has one currency: leave the others' labels out of the list");
}
