namespace Endcap.Compression.Errors;

/// <summary>E305–E319: what a blob cannot hold or does not have, and options of the commands around it.</summary>
public static partial class Catalogue
{
    /// <summary>E305: an option of build, evaluate or rank lies outside its range.</summary>
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
        "Give a --budget (a label usually has some 1,500 bytes to spare), which joins small tables, or a smaller --lane-heap.");

    /// <summary>E311: a command needs texts that the blob was built without.</summary>
    public static UserErrorException BlobWithoutTexts(string file, string section) => new("E311",
        $"{file}: the blob has no {section} section, so names and raw values cannot be matched with it.",
        "Build the shelf again with texts (endcap build without --no-feature-texts).");

    /// <summary>E312: no section of that name.</summary>
    public static UserErrorException NoSuchSection(string file, string name, IEnumerable<string> known) => new("E312",
        $"{file}: there is no section \"{Short(name)}\".", $"Name one of: {Join(known)}; or all.");

    /// <summary>E313: a label ranks one group at a time, and the model's schema has no group.</summary>
    public static UserErrorException LabelNeedsGroups(string model) => new("E313",
        $"{model}: the schema has no group, so --on-label cannot tell which rows stand on one shelf.",
        "Evaluate without --on-label, or train with a schema that has a group (endcap schema infer --group COLUMN).");

    /// <summary>E314: a group that no label can rank.</summary>
    public static UserErrorException GroupTooLarge(string file, string column, int rows, int most) => new("E314",
        $"{file}: a group of column {column} has {rows} rows; a label ranks at most {most} products.",
        "Evaluate without --on-label, or name as group the column that is equal for the candidates of one choice.");

    /// <summary>E315: an option that does nothing without another.</summary>
    public static UserErrorException OptionNeeds(string option, string other) => new("E315",
        $"{option} does nothing without {other}.", $"Add {other}, or leave out {option}.");
}
