using System.Xml.Linq;

namespace Endcap.Tests.Firmware.Gate;

/// <summary>What Label.nfproj gives the compiler for one board.</summary>
/// <param name="Sources">Full paths of the sources.</param>
/// <param name="Defines">Preprocessor symbols of a release.</param>
/// <param name="LanguageVersion">C#'s version.</param>
/// <param name="OutputType">Exe or Library.</param>
/// <param name="References">Names and versions of the libraries, and their paths.</param>
internal sealed record DeviceProject(
    string[] Sources, string[] Defines, string LanguageVersion, string OutputType, (string Name, string Version, string Path)[] References)
{
    /// <summary>The checkout that the tests were built from.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string File { get; } = Path.Combine(Root, "firmware", "Label", "Label.nfproj");

    /// <summary>Reads the project as MSBuild does without the extension; one test compares the two.</summary>
    public static DeviceProject Read(string board)
    {
        XDocument project = XDocument.Parse(System.IO.File.ReadAllText(File)
            .Replace("$(EndcapBoard.Replace('-', '_').ToUpperInvariant())", board.Replace('-', '_').ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("$(EndcapBoard)", board, StringComparison.Ordinal));
        XElement[] all = [.. project.Descendants().Where(each => each.Ancestors().Prepend(each).All(part => part.Attribute("Condition") is null))];
        string Property(string name) => all.Single(each => each.Name.LocalName == name).Value;
        return new DeviceProject(
            [.. Items(all, "Compile").SelectMany(each => Expand(each.Attribute("Include")!.Value))], Property("DefineConstants").Split(';'),
            Property("LangVersion"), Property("OutputType"), [.. Items(all, "Reference").Select(Reference)]);
    }

    private static IEnumerable<XElement> Items(XElement[] all, string name) => all.Where(each => each.Name.LocalName == name);

    private static (string Name, string Version, string Path) Reference(XElement item)
    {
        string[] parts = item.Attribute("Include")!.Value.Split(", ");
        return (parts[0], parts[1]["Version=".Length..], item.Elements().Single().Value);
    }

    private static string[] Expand(string include)
    {
        string path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(File)!, include.Replace('\\', Path.DirectorySeparatorChar)));
        if (!Path.GetFileName(path).Contains('*', StringComparison.Ordinal)) return [path];
        string folder = Path.GetDirectoryName(path)!;
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];
    }

    private static string FindRoot(string folder) => System.IO.File.Exists(Path.Combine(folder, "Firmware.sln")) ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests must run inside a checkout: no Firmware.sln above them."));
}
