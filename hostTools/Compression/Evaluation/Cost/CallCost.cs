using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>
/// The cost rows of one call site: a row for the kind of call, one per argument and one per local of the callee.
/// </summary>
/// <param name="Row">Row of the call in a full frame (or of a native call, or of newobj).</param>
/// <param name="InlinedRow">Row when the interpreter inlines the callee's frame; null when it never can.</param>
/// <param name="Arguments">Arguments to charge, <c>this</c> included (newobj's own row has it).</param>
/// <param name="CalleeLocals">Locals to charge at the call site.</param>
internal sealed record CallCost(string Row, string? InlinedRow, int Arguments, int CalleeLocals)
{
    /// <summary>Row per argument.</summary>
    public const string ArgumentRow = "call: each argument (incl. this)";

    /// <summary>Row per local of the callee.</summary>
    public const string LocalRow = "call: each local of the callee";

    private const string Static = "call static (managed, incl. its ret)";
    private const string Instance = "call/callvirt non-virtual instance (full frame, incl. its ret)";
    private const string InstanceInlined = "call/callvirt non-virtual instance (inlined frame, incl. its ret)";
    private const string Virtual = "callvirt virtual/interface (full frame, incl. its ret)";
    private const string VirtualInlined = "callvirt virtual/interface (inlined frame, incl. its ret)";
    private const string Native = "call native method (e.g. String.Length)";

    // mscorlib's natives whose cost does not depend on the managed heap or on a long string.
    private static readonly HashSet<string> NativeMethods =
    [
        "System.Array::Copy", "System.Array::Clear", "System.Array::get_Length", "System.String::get_Length",
        "System.String::get_Chars", "System.Runtime.CompilerServices.RuntimeHelpers::InitializeArray",
    ];

    /// <summary>The cost of a call, callvirt or newobj.</summary>
    /// <param name="instruction">The call.</param>
    /// <param name="frames">Frames of the assembly's own methods.</param>
    /// <param name="caller">Frame of the calling method.</param>
    /// <param name="depth">Values on the caller's stack in front of the call.</param>
    public static CallCost Of(Instruction instruction, FrameSizes frames, MethodDefinition caller, int depth)
    {
        var callee = (MethodReference)instruction.Operand;
        int arguments = callee.Parameters.Count + (callee.HasThis ? 1 : 0);
        if (!frames.TryFind(callee, out MethodDefinition? target)) return External(instruction, callee, arguments);

        if (instruction.OpCode.Code == Code.Newobj)
        {
            bool isStruct = target.DeclaringType.IsValueType;
            return new CallCost(isStruct ? "newobj of struct " + target.DeclaringType : "newobj", null, arguments - 1, frames.Locals(target));
        }

        if (target.IsStatic) return new CallCost(Static, null, arguments, frames.Locals(target));
        bool dispatched = instruction.OpCode.Code == Code.Callvirt && target.IsVirtual;
        bool inlines = frames.FitsInline(target, caller, depth);
        // Which override runs is known only at run time: virtual methods charge their locals when entered.
        int locals = target.IsVirtual ? 0 : frames.Locals(target);
        return new CallCost(dispatched ? Virtual : Instance, inlines ? dispatched ? VirtualInlined : InstanceInlined : null,
            arguments, locals);
    }

    private static CallCost External(Instruction instruction, MethodReference callee, int arguments)
    {
        string name = callee.DeclaringType.FullName + "::" + callee.Name;
        bool plainCall = instruction.OpCode.Code is Code.Call or Code.Callvirt;
        // The base constructor of a class: managed, without locals, and constructors are never inlined.
        if (plainCall && name == "System.Object::.ctor") return new CallCost(Instance, null, arguments, 0);
        if (plainCall && NativeMethods.Contains(name)) return new CallCost(Native, null, arguments, 0);
        return new CallCost($"{instruction.OpCode.Name} {name}", null, 0, 0); // no such row: unpriced
    }
}
