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
}
