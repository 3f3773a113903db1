namespace Endcap.Tests.Firmware.Gate;

/// <summary>The API list of one assembly.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="Version">The assembly's version.</param>
/// <param name="References">Names of the assemblies that it refers to.</param>
/// <param name="Lines">Its types and members.</param>
internal sealed record SurfaceAssembly(string Name, Version Version, string[] References, IReadOnlyList<SurfaceLine> Lines);

/// <summary>The public API of the device's libraries; Surface/README.md.</summary>
internal sealed record Surface(IReadOnlyList<SurfaceAssembly> Assemblies)
{
    /// <summary>The checked-in lists.</summary>
    public static Surface Device => Lists.Value;

    private static readonly Lazy<Surface> Lists = new(() => Read(Path.Combine(AppContext.BaseDirectory, "Gate", "Surface")));

    /// <summary>Every line's text.</summary>
    public IReadOnlySet<string> Texts => _texts ??= Lines.Select(line => line.Text).ToHashSet(StringComparer.Ordinal);

    /// <summary>Every type and member under the name by which compiled code refers to it.</summary>
    public IReadOnlySet<string> FullNames => _fullNames ??= Lines.Select(line => line.FullName).ToHashSet(StringComparer.Ordinal);

    /// <summary>The line of every type, by its name.</summary>
    public IReadOnlyDictionary<string, SurfaceLine> Types => _types ??= Lines.Where(line => line.Kind == "type").ToDictionary(line => line.Type);

    public IEnumerable<SurfaceLine> Lines => Assemblies.SelectMany(each => each.Lines);

    /// <summary>The same lists without some lines: as if a library had never had them.</summary>
    public Surface Without(Func<SurfaceLine, bool> gone) =>
        new([.. Assemblies.Select(each => each with { Lines = [.. each.Lines.Where(line => !gone(line))] })]);

    public static Surface Read(string folder) => new(
        [.. File.ReadLines(Path.Combine(folder, "versions.txt")).Select(line => Assembly(folder, line.Split('\t')))]);

    private static SurfaceAssembly Assembly(string folder, string[] columns) => new(
        columns[0], Version.Parse(After("assembly=", columns)), After("refs:", columns).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        [.. File.ReadLines(Path.Combine(folder, columns[0] + ".txt")).Where(line => !line.Contains('`', StringComparison.Ordinal)).Select(SurfaceLine.Parse)]);

    private static string After(string start, string[] columns) =>
        columns.Single(each => each.StartsWith(start, StringComparison.Ordinal))[start.Length..];

    private IReadOnlySet<string>? _texts, _fullNames;
    private IReadOnlyDictionary<string, SurfaceLine>? _types;
}
