using System.Text.RegularExpressions;

namespace Endcap.Tests.Firmware.Gate;

/// <summary>One line of an API list: a type or a member.</summary>
/// <param name="Text">The line itself.</param>
/// <param name="Kind">type, field, method, property or event.</param>
/// <param name="Words">Modifiers: static, protected, virtual …; of a type also class, struct, enum, interface or delegate.</param>
/// <param name="Type">Full name of a type line's type, or of the type that declares the member.</param>
/// <param name="Name">A member's name; empty for a type.</param>
/// <param name="Of">Base type (null where none is named), or the type of a member's value.</param>
/// <param name="List">Interfaces, or types of parameters.</param>
/// <param name="Value">A constant's value, or a property's accessors.</param>
internal sealed partial record SurfaceLine(
    string Text, string Kind, string[] Words, string Type, string Name, string? Of, string[] List, string Value)
{
    /// <summary>Cecil's full name of the member or type: what compiled code refers to.</summary>
    public string FullName => Kind switch
    {
        "type" => Type,
        "method" => $"{Of} {Type}::{Name}({string.Join(',', List.Select(each => each.Replace("out ", "", StringComparison.Ordinal)))})",
        _ => $"{Of} {Type}::{Name}",
    };

    public bool Is(string word) => Words.Contains(word);

    public static SurfaceLine Parse(string line)
    {
        Match match = line.StartsWith("type ", StringComparison.Ordinal) ? TypeLine().Match(line) : MemberLine().Match(line);
        if (!match.Success) throw new FormatException($"Not a line of an API list: {line}");
        string Part(string name) => match.Groups[name].Value;
        return new SurfaceLine(line, Part("kind"), Part("words").Split(' ', StringSplitOptions.RemoveEmptyEntries), Part("type"),
            Part("name"), match.Groups["of"].Success ? Part("of") : null, Split(Part("list")), Part("value"));
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^(?<kind>type) (?<words>(?:[a-z]+ )*)(?<type>\S+)(?: : (?<of>\S+))?(?: implements (?<list>.+))?$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^(?<kind>field|method|property|event) (?<words>(?:(?:const|static|readonly|protected|abstract|virtual|override) )*)" +
        @"(?<of>\S+) (?<type>[^\s:]+)::(?<name>\.?\w+)(?:\((?<list>.*)\)|\[(?<list>.*)\])?(?: = (?<value>.*)| \{ (?<value>.*) \})?$")]
    private static partial Regex MemberLine();
}
