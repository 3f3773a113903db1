namespace Endcap.Compression.Errors;

/// <summary>E4xx: files, the JSON in them, and the command line.</summary>
public static partial class Catalogue
{
    /// <summary>E400: the command line itself is wrong (unknown option, missing argument, …).</summary>
    public static UserErrorException Usage(string what, string command) =>
        new("E400", what, $"see: {command} --help");

    /// <summary>E401: an input file does not exist.</summary>
    public static UserErrorException FileNotFound(string path) =>
        new("E401", $"{path}: no such file", "check the path; relative paths start at the current folder");

    /// <summary>E402: the folder of a file does not exist.</summary>
    public static UserErrorException FolderMissing(string path, string folder) =>
        new("E402", $"{path}: the folder {folder} does not exist", $"create it first: mkdir -p {folder}");

    /// <summary>E403: an input file cannot be read.</summary>
    public static UserErrorException NotReadable(string path, string why) =>
        new("E403", $"{path}: cannot be read ({why})", "check the file's permissions and that the disk is there");

    /// <summary>E404: an output file cannot be written.</summary>
    public static UserErrorException NotWritable(string path, string why) =>
        new("E404", $"{path}: cannot be written ({why})",
            "check the folder's permissions and the free space, or choose another -o");

    /// <summary>E405: a folder where a file is needed.</summary>
    public static UserErrorException IsAFolder(string path) =>
        new("E405", $"{path}: is a folder, not a file", "name a file inside it");

    /// <summary>E406: the output would replace a file that the command reads.</summary>
    public static UserErrorException OutputIsInput(string path, string input) =>
        new("E406", $"{path}: the output would replace {input}, which this command reads", "choose another name for the output");

    /// <summary>E407: a path of no characters, as an unset shell variable gives.</summary>
    public static UserErrorException EmptyPath() =>
        new("E407", "the name of a file or folder is empty: \"\"", "name it; in a script, check that the variable is set");

    /// <summary>E420: the text is not JSON.</summary>
    public static UserErrorException JsonSyntax(string file, long line, string why) =>
        new("E420", $"{file}:{line}: not valid JSON: {why}",
            "mend the JSON at this line (a comma, quote or bracket; NaN and Infinity are not JSON numbers)");

    /// <summary>E421: a JSON value of the wrong type.</summary>
    public static UserErrorException JsonWrongType(string where, string expected, string found) =>
        new("E421", $"{where}: expected {expected}, found {found}", $"write {expected} here");

    /// <summary>E422: a JSON object has a property that nothing reads.</summary>
    public static UserErrorException JsonUnknownProperty(string where, string name, IEnumerable<string> known) =>
        new("E422", $"{where}: unknown property \"{name}\"", $"remove it or correct its spelling; known here: {Join(known)}");

    /// <summary>E423: a JSON object lacks a property.</summary>
    public static UserErrorException JsonMissingProperty(string where, string name) =>
        new("E423", $"{where}: the property \"{name}\" is missing", $"add \"{name}\" to this object");

    /// <summary>E424: the file is another kind of file, or of another version.</summary>
    public static UserErrorException JsonWrongFormat(string where, string expected, string found) =>
        new("E424", $"{where}: the format is \"{found}\", not \"{expected}\"",
            "give a file of this kind, or make it again with this version of endcap");

    /// <summary>E425: a JSON object has a property twice.</summary>
    public static UserErrorException JsonDuplicateProperty(string where, string name) =>
        new("E425", $"{where}: the property \"{name}\" is there twice", "remove one of the two");

    /// <summary>E426: a text that is not one of the words allowed.</summary>
    public static UserErrorException JsonUnknownWord(string where, string found, IEnumerable<string> known) =>
        new("E426", $"{where}: \"{Short(found)}\" is not known here", $"use one of: {Join(known)}");

    /// <summary>E427: a JSON number outside its range, or not whole.</summary>
    public static UserErrorException JsonNumberRange(string where, string found, string range) =>
        new("E427", $"{where}: {Short(found)} is not {range}", $"use {range}");

    /// <summary>A value as a message shows it: on one line and not longer than 40 characters.</summary>
    internal static string Short(string value)
    {
        string line = value.ReplaceLineEndings("⏎");
        return line.Length <= 40 ? line : string.Concat(line.AsSpan(0, 39), "…");
    }

    /// <summary>A list as a message shows it: the first dozen, then how many more.</summary>
    internal static string Join(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string head = string.Join(", ", all.Take(12).Select(Short));
        return all.Length <= 12 ? head : $"{head}, … ({all.Length - 12} more)";
    }
}
