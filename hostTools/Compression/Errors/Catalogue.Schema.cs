namespace Endcap.Compression.Errors;

/// <summary>E12x–E14x: the schema, and inferring one.</summary>
public static partial class Catalogue
{
    /// <summary>E120: a feature is listed twice.</summary>
    public static UserErrorException DuplicateFeature(string where, string name) =>
        new("E120", $"{where}: the feature \"{Short(name)}\" is listed twice", "remove one of the two");

    /// <summary>E121: a column has two scopes.</summary>
    public static UserErrorException TwoScopes(string where, string name, string first, string second) =>
        new("E121", $"{where}: \"{Short(name)}\" is in two scopes, {first} and {second}",
            "keep one: item (fixed per product), shopper (sent by the phone), affinity (shopper × product) or context (known on the label)");

    /// <summary>E122: a column has two roles (label, group, ignored, feature).</summary>
    public static UserErrorException TwoRoles(string where, string name, string first, string second) =>
        new("E122", first == second ? $"{where}: \"{Short(name)}\" is listed twice" : $"{where}: \"{Short(name)}\" is both {first} and {second}",
            "keep one of the two");

    /// <summary>E123: ranking needs a group column.</summary>
    public static UserErrorException NoGroup(string file, string objective) =>
        new("E123", $"{file}: the schema has no group, but {objective} compares the rows of a group",
            "add \"group\": the column that is equal for the candidates of one choice (endcap schema infer --group COLUMN)");

    /// <summary>E124: more bins than the scope can send or store.</summary>
    public static UserErrorException TooManyBins(string where, string name, string scope, int bins, int most) =>
        new("E124", $"{where}: \"{Short(name)}\" has {bins} bins, but scope {scope} has at most {most} (a missing bin counts)",
            "use fewer edges or merge categories");

    /// <summary>E125: edges out of order.</summary>
    public static UserErrorException EdgesNotAscending(string where, double edge, double before) =>
        new("E125", FormattableString.Invariant($"{where}: the edge {edge} is not above the one before it, {before}"),
            "list the edges in strictly ascending order");

    /// <summary>E126: a feature whose bin is always the same.</summary>
    public static UserErrorException ConstantFeature(string where, string name) =>
        new("E126", $"{where}: \"{Short(name)}\" has one bin only, so it can tell nothing apart",
            "give it at least one edge (or two categories), or move it to the \"ignore\" list");

    /// <summary>E127: nothing to learn from.</summary>
    public static UserErrorException NoFeatures(string where) =>
        new("E127", $"{where}: there is no feature", "list at least one feature that varies");

    /// <summary>E128: a categorical feature without categories.</summary>
    public static UserErrorException NoCategories(string where, string name) =>
        new("E128", $"{where}: \"{Short(name)}\" has an empty list of categories",
            "list its categories, or make it numeric, or move it to the \"ignore\" list");

    /// <summary>E129: a category is listed twice.</summary>
    public static UserErrorException DuplicateCategory(string where, string category) =>
        new("E129", $"{where}: the category \"{Short(category)}\" is listed twice", "remove one of the two");

    /// <summary>E130: a category that no cell can ever have.</summary>
    public static UserErrorException CategoryReadsAsMissing(string where, string category) =>
        new("E130", $"{where}: a cell \"{Short(category)}\" is read as a missing value, so it cannot be a category",
            "remove it (\"missing\": \"own\" gives missing values a bin), or spell it out in the data and here");

    /// <summary>E131: a property that this kind of feature does not have.</summary>
    public static UserErrorException NotForKind(string where, string property, string kind) =>
        new("E131", $"{where}: \"{property}\" does not belong to a {kind} feature", $"remove \"{property}\", or change the kind");

    /// <summary>E132: a text column with too many different values.</summary>
    public static UserErrorException TooManyCategories(
        string file, long line, string column, string value, string scope, int distinct, int most) =>
        new("E132",
            $"{file}:{line}: column {column} has text such as \"{Short(value)}\" and {distinct} different values; " +
            $"scope {scope} takes at most {most} (a missing bin counts)",
            $"--ignore {column}, or merge its values into at most {most} categories; " +
            $"a property of the product may have up to 256 as --item. If it should be numeric, mend the text at this line");

    /// <summary>E133: a column listed on the command line is not in the file.</summary>
    public static UserErrorException ListedColumnMissing(string file, string option, string column, IReadOnlyList<string> header) =>
        new("E133", $"{file}:1: {option} names the column \"{Short(column)}\", which is not in the header: {Join(header)}",
            HeaderHelp(header));

    /// <summary>E134: a list on the command line names a column twice.</summary>
    public static UserErrorException ListedTwice(string option, string column) =>
        new("E134", $"{option} names the column \"{Short(column)}\" twice", "name it once");

    /// <summary>E135: --categorical names a column that is not a feature.</summary>
    public static UserErrorException CategoricalNotFeature(string column, string role) =>
        new("E135", $"--categorical names \"{Short(column)}\", which is {role}, not a feature",
            $"remove {column} from --categorical");

    /// <summary>E136: a column of numbers with a text in it.</summary>
    public static UserErrorException TextAmongNumbers(string file, long line, string column, string value) =>
        new("E136", $"{file}:{line}: column {column} has numbers, but here the text \"{Short(value)}\"",
            $"mend the cell (empty, NA or NaN where the value is missing), or say that the values are names: --categorical {column}");
}
