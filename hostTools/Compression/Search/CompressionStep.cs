using System.Globalization;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Search;

/// <summary>One step of a recipe as text: a method and its settings, "prune keep=0.5 sweeps=3".</summary>
public sealed record CompressionStep
{
    private readonly (string Name, string Value)[] _settings;

    private CompressionStep(string method, (string Name, string Value)[] settings) => (Method, _settings) = (method, settings);

    /// <summary>The method's name.</summary>
    public string Method { get; }

    /// <summary>The step's one spelling.</summary>
    public string Text => string.Join(' ', _settings.Select(setting => $"{setting.Name}={setting.Value}").Prepend(Method));

    /// <summary>Reads a step. Errors: E280.</summary>
    public static CompressionStep Parse(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) throw Catalogue.CompressionStepUnclear(text, "it is empty");
        var settings = words.Skip(1).Select(word => word.Split('=', 2)).ToArray();
        if (settings.FirstOrDefault(setting => setting.Length < 2) is { } odd)
            throw Catalogue.CompressionStepUnclear(text, $"\"{odd[0]}\" is not name=value");
        return new CompressionStep(words[0], [.. settings.Select(setting => (setting[0], setting[1]))]);
    }

    /// <summary>A number in a range. Errors: E280.</summary>
    public double Number(string name, double least, double most)
    {
        string value = Value(name);
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? number
            : throw Catalogue.CompressionStepUnclear(Text, FormattableString.Invariant($"{name} takes a number from {least} to {most}, not \"{value}\""));
    }

    /// <summary>A whole number in a range. Errors: E280.</summary>
    public int Whole(string name, int least, int most)
    {
        double number = Number(name, least, most);
        return number == Math.Floor(number) ? (int)number : throw Catalogue.CompressionStepUnclear(Text, $"{name} takes a whole number");
    }

    /// <summary>Whole numbers separated by commas, each from 0 to below an end. Errors: E280.</summary>
    public int[] Wholes(string name, int end)
    {
        int[] numbers = [.. Value(name).Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : -1)];
        return numbers.All(number => number >= 0 && number < end)
            ? numbers
            : throw Catalogue.CompressionStepUnclear(Text, $"{name} takes numbers from 0 to {end - 1} separated by commas");
    }

    /// <summary>One of the values of an enumeration, in lower case. Errors: E280.</summary>
    public T Word<T>(string name)
        where T : struct, Enum
    {
        string value = Value(name);
        foreach (T word in Enum.GetValues<T>())
            if (value == NameOf(word)) return word;
        throw Catalogue.CompressionStepUnclear(Text, $"{name} takes {string.Join(", ", Enum.GetValues<T>().Select(NameOf))}");
    }

    /// <summary>The name of an enumeration's value in a step.</summary>
    public static string NameOf<T>(T word)
        where T : struct, Enum => word.ToString().ToLowerInvariant();

    private string Value(string name)
    {
        foreach ((string known, string value) in _settings)
            if (known == name) return value;
        throw Catalogue.CompressionStepUnclear(Text, $"{name}= is missing");
    }
}
