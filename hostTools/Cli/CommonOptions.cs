using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Endcap.Cli;

/// <summary>Options that several commands have, with the same meaning everywhere.</summary>
internal static class CommonOptions
{
    /// <summary>Every command: one JSON object on stdout instead of text.</summary>
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print the report as one JSON object.",
        Recursive = true,
    };

    /// <summary>Every command: seeds everything random.</summary>
    public static readonly Option<int> Seed = new("--seed")
    {
        Description = "Seed of everything random; the same seed gives the same result.",
        HelpName = "NUMBER",
        CustomParser = Parse<int>,
        DefaultValueFactory = _ => 1,
        Recursive = true,
    };

    /// <summary>The file that the command writes.</summary>
    public static Option<string> Output(string what) => new("--output", "-o")
    {
        Description = what,
        HelpName = "FILE",
        Required = true,
    };

    /// <summary>An option that names a file or folder.</summary>
    public static Option<string> FileOption(string name, string description, bool required = true) => new(name)
    {
        Description = description,
        HelpName = "FILE",
        Required = required,
    };

    /// <summary>A list of columns: separated by commas, and the option may be given several times.</summary>
    public static Option<string[]> Columns(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "COLUMN,…",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
            [.. result.Tokens.SelectMany(token =>
                token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
        DefaultValueFactory = _ => [],
    };

    /// <summary>A number with a default.</summary>
    public static Option<T> Number<T>(string name, string description, T value)
        where T : struct, INumber<T> => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        CustomParser = Parse<T>,
        DefaultValueFactory = _ => value,
    };

    /// <summary>A whole number that may be left out.</summary>
    public static Option<int?> OptionalNumber(string name, string description, string unit = "NUMBER") => Optional<int>(name, description, unit);

    /// <summary>A number that may be left out.</summary>
    public static Option<T?> Optional<T>(string name, string description, string unit = "NUMBER")
        where T : struct, INumber<T> => new(name)
    {
        Description = description,
        HelpName = unit,
        CustomParser = result => Parse<T>(result),
    };

    // The library's own parser takes "0,1" for 1 (a thousands separator) and names .NET's types in its messages.
    private static T Parse<T>(ArgumentResult result)
        where T : struct, INumber<T>
    {
        bool whole = typeof(T) != typeof(double);
        string text = result.Tokens[^1].Value;
        if (T.TryParse(text, whole ? NumberStyles.AllowLeadingSign : NumberStyles.Float, CultureInfo.InvariantCulture, out T value))
            return value;
        string option = result.Parent is OptionResult parent ? parent.Option.Name : "The option";
        result.AddError($"{option} takes {(whole ? "a whole number such as 5" : "a number such as 0.5")}, not \"{text}\".");
        return default;
    }
}
