using Mono.Cecil;

namespace Endcap.Tests.Firmware.Gate;

/// <summary>
/// Compares stand-ins with the API lists: what label code can reach on a PC must be on the device, with the same name,
/// signature, value and base. A stand-in may lack members; the compile against the lists does not care.
/// </summary>
internal static class StandIns
{
    private static readonly string[] Spaces = ["System", "nanoFramework", "Iot"];

    /// <summary>The types in the device libraries' namespaces, nested ones included.</summary>
    public static IEnumerable<TypeDefinition> Among(IEnumerable<TypeDefinition> types) =>
        types.Where(type => Spaces.Contains(Rules.CodeReader.Namespace(type).Split('.')[0]) && !type.Name.Contains('<', StringComparison.Ordinal));

    /// <summary>One line per difference; empty when a stand-in shows nothing that the device lacks.</summary>
    /// <param name="allowed">Lines that internal stand-ins may show besides, in the words of the lists.</param>
    public static IEnumerable<string> Differences(IEnumerable<TypeDefinition> types, Surface surface, IReadOnlySet<string> allowed) =>
        Among(types).SelectMany(type => surface.Types.TryGetValue(type.FullName, out SurfaceLine? listed)
            ? TypeDifferences(SurfaceLine.Parse(SurfaceText.OfType(type)), listed).Concat(MemberDifferences(type, surface, IsPublic(type) ? [] : allowed))
            : IsPublic(type) ? [$"{type.FullName}: no list has this public type"] : []);

    private static bool IsPublic(TypeDefinition type) => type.IsPublic || (type.IsNestedPublic && IsPublic(type.DeclaringType));

    private static IEnumerable<string> TypeDifferences(SurfaceLine made, SurfaceLine listed)
    {
        if (!made.Words.SequenceEqual(listed.Words) || made.Of != listed.Of) yield return $"{made.Text}, but the list has: {listed.Text}";
        // Label code cannot name a generic interface: the lists' reference assemblies have none.
        foreach (string each in made.List.Except(listed.List).Where(name => !name.Contains('`', StringComparison.Ordinal))) yield return $"{made.Type}: implements {each}, which the list has not";
    }

    // Accessors are methods too, so properties and events need no look of their own: a stand-in may lack the setter.
    private static IEnumerable<string> MemberDifferences(TypeDefinition type, Surface surface, IEnumerable<string> allowed) =>
        SurfaceText.Members(type).Where(line => !line.StartsWith("property ", StringComparison.Ordinal) && !line.StartsWith("event ", StringComparison.Ordinal))
            .Where(line => !surface.Texts.Contains(line)).Except(allowed).Select(line => $"{line}{Nearest(SurfaceLine.Parse(line), surface)}");

    private static string Nearest(SurfaceLine made, Surface surface)
    {
        string[] listed = [.. surface.Lines.Where(line => line.Type == made.Type && line.Name == made.Name && line.Kind == made.Kind).Select(line => line.Text)];
        return listed.Length == 0 ? ": not in the list" : ", but the list has: " + string.Join(" | ", listed);
    }
}
