using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Endcap.Fuzz.Targets;

namespace Endcap.Fuzz.Coverage;

/// <summary>
/// A copy of this program's targets whose readers tell which of their basic blocks ran. One instance serves one thread.
/// What crosses the border are only types of the runtime itself, because every type of Endcap exists twice.
/// </summary>
public sealed class CoveredTargets
{
    private static readonly string[] Covered = ["Endcap.Kernel", "Endcap.Protocol", "Endcap.Label", "Endcap.Compression"];

    private readonly Context _context = new();
    private readonly Assembly _copy;

    /// <summary>Instruments and loads.</summary>
    public CoveredTargets()
    {
        _copy = _context.LoadFromAssemblyPath(typeof(CoveredTargets).Assembly.Location);
    }

    /// <summary>Where the basic blocks mark that they ran.</summary>
    public CoverageMap Hits => _context.Hits;

    /// <summary>A target of the copy.</summary>
    /// <param name="name">One of <see cref="TargetTable.Names"/>.</param>
    public FuzzTarget Find(string name)
    {
        MethodInfo find = _copy.GetType(typeof(TargetTable).FullName!, throwOnError: true)!.GetMethod(nameof(TargetTable.Parts))!;
        var parts = (object[])find.Invoke(null, [name])!;
        return new FuzzTarget(name, (byte[][])parts[0], (Action<byte[]>)parts[1], (Func<byte[], byte[]>)parts[2]);
    }

    private sealed class Context : AssemblyLoadContext
    {
        public CoverageMap Hits { get; } = new();

        protected override Assembly? Load(AssemblyName name)
        {
            string path = Path.Combine(AppContext.BaseDirectory, name.Name + ".dll");
            if (!name.Name!.StartsWith("Endcap.", StringComparison.Ordinal) || !File.Exists(path)) return null;
            if (!Covered.Contains(name.Name)) return LoadFromAssemblyPath(path);
            (MemoryStream image, int blocks) = CoverageInstrumenter.Instrument(path, Hits.Count);
            Hits.Add(blocks);
            using (image)
            {
                Assembly loaded = LoadFromStream(image);
                loaded.GetType(CoverageInstrumenter.TypeName, throwOnError: true)!.GetField(CoverageInstrumenter.FieldName)!.SetValue(null, Hits.Bytes);
                return loaded;
            }
        }
    }
}
