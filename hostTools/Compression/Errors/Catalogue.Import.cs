namespace Endcap.Compression.Errors;

/// <summary>E26x: models of other tools.</summary>
public static partial class Catalogue
{
    /// <summary>E260: a file that no importer recognises.</summary>
    public static UserErrorException ModelFormatUnknown(string file, IEnumerable<string> formats) => new("E260",
        $"{file}: this is no model that endcap can read",
        $"It reads {string.Join(", ", formats)} and its own models. Save or convert the model to one of these; --format names the format where the content does not tell.");

    /// <summary>E261: a file that breaks its format's rules.</summary>
    public static UserErrorException ModelMalformed(string file, string place, string what) => new("E261",
        $"{file}: {place}: {what}",
        "The file is damaged or was not written by the tool: save the model again and compare its length.");

    /// <summary>E262: something that the format allows and endcap cannot do.</summary>
    public static UserErrorException ModelUnsupported(string file, string what, string help) =>
        new("E262", $"{file}: {what}", help);

    /// <summary>E263: a number above what any sensible model has.</summary>
    public static UserErrorException ModelLimit(string file, string what, long value, long limit) => new("E263",
        $"{file}: {what} is {value}, above the limit of {limit}",
        "Is this the right file? If so, train a smaller model: a label cannot hold a part of it anyway.");
}
