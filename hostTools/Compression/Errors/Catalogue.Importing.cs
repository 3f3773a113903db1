namespace Endcap.Compression.Errors;

/// <summary>E264–E279: predicting with models of other tools, and turning them into tables.</summary>
public static partial class Catalogue
{
    /// <summary>E264: inputs of the model that the schema does not describe.</summary>
    public static UserErrorException InputsNotInSchema(IEnumerable<string> missing, IEnumerable<string> known) => new("E264",
        $"the model reads {Join(missing)}, which the schema does not have; it has {Join(known)}",
        "add them to the schema with their scope, or give --data sample.csv and the scopes instead of --schema");

    /// <summary>E265: inputs of the model that are not in the header.</summary>
    public static UserErrorException InputsNotInHeader(string file, IEnumerable<string> missing, IReadOnlyList<string> header) => new("E265",
        $"{file}:1: the model's inputs {Join(missing)} are not in the header: {Join(header)}", HeaderHelp(header));

    /// <summary>E266: a model that knows positions only, and another number of columns.</summary>
    public static UserErrorException InputsByPosition(string file, int inputs, IReadOnlyList<string> header) => new("E266",
        $"{file}:1: the model knows its {inputs} inputs by position only, and there are {header.Count} columns: {Join(header)}",
        "give exactly the model's inputs, in the order in which it was trained; for an import name the others in --label, --group and --ignore");

    /// <summary>E267: several scores, of which a label could rank by one.</summary>
    public static UserErrorException ClassNeeded(string file, IReadOnlyList<string> scores) => new("E267",
        $"{file}: the model has {scores.Count} scores ({Join(scores)}); a label ranks by one",
        $"choose one: --class K, from 0 to {scores.Count - 1}");

    /// <summary>E268: a model that is no sum of step functions.</summary>
    public static UserErrorException NotASumOfSteps(string file, string why) => new("E268",
        $"{file}: the model cannot become tables exactly: {why}",
        "let a tree ensemble learn its scores: --distil --data sample.csv");

    /// <summary>E269: a category's text where the model knows numbers.</summary>
    public static UserErrorException CategoryWithoutCode(string feature, string category) => new("E269",
        $"\"{Short(category)}\" of {feature} is not a number, and the model holds no texts of categories",
        "write the codes that the model was trained with instead of the texts");

    /// <summary>E270: distillation without rows to learn from.</summary>
    public static UserErrorException DistilNeedsData() => new("E270",
        "--distil trains on rows that it has none of", "add --data: a CSV with the model's inputs, best the training data");

    /// <summary>E271: a model of endcap's own.</summary>
    public static UserErrorException OwnModelImported(string file) => new("E271",
        $"{file}: this is a model of endcap already", "build a shelf from it: endcap build");

    /// <summary>E272: no such format.</summary>
    public static UserErrorException UnknownModelFormat(string name, IEnumerable<string> known) => new("E272",
        $"there is no format \"{Short(name)}\"", $"use one of: {Join(known)}; or leave out --format");

    /// <summary>E273: scopes on the command line beside a schema that has them.</summary>
    public static UserErrorException SchemaSaysScopes(string option) => new("E273",
        $"{option} and --schema both say what the columns are", $"leave out {option}, or --schema");

    /// <summary>E274: a model whose score is the same for every input.</summary>
    public static UserErrorException ScoreIsConstant(string file) => new("E274",
        $"{file}: the score does not depend on any input, so there is nothing to rank by", "check that this is the trained model");

    /// <summary>E275: more categories than the scope has bins.</summary>
    public static UserErrorException TooManyCodes(string feature, string scope, int categories, int most) => new("E275",
        $"{feature} has {categories} categories; scope {scope} takes at most {most} bins",
        "make it an item feature, merge categories before training, or leave it out of --categorical so that codes are cut at edges");

    /// <summary>E276: two options that exclude each other.</summary>
    public static UserErrorException TwoWays(string first, string second) => new("E276",
        $"{first} and {second} ask for different models", "give one of the two; the report measures both ways");
}
