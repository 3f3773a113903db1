using Mono.Cecil.Cil;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>Where the straight runs of a method begin, and in how many ways each can be entered.</summary>
internal sealed class BasicBlocks
{
    private readonly int[] _entries;

    /// <summary>Splits a method body into basic blocks.</summary>
    public BasicBlocks(MethodBody body)
    {
        Instruction[] code = [.. body.Instructions];
        var index = new Dictionary<Instruction, int>();
        for (int i = 0; i < code.Length; i++) index[code[i]] = i;
        Starts = new bool[code.Length];
        _entries = new int[code.Length];
        MarkEntry(0);
        foreach (ExceptionHandler handler in body.ExceptionHandlers) MarkHandler(handler, index);
        for (int i = 0; i < code.Length; i++)
        {
            bool ends = EndsBlock(code[i].OpCode);
            if (ends && i + 1 < code.Length) Starts[i + 1] = true;
            if (i + 1 < code.Length && FallsThrough(code[i].OpCode)) _entries[i + 1]++;
            foreach (Instruction target in Targets(code[i])) MarkEntry(index[target]);
        }
    }

    /// <summary>[instruction]: whether a basic block starts here.</summary>
    public bool[] Starts { get; }

    /// <summary>Whether the instruction is reached only by falling through from the one before.</summary>
    public bool HasSingleEntry(int instruction) => _entries[instruction] == 1;

    /// <summary>The instructions an instruction may jump to.</summary>
    public static Instruction[] Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };

    /// <summary>Whether the instruction after this one may be next.</summary>
    public static bool FallsThrough(OpCode opcode) =>
        opcode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);

    private static bool EndsBlock(OpCode opcode) => opcode.FlowControl is not (FlowControl.Next or FlowControl.Call or FlowControl.Meta);

    private void MarkEntry(int instruction)
    {
        Starts[instruction] = true;
        _entries[instruction]++;
    }

    private void MarkHandler(ExceptionHandler handler, Dictionary<Instruction, int> index)
    {
        MarkEntry(index[handler.HandlerStart]);
        if (handler.FilterStart is not null) MarkEntry(index[handler.FilterStart]);
        foreach (Instruction? boundary in new[] { handler.TryStart, handler.TryEnd, handler.HandlerEnd })
        {
            if (boundary is not null) Starts[index[boundary]] = true;
        }
    }
}
