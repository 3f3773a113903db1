using System.Globalization;

namespace Endcap.Compression.Errors;

/// <summary>E10x and E11x: the rows of a CSV file.</summary>
public static partial class Catalogue
{
    /// <summary>E101: a column that is needed is not in the CSV's header.</summary>
    public static UserErrorException ColumnMissing(string file, IEnumerable<string> missing, IReadOnlyList<string> header) =>
        new("E101", $"{file}:1: missing column: {Join(missing)}; the header has: {Join(header)}", HeaderHelp(header));

    /// <summary>E102: the CSV has a column that the schema does not know.</summary>
    public static UserErrorException ColumnUnknown(string file, IEnumerable<string> unknown) =>
        new("E102", $"{file}:1: unknown column: {Join(unknown)}", "add it to the schema's features, or to its \"ignore\" list");

    /// <summary>E103: the header names a column twice, or not at all.</summary>
    public static UserErrorException ColumnDuplicate(string file, string name, int first, int second) =>
        new("E103", $"{file}:1: columns {first} and {second} are both called \"{Short(name)}\"", "rename or remove one of them");

    /// <summary>E104: a row with another number of cells than the header.</summary>
    public static UserErrorException RowRagged(string file, long line, int cells, int columns) =>
        new("E104", $"{file}:{line}: {cells} cells, but the header has {columns} columns",
            "mend the row: a missing comma, or a cell with a comma in it that needs quotes");

    /// <summary>E105: a cell that should be a number.</summary>
    public static UserErrorException NotANumber(string file, long line, string column, string value) =>
        new("E105", $"{file}:{line}: column {column}: \"{Short(value)}\" is not a finite number",
            "write numbers like 0.66 or 1e3 (a point, no thousands separator); leave the cell empty, or write NA or NaN, where the value is missing");

    /// <summary>E106: nothing in the file.</summary>
    public static UserErrorException EmptyFile(string file) =>
        new("E106", $"{file}: the file is empty", "give a CSV file with a header line and at least one row");

    /// <summary>E107: a header and no rows.</summary>
    public static UserErrorException NoRowsInFile(string file) =>
        new("E107", $"{file}: there is a header but no row", "give a CSV file with at least one row below the header");

    /// <summary>E108: a label that is missing or not a number.</summary>
    public static UserErrorException BadLabel(string file, long line, string column, string value) =>
        new("E108", $"{file}:{line}: label column {column}: \"{Short(value)}\" is not a finite number",
            "every row needs a label: remove rows without one, and write 0 and 1 (or a relevance, or the target) as numbers");

    /// <summary>E109: bytes that are not UTF-8.</summary>
    public static UserErrorException NotUtf8(string file, long line) =>
        new("E109", $"{file}:{line}: the text is not valid UTF-8",
            $"save the file as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 {file}");

    /// <summary>E110: ranking needs choices to learn from, and there is only one.</summary>
    public static UserErrorException OneGroup(string file, string column, int rows) =>
        new("E110", $"{file}: all {rows} rows are one group: column {column} has the same value everywhere",
            "name as group the column that is equal for the candidates of one choice (one purchase, one visit) and differs between choices");

    /// <summary>E111: a flag that is neither yes nor no.</summary>
    public static UserErrorException NotAFlag(string file, long line, string column, string value) =>
        new("E111", $"{file}:{line}: column {column}: \"{Short(value)}\" is not a flag",
            "write 0/1, true/false or yes/no, or make the feature numeric or categorical in the schema");

    /// <summary>E112: a row without a group.</summary>
    public static UserErrorException GroupEmpty(string file, long line, string column) =>
        new("E112", $"{file}:{line}: group column {column} is empty", "give every row its group, or remove the row");

    /// <summary>E113: quotes that do not pair up.</summary>
    public static UserErrorException BadQuotes(string file, long line) =>
        new("E113", $"{file}:{line}: a quote in this row is never closed, or stands inside a cell without quotes",
            "put the whole cell in quotes and double the quotes inside it: \"5\"\" tub\"");

    /// <summary>E114: a column name that is empty or has a control character.</summary>
    public static UserErrorException BadName(string where, string name) =>
        new("E114", name.Length == 0 ? $"{where}: a name is empty" : $"{where}: \"{Short(name)}\" has a control character (tab, line break, …)",
            "give it a name of printable characters");

    /// <summary>E115: a category in a row that the schema does not have, where that cannot be taken as missing.</summary>
    public static UserErrorException UnknownCategory(string where, string column, string value, IEnumerable<string> known) =>
        new("E115", $"{where}: {column}: \"{Short(value)}\" is not a known category",
            $"use one of: {Join(known)}; or infer the schema and train again with this category in the data");

    private static string HeaderHelp(IReadOnlyList<string> header)
    {
        char other = header.Count == 1 ? header[0].FirstOrDefault(c => c is ';' or '\t' or '|') : default;
        return other == default
            ? "correct the name, or add the column to the file"
            : string.Create(CultureInfo.InvariantCulture, $"the cells seem to be separated by '{(other == '\t' ? "tab" : other)}': save the file with commas");
    }
}
