using Mono.Cecil.Cil;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>
/// The name of the cost row of an instruction. Opcodes without a measured cost keep their IL name,
/// which no row has, so that the look-up fails instead of costing nothing.
/// </summary>
internal static class OpcodeRows
{
    private const string FloatComparison = "comparison of floats: ";

    /// <summary>Whether the instruction has a taken and a not-taken row.</summary>
    public static bool IsConditionalBranch(OpCode opcode) =>
        opcode.FlowControl == FlowControl.Cond_Branch && opcode.Code != Code.Switch;

    /// <summary>The row of an instruction that is no call and no conditional branch.</summary>
    /// <param name="opcode">Any encoding.</param>
    /// <param name="kind">Kind of its (first) operand.</param>
    public static string Of(OpCode opcode, StackKind kind)
    {
        string name = BaseName(opcode);
        return name switch
        {
            "add" or "sub" or "mul" or "div" or "div.un" or "rem" or "rem.un" => name + KindSuffix(kind),
            "ceq" or "cgt" or "cgt.un" or "clt" or "clt.un" when kind == StackKind.Float => FloatComparison + name,
            _ => name,
        };
    }

    /// <summary>The row of a conditional branch.</summary>
    public static string OfBranch(OpCode opcode, StackKind kind, bool taken)
    {
        string name = BaseName(opcode) + (taken ? " taken" : " not-taken");
        return kind == StackKind.Float ? FloatComparison + name : name;
    }

    // The table has one row for all encodings of an opcode, except that it tells one-byte constants from longer ones.
    private static string BaseName(OpCode opcode)
    {
        string name = opcode.Name;
        if (opcode.Code is >= Code.Ldc_I4_M1 and <= Code.Ldc_I4_8) return "ldc.i4.short";
        if (name.EndsWith(".s", StringComparison.Ordinal)) return name[..^2];
        if (name.StartsWith("ldind.", StringComparison.Ordinal)) return "ldind.*";
        if (name.StartsWith("stind.", StringComparison.Ordinal)) return "stind.*";
        return opcode.Code is >= Code.Ldarg_0 and <= Code.Stloc_3 ? name[..^2] : name; // ldarg.0 … stloc.3
    }

    private static string KindSuffix(StackKind kind) => kind switch
    {
        StackKind.Int32 => ".i4",
        StackKind.Int64 => ".i8",
        StackKind.Float => ".r8",
        _ => " of " + kind,
    };
}
