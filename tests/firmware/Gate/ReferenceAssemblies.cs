using Mono.Cecil;

namespace Endcap.Tests.Firmware.Gate;

/// <summary>Reference assemblies made from API lists: what a compiler needs of the device's libraries, and no more.</summary>
internal sealed class ReferenceAssemblies : IAssemblyResolver
{
    private readonly Surface _surface;
    private readonly Dictionary<string, SurfaceAssembly> _homes;
    private readonly Dictionary<string, AssemblyDefinition> _built = [];

    private ReferenceAssemblies(Surface surface)
    {
        _surface = surface;
        _homes = surface.Assemblies.SelectMany(each => each.Lines.Where(line => line.Kind == "type").Select(line => (line.Type, each))).ToDictionary();
    }

    /// <summary>Each assembly's bytes, by its name.</summary>
    public static IReadOnlyDictionary<string, byte[]> Build(Surface surface)
    {
        using var assemblies = new ReferenceAssemblies(surface);
        return surface.Assemblies.ToDictionary(each => each.Name, each => Bytes(assemblies.Find(each.Name)));
    }

    /// <summary>For Cecil, which looks into the type of an enum's constant.</summary>
    public AssemblyDefinition Resolve(AssemblyNameReference name) => Find(name.Name);

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Find(name.Name);

    public void Dispose()
    {
        foreach (AssemblyDefinition assembly in _built.Values) assembly.Dispose();
    }

    private AssemblyDefinition Find(string name) =>
        _built.TryGetValue(name, out AssemblyDefinition? built) ? built : _built[name] = Build(_surface.Assemblies.Single(each => each.Name == name));

    private AssemblyDefinition Build(SurfaceAssembly list)
    {
        // Cecil encodes int, string … by the names of a core library elsewhere; mscorlib gets its own name afterwards.
        var assembly = AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition("building", list.Version), list.Name,
            new ModuleParameters { Kind = ModuleKind.Dll, AssemblyResolver = this });
        ModuleDefinition module = assembly.MainModule;
        foreach (string name in list.References)
            module.AssemblyReferences.Add(new AssemblyNameReference(name, _surface.Assemblies.Single(each => each.Name == name).Version));
        var types = new TypeNames(module, _surface, _homes);
        TypeDefinition[] all = [.. list.Lines.Where(line => line.Kind == "type").OrderBy(line => line.Type.Length).Select(types.Define)];
        foreach (TypeDefinition type in all) TypeShape.Fill(type, _surface.Types[type.FullName], types);
        foreach (var members in list.Lines.Where(line => line.Kind != "type").GroupBy(line => line.Type))
            new MemberShapes((TypeDefinition)types.Find(members.Key), types).Add([.. members]);

        assembly.Name.Name = list.Name;
        if (list.References.Length == 0) module.AssemblyReferences.Clear();
        return assembly;
    }

    private static byte[] Bytes(AssemblyDefinition assembly)
    {
        using var stream = new MemoryStream();
        assembly.Write(stream);
        return stream.ToArray();
    }
}
