namespace Endcap.Compression.Errors;

/// <summary>E318: holding out rows.</summary>
public static partial class Catalogue
{
    /// <summary>E318: a group whose rows belong to different owners cannot be kept together with both.</summary>
    public static UserErrorException GroupOfTwoOwners(string file, int line, string group, string column, string first, string second) => new("E318",
        $"{file}:{line}: a group (column {group}) has rows of two values in the column {column}: \"{Short(first)}\" and \"{Short(second)}\"",
        "split by a column that is the same in all rows of a group, such as the shopper's number");
}
