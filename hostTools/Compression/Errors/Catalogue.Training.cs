using System.Globalization;
using Endcap.Compression.Training;

namespace Endcap.Compression.Errors;

// E201–E219: options and data that the trainer cannot work with.
public static partial class Catalogue
{
    /// <summary>E201: an option lies outside its range.</summary>
    public static UserErrorException TrainerOptionOutOfRange(string option, double value, string range) => new(
        "E201",
        string.Create(CultureInfo.InvariantCulture, $"{option} is {value}, outside its range: {range}."),
        $"Give {option} a value in this range: {range}.");

    /// <summary>E202: no such objective.</summary>
    public static UserErrorException UnknownObjective(string name) => new(
        "E202",
        $"There is no objective \"{name}\".",
        $"Choose one of: {string.Join(", ", ObjectiveNames.All)}.");

    /// <summary>E203: a logistic label that is neither 0 nor 1.</summary>
    public static UserErrorException LabelNotBinary(string place, string column, double value) => new(
        "E203",
        string.Create(CultureInfo.InvariantCulture,
            $"{place} has the label {value} in \"{column}\"; the objective logistic needs 0 or 1."),
        "Map the label to 0 and 1, or train with the objective squared.");

    /// <summary>E204: a label that is not a finite number.</summary>
    public static UserErrorException LabelNotFinite(string place, string column, double value) => new(
        "E204",
        string.Create(CultureInfo.InvariantCulture, $"{place} has the label {value} in \"{column}\"."),
        "Give every row a finite label, or remove the rows that have none.");

    /// <summary>E205: a relevance that the gain 2^relevance − 1 cannot express.</summary>
    public static UserErrorException RelevanceOutOfRange(string place, string column, double value) => new(
        "E205",
        string.Create(CultureInfo.InvariantCulture,
            $"{place} has the relevance {value} in \"{column}\"; ranking needs 0 to 31."),
        "Use 0 for \"not chosen\" and small whole numbers for growing relevance.");

    /// <summary>E206: ranking without groups.</summary>
    public static UserErrorException RankingNeedsGroups(string objective, string data, int groups) => new(
        "E206",
        string.Create(CultureInfo.InvariantCulture,
            $"The objective {objective} compares rows within a group, and the {data} data has {groups} group(s)."),
        "Name the column that groups the rows of one purchase (\"group\" in the schema), or train with the objective logistic.");

    /// <summary>E207: no group has two different labels, so there is nothing to learn an order from.</summary>
    public static UserErrorException NothingToRank(string objective, string data, string column, int groups) => new(
        "E207",
        string.Create(CultureInfo.InvariantCulture,
            $"In none of the {groups} groups of the {data} data does \"{column}\" differ between rows, so {objective} has no pair to order."),
        "Check the label column (a chosen product needs a higher label than the others of its group) and the group column.");

    /// <summary>E208: no rows.</summary>
    public static UserErrorException NoRows(string data) => new(
        "E208", $"The {data} data has no rows.", "Check the file and its filters; training needs at least two rows.");

    /// <summary>E209: no feature has two different values.</summary>
    public static UserErrorException NoUsableFeature(int features) => new(
        "E209",
        string.Create(CultureInfo.InvariantCulture, $"Each of the {features} feature(s) is constant over the training data, so no split exists."),
        "Add a column that varies, or check that the bins in the schema separate the values.");

    /// <summary>E210: all labels are equal.</summary>
    public static UserErrorException OneClass(string column, double value) => new(
        "E210",
        string.Create(CultureInfo.InvariantCulture, $"Every label in \"{column}\" of the training data is {value}; logistic needs both 0 and 1."),
        "Add rows of the other class, or check how the label column was made.");

    /// <summary>E211: early stopping has nothing to watch.</summary>
    public static UserErrorException EarlyStoppingNeedsValidation(int rounds) => new(
        "E211",
        string.Create(CultureInfo.InvariantCulture, $"Early stopping after {rounds} rounds was asked for, without validation data."),
        "Give validation data, or a fraction of the groups to hold out.");

    /// <summary>E212: validation data in other bins than the training data.</summary>
    public static UserErrorException ValidationSchemaDiffers(string difference) => new(
        "E212",
        $"The validation data does not have the schema of the training data: {difference}.",
        "Read both files with the same schema.");

    /// <summary>E213: a hold-out fold that leaves one side empty.</summary>
    public static UserErrorException FoldTooSmall(double fraction, int units, string unit) => new(
        "E213",
        string.Create(CultureInfo.InvariantCulture, $"Holding out the fraction {fraction} of {units} {unit} leaves one side empty."),
        "Choose a fraction between 0 and 1 that leaves at least one on each side (--validation).");
}
