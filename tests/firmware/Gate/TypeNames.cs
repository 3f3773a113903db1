using Mono.Cecil;

namespace Endcap.Tests.Firmware.Gate;

/// <summary>Finds the types that lists name, while one assembly is made.</summary>
internal sealed class TypeNames(ModuleDefinition module, Surface surface, Dictionary<string, SurfaceAssembly> homes)
{
    private readonly Dictionary<string, TypeDefinition> _own = [];

    /// <summary>The core library's own encodings: those have no token.</summary>
    private readonly Dictionary<string, TypeReference> _primitives = new TypeReference[]
    {
        module.TypeSystem.Void, module.TypeSystem.Object, module.TypeSystem.String, module.TypeSystem.Boolean, module.TypeSystem.Char,
        module.TypeSystem.SByte, module.TypeSystem.Byte, module.TypeSystem.Int16, module.TypeSystem.UInt16, module.TypeSystem.Int32,
        module.TypeSystem.UInt32, module.TypeSystem.Int64, module.TypeSystem.UInt64, module.TypeSystem.Single, module.TypeSystem.Double,
        module.TypeSystem.IntPtr, module.TypeSystem.UIntPtr, module.TypeSystem.TypedReference,
    }.ToDictionary(type => type.FullName);

    /// <summary>What an enum's constants are in the metadata; any other type is itself.</summary>
    public string Underlying(string name) => surface.Types.TryGetValue(name, out SurfaceLine? line) && line.Is("enum") ? line.Of! : name;

    public bool IsPrimitive(string name) => _primitives.ContainsKey(name);

    /// <summary>An empty type of this assembly. Outer types come first.</summary>
    public TypeDefinition Define(SurfaceLine line)
    {
        (string outer, string space, string name) = Split(line.Type);
        var type = new TypeDefinition(space, name, outer.Length > 0 ? TypeAttributes.NestedPublic : TypeAttributes.Public);
        if (outer.Length > 0) _own[outer].NestedTypes.Add(type);
        else module.Types.Add(type);
        return _own[line.Type] = type;
    }

    /// <summary>A type as signatures name it: "T", "T[]", "T&amp;".</summary>
    public TypeReference Signature(string name) =>
        name.EndsWith('&') ? new ByReferenceType(Signature(name[..^1]))
        : name.EndsWith("[]", StringComparison.Ordinal) ? new ArrayType(Signature(name[..^2]))
        : _primitives.TryGetValue(name, out TypeReference? primitive) ? primitive : Find(name);

    /// <summary>A type as base types, interfaces and declaring types name it.</summary>
    public TypeReference Find(string name)
    {
        if (_own.TryGetValue(name, out TypeDefinition? own)) return own;
        if (!homes.TryGetValue(name, out SurfaceAssembly? home)) throw new InvalidDataException($"No list has the type {name}.");
        (string outer, string space, string simple) = Split(name);
        bool isValue = surface.Types[name].Is("struct") || surface.Types[name].Is("enum");
        IMetadataScope scope = module.AssemblyReferences.Single(each => each.Name == home.Name);
        return new TypeReference(space, simple, module, scope, isValue) { DeclaringType = outer.Length > 0 ? Find(outer) : null };
    }

    private static (string Outer, string Space, string Name) Split(string full)
    {
        if (full.LastIndexOf('/') is >= 0 and int slash) return (full[..slash], "", full[(slash + 1)..]);
        int dot = full.LastIndexOf('.');
        return ("", full[..dot], full[(dot + 1)..]);
    }
}
