using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>
/// A copy of a compiled firmware assembly that counts the IL operations it executes, loaded beside the original.
/// Its types are not the original's types: reach them with <see cref="GetType(string)"/> or <see cref="Bind{TDelegate}"/>.
/// The counts are exact and repeatable. One instance serves one thread at a time; load one per thread to measure in parallel.
/// </summary>
/// <remarks>
/// The device's compiler is Roslyn too, so the optimised IL counted here is the label's IL, up to the compiler's version.
/// Static constructors run while loading and are never counted: the device runs them before Main.
/// </remarks>
public sealed class InstrumentedAssembly : IDisposable
{
    private readonly AssemblyLoadContext _context;
    private readonly Assembly _assembly;
    private readonly CounterLayout _layout;
    private readonly FieldInfo _inlineNext;
    private readonly long[] _ticks;

    private InstrumentedAssembly(Stream image, CounterLayout layout, string path)
    {
        _layout = layout;
        _ticks = new long[layout.Count];
        _context = new AssemblyLoadContext("cost of " + Path.GetFileName(path), isCollectible: true);
        _assembly = _context.LoadFromStream(image);
        Type counters = GetType(CounterFields.TypeName);
        counters.GetField(CounterFields.TicksName)!.SetValue(null, _ticks);
        _inlineNext = counters.GetField(CounterFields.InlineNextName)!;
        foreach (Type type in _assembly.GetTypes())
        {
            if (!type.ContainsGenericParameters) RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        Reset();
    }

    /// <summary>Instruments and loads an assembly file, such as <c>typeof(X).Assembly.Location</c>.</summary>
    /// <param name="path">The file; it is only read.</param>
    /// <param name="costs">Other costs than <see cref="OpcodeCosts.Default"/>.</param>
    /// <exception cref="InvalidOperationException">The assembly was compiled without optimisation.</exception>
    public static InstrumentedAssembly Load(string path, OpcodeCosts? costs = null)
    {
        (MemoryStream image, CounterLayout layout) = AssemblyInstrumenter.Instrument(path, costs ?? OpcodeCosts.Default);
        using (image) return new InstrumentedAssembly(image, layout, path);
    }

    /// <summary>A type of the instrumented copy, by namespace and name. Throws <see cref="TypeLoadException"/> if there is none.</summary>
    public Type GetType(string fullName) => _assembly.GetType(fullName, throwOnError: true)!;

    /// <summary>
    /// A delegate to a method of the instrumented copy. Wherever the method has a type of its own assembly the delegate may have
    /// <see cref="object"/>: values are cast on the way in. Of an instance method the first parameter is the instance.
    /// </summary>
    /// <param name="typeName">The type's full name.</param>
    /// <param name="methodName">A method that is not overloaded; of any visibility.</param>
    public TDelegate Bind<TDelegate>(string typeName, string methodName) where TDelegate : Delegate =>
        DelegateBinder.Bind<TDelegate>(GetType(typeName), methodName);

    /// <summary>Sets all counters to zero.</summary>
    public void Reset()
    {
        Array.Clear(_ticks);
        _inlineNext.SetValue(null, 0); // an exception may have left it set
    }

    /// <summary>What has been executed since the last <see cref="Reset"/>.</summary>
    /// <exception cref="UnpricedOpcodeException">Something was executed that the cost table does not list.</exception>
    public IlCost Snapshot() => new(_layout, (long[])_ticks.Clone());

    /// <summary>
    /// The cost of what <paramref name="run"/> executes inside the instrumented copy. The code of the caller itself costs nothing,
    /// nor does its call into the copy.
    /// </summary>
    /// <exception cref="UnpricedOpcodeException">Something was executed that the cost table does not list.</exception>
    public IlCost Measure(Action run)
    {
        Reset();
        run();
        return Snapshot();
    }

    /// <summary>Lets the copy be unloaded once nothing refers to its types any more.</summary>
    public void Dispose() => _context.Unload();
}
