using System.Diagnostics.CodeAnalysis;
using Mono.Cecil;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>
/// Sizes of the interpreter's stack frames, taken before instrumentation adds locals of its own,
/// and the interpreter's rule for running an instance method inside its caller's frame.
/// </summary>
internal sealed class FrameSizes
{
    private const int MinimumSlots = 10;  // a frame's locals and evaluation stack together are never smaller
    private const int FrameOverhead = 3;  // slots every evaluation stack has over its IL maximum
    private const int InlineReserve = 2;  // slots an inlined callee needs over its own

    private readonly Dictionary<MethodDefinition, (int Locals, int MaxDepth)> _sizes = [];

    /// <summary>Records a method with a body. <paramref name="states"/>: its evaluation stack, from <see cref="StackTyper"/>.</summary>
    public void Add(MethodDefinition method, StackState[] states) =>
        _sizes[method] = (method.Body.Variables.Count, MaxDepth(method, states));

    /// <summary>Number of locals of a method; 0 for an abstract one.</summary>
    public int Locals(MethodDefinition method) => _sizes.TryGetValue(method, out var size) ? size.Locals : 0;

    /// <summary>Finds the definition of a method of the measured assembly; false for methods of other assemblies.</summary>
    public bool TryFind(MethodReference callee, [NotNullWhen(true)] out MethodDefinition? definition)
    {
        definition = callee as MethodDefinition;
        return definition is not null && (_sizes.ContainsKey(definition) || definition.IsAbstract);
    }

    /// <summary>
    /// Whether a call can run in its caller's frame, if that frame is not itself inlined: instance methods with a body,
    /// no constructors, and only if the callee's arguments, locals and stack fit into what is left of the caller's stack.
    /// </summary>
    public bool FitsInline(MethodDefinition callee, MethodDefinition caller, int depth)
    {
        if (callee.IsStatic || callee.IsConstructor || !_sizes.TryGetValue(callee, out var inner)) return false;
        (int locals, int maxDepth) = _sizes[caller];
        int slots = Math.Max(maxDepth + FrameOverhead, MinimumSlots - locals);
        int free = slots - depth + 1; // the interpreter measures from the topmost value, not from above it
        return free > callee.Parameters.Count + 1 + inner.Locals + inner.MaxDepth + InlineReserve;
    }

    private static int MaxDepth(MethodDefinition method, StackState[] states)
    {
        int max = 0;
        for (int i = 0; i < states.Length; i++)
        {
            max = Math.Max(max, states[i].Depth);
            // dup and the like: the last instruction of a run may be the deepest.
            max = Math.Max(max, states[i].Depth - StackEffect.Pops(method.Body.Instructions[i], method, states[i].Depth)
                + StackEffect.Pushes(method.Body.Instructions[i]));
        }

        return max;
    }
}
