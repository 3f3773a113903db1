using System.Diagnostics;
using Mono.Cecil;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>Turns an assembly file into the image of the same assembly with counters, and says what the counters mean.</summary>
internal static class AssemblyInstrumenter
{
    /// <summary>Instruments every method with a body except static constructors, which the device runs before Main.</summary>
    /// <exception cref="InvalidOperationException">The assembly was compiled without optimisation.</exception>
    public static (MemoryStream Image, CounterLayout Layout) Instrument(string path, OpcodeCosts costs)
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { InMemory = true });
        RefuseDebugBuild(assembly, path);
        MethodDefinition[] methods = [.. assembly.MainModule.GetTypes().SelectMany(type => type.Methods).Where(IsMeasured)];

        var frames = new FrameSizes();
        var states = new Dictionary<MethodDefinition, StackState[]>();
        foreach (MethodDefinition method in methods)
        {
            states[method] = StackTyper.Trace(method);
            frames.Add(method, states[method]);
        }

        var layout = new CounterLayout(costs);
        var plans = new Dictionary<MethodDefinition, CounterPlan>();
        foreach (MethodDefinition method in methods) plans[method] = MethodPricer.Price(method, states[method], frames, layout);

        var fields = new CounterFields(assembly.MainModule);
        bool ReadsInlineNext(object callee) => callee is MethodDefinition { IsStatic: false, IsConstructor: false } method
            && (method.IsVirtual || (plans.TryGetValue(method, out CounterPlan? plan) && plan.HasInlinableCalls));
        foreach (MethodDefinition method in methods) MethodRewriter.Rewrite(method.Body, plans[method], fields, ReadsInlineNext);

        var image = new MemoryStream();
        assembly.Write(image);
        image.Position = 0;
        return (image, layout);
    }

    private static bool IsMeasured(MethodDefinition method) =>
        method.HasBody && method.Body.Instructions.Count > 0 && !(method.IsConstructor && method.IsStatic);

    private static void RefuseDebugBuild(AssemblyDefinition assembly, string path)
    {
        CustomAttribute? debuggable = assembly.CustomAttributes.FirstOrDefault(
            attribute => attribute.AttributeType.FullName == typeof(DebuggableAttribute).FullName);
        if (debuggable?.ConstructorArguments is not [{ Value: int modes }]) return;
        if (((DebuggableAttribute.DebuggingModes)modes).HasFlag(DebuggableAttribute.DebuggingModes.DisableOptimizations))
            throw new InvalidOperationException($"{path} is not optimised IL; the device runs a Release build, so measure one (<Optimize>true</Optimize>)");
    }
}
