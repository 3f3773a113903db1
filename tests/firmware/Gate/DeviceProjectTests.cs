using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using Endcap.Boards;

namespace Endcap.Tests.Firmware.Gate;

/// <summary>Label.nfproj lists all the device's sources, one board's folder, and the libraries that the lists describe.</summary>
[TestClass]
public sealed class DeviceProjectTests
{
    // Sources beside the device's that only a PC build compiles: the choice among all boards, and the names by which the
    // PC build reaches the virtual board's stand-ins.
    private static readonly string[] OnPcOnly = ["BoardList.cs", "HostAliases.cs"];

    public static IEnumerable<object[]> BoardIds => BoardList.Create().Select(board => new object[] { board.Id });

    [TestMethod]
    [DynamicData(nameof(BoardIds))]
    public void The_Project_Lists_The_Sources_On_Disk(string board) =>
        Assert.AreEqual("", string.Join('\n', Differences(DeviceProject.Read(board), board)));

    [TestMethod]
    public void A_Source_That_Is_Missing_From_The_List_Is_Named()
    {
        DeviceProject project = DeviceProject.Read("m5core2");
        string[] differences = [.. Differences(project with { Sources = project.Sources[1..] }, "m5core2")];
        Assert.AreSequenceEqual(new[] { $"not listed: {project.Sources[0]}" }, differences);
    }

    [TestMethod]
    public void A_Source_That_Is_Listed_And_Missing_Or_Listed_Twice_Is_Named()
    {
        DeviceProject project = DeviceProject.Read("m5core2");
        string gone = Path.Combine(DeviceProject.Root, "firmware", "Label", "Gone.cs");
        string[] differences = [.. Differences(project with { Sources = [.. project.Sources, gone, project.Sources[0]] }, "m5core2")];
        Assert.AreSequenceEqual(new[] { $"not on disk: {gone}", $"listed twice: {project.Sources[0]}" }, differences);
    }

    [TestMethod]
    public void MSBuild_Reads_The_Project_As_The_Gate_Does()
    {
        DeviceProject project = DeviceProject.Read("heltec-e213");
        JsonElement read = Evaluate("heltec-e213");
        JsonElement properties = read.GetProperty("Properties");
        Assert.AreEqual(string.Join(';', project.Defines), properties.GetProperty("DefineConstants").GetString());
        Assert.AreEqual(project.LanguageVersion, properties.GetProperty("LangVersion").GetString());
        Assert.AreSequenceEqual(project.Sources,
            read.GetProperty("Items").GetProperty("Compile").EnumerateArray().Select(each => each.GetProperty("FullPath").GetString()!).ToArray());
    }

    [TestMethod]
    public void The_Libraries_Are_Those_That_The_Lists_Describe()
    {
        string Listed(string name) => Surface.Device.Assemblies.Single(each => each.Name == name).Version.ToString();
        var references = DeviceProject.Read("m5core2").References;
        foreach ((string name, string version, _) in references) Assert.AreEqual(Listed(name), version, name);
        string[] needed = [.. references.SelectMany(each => Surface.Device.Assemblies.Single(list => list.Name == each.Name).References).Distinct()];
        Assert.IsEmpty(needed.Except(references.Select(each => each.Name)));
    }

    [TestMethod]
    public void The_Packages_Are_Those_That_The_References_Point_Into()
    {
        XDocument packages = XDocument.Load(Path.Combine(Path.GetDirectoryName(DeviceProject.File)!, "packages.config"));
        IEnumerable<string> restored = packages.Root!.Elements()
            .Select(each => $"..\\..\\packages\\{each.Attribute("id")!.Value}.{each.Attribute("version")!.Value}\\lib");
        IEnumerable<string> used = DeviceProject.Read("m5core2").References.Select(each => each.Path[..each.Path.LastIndexOf('\\')]);
        Assert.AreEqual(string.Join('\n', used.Order(StringComparer.Ordinal)), string.Join('\n', restored.Order(StringComparer.Ordinal)));
    }

    private static IEnumerable<string> Differences(DeviceProject project, string board)
    {
        string[] onDisk = [.. OnDisk(board)];
        return onDisk.Except(project.Sources).Select(path => $"not listed: {path}")
            .Concat(project.Sources.Except(onDisk).Select(path => $"not on disk: {path}"))
            .Concat(project.Sources.CountBy(path => path).Where(each => each.Value > 1).Select(each => $"listed twice: {each.Key}"));
    }

    private static IEnumerable<string> OnDisk(string board)
    {
        string boards = Path.Combine(DeviceProject.Root, "boards"), firmware = Path.Combine(DeviceProject.Root, "firmware");
        IEnumerable<string> Sources(string folder, SearchOption depth = SearchOption.AllDirectories) => Directory.EnumerateFiles(folder, "*.cs", depth);
        return Sources(firmware).Concat(Sources(boards, SearchOption.TopDirectoryOnly)).Concat(Sources(Path.Combine(boards, board)))
            .Where(path => !OnPcOnly.Contains(Path.GetFileName(path)) && !IsBuilt(Path.GetRelativePath(DeviceProject.Root, path)));
    }

    private static bool IsBuilt(string path) => path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static JsonElement Evaluate(string board)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", DeviceProject.File, $"-p:EndcapBoard={board}", "-getItem:Compile",
            "-getProperty:DefineConstants,LangVersion"]) { RedirectStandardOutput = true };
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name); // those of the build that runs the tests
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
