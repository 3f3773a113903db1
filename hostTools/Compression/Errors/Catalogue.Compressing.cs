using System.Globalization;

namespace Endcap.Compression.Errors;

/// <summary>E280–E289: compressing a model.</summary>
public static partial class Catalogue
{
    /// <summary>E280: a step that cannot be understood.</summary>
    public static UserErrorException CompressionStepUnclear(string step, string why) =>
        new("E280", $"the compression step \"{Short(step)}\": {why}", "write the step as endcap compress --recipe-out writes it, such as \"share cuts=4 refit=2\"");

    /// <summary>E281: a recipe whose values cannot be.</summary>
    public static UserErrorException CompressionRecipeDamaged(string where, string why) =>
        new("E281", $"{where}: {why}", "write the recipe anew: endcap compress … --recipe-out FILE");

    /// <summary>E282: no such method.</summary>
    public static UserErrorException UnknownMethod(string name, IEnumerable<string> known) =>
        new("E282", $"there is no compression method \"{Short(name)}\"", $"choose from: {Join(known)}");

    /// <summary>E283: nothing is small enough.</summary>
    public static UserErrorException NoneWithinBudget(int budget, double smallest, double maxLoss) =>
        new("E283", string.Create(CultureInfo.InvariantCulture,
            $"no candidate within the quality floor (--max-loss {maxLoss}) is as small as {budget} bytes; the smallest has {smallest:0}"),
            "raise --budget or --max-loss (the front above says what each buys), or try more candidates (--evaluations)");

    /// <summary>E284: nothing is good enough.</summary>
    public static UserErrorException NoneWithinFloor(double maxLoss, double least) =>
        new("E284", string.Create(CultureInfo.InvariantCulture,
            $"no candidate keeps the quality floor: the least relative loss, with a margin of 1.645 standard errors, is {least:0.####}, --max-loss is {maxLoss}"),
            "raise --max-loss, give more held-out data (--validation), or compress a model that fits int8 better");

    /// <summary>E285: nothing is fast enough.</summary>
    public static UserErrorException NoneFastEnough(double limit, string board, double fastest) =>
        new("E285", string.Create(CultureInfo.InvariantCulture,
            $"no candidate within budget and floor ranks in {limit} ms on {board} (slow end of the estimate); the fastest takes {fastest:0.#} ms"),
            "raise --latency, or choose a board with a faster chip (endcap boards)");

    /// <summary>E286: no shelf can be built of the model, whatever is done to it.</summary>
    public static UserErrorException NothingFits(string model, string why) =>
        new("E286", $"{model}: no candidate fits a blob: {why}", "train with --path-limit 2, or allow the method distil");

    /// <summary>E287: rows that a compression cannot be judged by.</summary>
    public static UserErrorException QualityUnknown(string file, string metric) =>
        new("E287", $"{file}: {metric} cannot be computed on the held-out rows", "give held-out rows with at least two different labels (--validation)");

    /// <summary>E288: a fraction or time outside its range.</summary>
    public static UserErrorException OptionOutOfRange(string option, double value, string range) => new("E288",
        string.Create(CultureInfo.InvariantCulture, $"{option} is {value}, outside its range: {range}."), $"Give {option} a value within {range}.");

    /// <summary>E289: options that exclude each other.</summary>
    public static UserErrorException OptionsExclude(string first, string second, string why) =>
        new("E289", $"{first} and {second} exclude each other: {why}", "give one of the two");
}
