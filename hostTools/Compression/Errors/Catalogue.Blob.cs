namespace Endcap.Compression.Errors;

/// <summary>E305–E319: what a blob cannot hold or does not have, and options of the commands around it.</summary>
public static partial class Catalogue
{
    /// <summary>E305: an option of build, inspect or rank lies outside its range.</summary>
    public static UserErrorException OptionOutOfRange(string option, long value, string range) => new("E305",
        FormattableString.Invariant($"{option} is {value}, outside its range: {range}."), $"Give {option} a value within {range}.");

    /// <summary>E306: a text that a blob's length byte cannot count.</summary>
    public static UserErrorException TextTooLong(string what, string text, int bytes, int most) => new("E306",
        $"The {what} \"{Short(text)}\" has {bytes} bytes in UTF-8; a blob holds at most {most}.", $"Shorten the {what}.");

    /// <summary>E307: more table groups than the format counts.</summary>
    public static UserErrorException TooManyTables(int groups, int most) => new("E307",
        $"The products' scores need tables over {groups} different pairs of features; a blob holds {most}.",
        "Train with fewer trees, with --feature-penalty, or with fewer features; or give a --budget, which joins small tables.");

    /// <summary>E308: more cells than the format numbers, once the tables are expanded.</summary>
    public static UserErrorException TablesTooLarge(int bytes) => new("E308",
        $"The tables take {bytes} bytes, and more cells than a label can number once they are expanded.",
        "Give a --budget (a label usually has some 1,500 bytes to spare), which joins small tables.");

    /// <summary>E311: a command needs texts that the blob was built without.</summary>
    public static UserErrorException BlobWithoutTexts(string file, string section) => new("E311",
        $"{file}: the blob has no {section} section, so names and raw values cannot be matched with it.",
        "Build the shelf again with texts (endcap build without --no-feature-texts).");

    /// <summary>E312: no section of that name.</summary>
    public static UserErrorException NoSuchSection(string file, string name, IEnumerable<string> known) => new("E312",
        $"{file}: there is no section \"{Short(name)}\".", $"Name one of: {Join(known)}; or all.");
}
