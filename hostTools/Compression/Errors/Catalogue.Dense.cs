using System.Globalization;

namespace Endcap.Compression.Errors;

/// <summary>E214–E221: dense networks; E316–E317: their shelf build.</summary>
public static partial class Catalogue
{
    /// <summary>E214: a list of a network's file with another length than the rest of the file asks for.</summary>
    public static UserErrorException DenseCountMismatch(string where, int found, int expected) =>
        new("E214", $"{where}: {found} entries instead of {expected}", ModelHelp);

    /// <summary>E215: no layer, or more than a label's network holds.</summary>
    public static UserErrorException DenseLayersOutOfRange(string where, int found, int most) => new("E215",
        $"{where}: {found} layers; a network on a label has 1 to {most} hidden ones and the output.",
        "Train a network with at most three hidden layers (--hidden 16,8).");

    /// <summary>E216: a layer without units, or with more than a label's network holds.</summary>
    public static UserErrorException DenseUnitsOutOfRange(string where, int found, int most) => new("E216",
        $"{where}: {found} units; a layer on a label has 1 to {most}.", "Train a network with narrower layers (--hidden 16,8).");

    /// <summary>E217: training left the range of numbers.</summary>
    public static UserErrorException TrainingDiverged(int epoch, double learningRate) => new("E217",
        string.Create(CultureInfo.InvariantCulture, $"Training diverged in epoch {epoch}: scores are no longer finite at the learning rate {learningRate}."),
        "Give a smaller --learning-rate (a tenth of it), or check the labels for outliers.");

    /// <summary>E218: no such family of models.</summary>
    public static UserErrorException UnknownFamily(string name, IEnumerable<string> known) => new("E218",
        $"There is no model family \"{Short(name)}\" for rows.",
        $"Choose one of: {string.Join(", ", known)}. Two towers learn from purchases instead: endcap train factors purchases.csv.");

    /// <summary>E219: an option of another family of models.</summary>
    public static UserErrorException OptionOfOtherFamily(string option, string family) => new("E219",
        $"{option} has no meaning for --model {family}.", $"Leave {option} out; endcap train --help says which options belong to which family.");

    /// <summary>E220: a list of layer widths that cannot be read.</summary>
    public static UserErrorException BadHiddenSizes(string text, int mostLayers, int mostUnits) => new("E220",
        $"--hidden is \"{Short(text)}\", not a list of layer widths.",
        $"Give 1 to {mostLayers} whole numbers from 1 to {mostUnits}, the first layer first, such as 16,8.");

    /// <summary>E221: no such activation.</summary>
    public static UserErrorException UnknownActivation(string name, IEnumerable<string> known) => new("E221",
        $"There is no activation \"{Short(name)}\".", $"Choose one of: {string.Join(", ", known)}.");

    /// <summary>E316: the smallest coding of a network is larger than the budget.</summary>
    public static UserErrorException DenseBudgetTooSmall(int budget, int least, int products) => new("E316",
        $"The shelf of {products} products does not fit {budget} bytes: with 2-bit weights its network takes {least} bytes in all.",
        "Raise --budget, leave out feature texts (--no-feature-texts), or train with a narrower first layer (--hidden) or coarser bins.");

    /// <summary>E317: the numbers of a network are too far apart for the label's integers.</summary>
    public static UserErrorException DenseRangeTooWide(string what) => new("E317",
        $"The network's {what} do not fit the label's integers at any scale.",
        "Its numbers span too many powers of two. Train with a smaller learning rate or more weight decay, and check item columns for outliers.");
}
