namespace Endcap.Compression.Errors;

/// <summary>E25x: model files.</summary>
public static partial class Catalogue
{
    private const string ModelHelp = "the file is damaged or was edited by hand: train the model again (endcap train)";

    /// <summary>E250: a tree that ends before its splits have both children.</summary>
    public static UserErrorException TreeUnfinished(string where, int missing) =>
        new("E250", $"{where}: the tree ends early: {missing} children are missing", ModelHelp);

    /// <summary>E251: nodes after the end of a tree.</summary>
    public static UserErrorException TreeTooLong(string where, int extra) =>
        new("E251", $"{where}: {extra} nodes that no split leads to", ModelHelp);

    /// <summary>E252: a list of bins that cannot be read or has bins that the feature does not have.</summary>
    public static UserErrorException BadBins(string where, string bins, string feature, int count) =>
        new("E252", $"{where}: \"{Short(bins)}\" is not a list of bins of {Short(feature)}, such as \"0-2,5\" (rising, from 0 to {count - 1})",
            ModelHelp);

    /// <summary>E253: a node that is neither a leaf nor a split.</summary>
    public static UserErrorException BadNode(string where) =>
        new("E253", $"{where}: a node is a leaf's score, such as 0.25, or a split [feature number, \"bins that go left\"]",
            ModelHelp);

    /// <summary>E258: counts for another number of features or bins.</summary>
    public static UserErrorException BinCountsMismatch(string where, int found, int expected, string what) => new("E258",
        $"{where}: {found} entries, but the schema has {expected} {what}.",
        "Remove binCounts (the shelf build then weighs all bins alike), or train the model again.");

    /// <summary>E259: a count that is negative or not finite.</summary>
    public static UserErrorException BinCountNegative(string where) => new("E259",
        $"{where}: a count is negative or not finite.", "Remove binCounts, or train the model again.");
}
