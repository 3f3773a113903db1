using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;

namespace Endcap.Tests.Firmware.Gate;

/// <summary>The label as the device build would compile it: the project's list against the API lists, by Roslyn.</summary>
/// <param name="Problems">Errors and warnings.</param>
/// <param name="Assembly">The compiled label; empty with errors.</param>
internal sealed record DeviceCompilation(string[] Problems, byte[] Assembly)
{
    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> References = new(() => ReferenceAssemblies.Build(Surface.Device));
    private static readonly ConcurrentDictionary<string, Lazy<DeviceCompilation>> Boards = new();

    private static readonly ConcurrentDictionary<string, string> Texts = new();
    private static readonly ConcurrentDictionary<(string Path, string Defines, LanguageVersion Version), SyntaxTree> Trees = new();

    /// <summary>The label for one board.</summary>
    public static DeviceCompilation Of(string board) =>
        Boards.GetOrAdd(board, id => new Lazy<DeviceCompilation>(() => Compile(DeviceProject.Read(id), References.Value))).Value;

    /// <summary>A project against the lists, with sources that it does not list.</summary>
    public static DeviceCompilation With(DeviceProject project, params string[] more) => Compile(project, References.Value, more);

    /// <summary>A project against other lists.</summary>
    public static DeviceCompilation Against(Surface surface, DeviceProject project) => Compile(project, ReferenceAssemblies.Build(surface));

    /// <summary>The compiled label's types.</summary>
    public TypeDefinition[] Types() => [.. ModuleDefinition.ReadModule(new MemoryStream(Assembly)).GetTypes()];

    // What is parsed the same for every board is parsed once.
    private static SyntaxTree Tree(string path, CSharpParseOptions options)
    {
        string text = Texts.GetOrAdd(path, File.ReadAllText);
        string defines = text.Contains("#if", StringComparison.Ordinal) ? string.Join(';', options.PreprocessorSymbolNames) : "";
        return Trees.GetOrAdd((path, defines, options.LanguageVersion), _ => CSharpSyntaxTree.ParseText(text, options, path));
    }

    private static DeviceCompilation Compile(DeviceProject project, IReadOnlyDictionary<string, byte[]> references, params string[] more)
    {
        if (!LanguageVersionFacts.TryParse(project.LanguageVersion, out LanguageVersion version)) throw new FormatException(project.LanguageVersion);
        var options = new CSharpParseOptions(version, preprocessorSymbols: project.Defines);
        IEnumerable<SyntaxTree> trees = project.Sources.Select(path => Tree(path, options))
            .Concat(more.Select(text => CSharpSyntaxTree.ParseText(text, options)));
        CSharpCompilation compilation = CSharpCompilation.Create("Endcap.Label", trees,
            project.References.Select(each => MetadataReference.CreateFromImage(references[each.Name])),
            new CSharpCompilationOptions(project.OutputType == "Exe" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release, deterministic: true));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        return new DeviceCompilation([.. result.Diagnostics.Where(each => each.Severity >= DiagnosticSeverity.Warning).Select(each => each.ToString())],
            result.Success ? stream.ToArray() : []);
    }
}
