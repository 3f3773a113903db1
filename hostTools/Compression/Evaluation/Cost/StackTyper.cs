using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>The evaluation stack in front of one instruction.</summary>
/// <param name="Kind">Kind of the operand that picks the cost row: of a binary operation the first (deeper) one, else the top.</param>
/// <param name="Depth">Number of values on the stack.</param>
internal readonly record struct StackState(StackKind Kind, int Depth);

/// <summary>
/// Follows the kinds of the values on the evaluation stack through one method. A single pass in file order is enough:
/// ECMA-335 III.1.7.5 makes the stack empty after an unconditional jump unless an earlier jump already told it.
/// </summary>
internal sealed class StackTyper
{
    private readonly MethodDefinition _method;
    private readonly Dictionary<Instruction, StackKind[]> _stackAt = [];
    private readonly List<StackKind> _stack = [];

    private StackTyper(MethodDefinition method)
    {
        _method = method;
        foreach (ExceptionHandler handler in method.Body.ExceptionHandlers)
        {
            bool hasException = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter;
            if (hasException) _stackAt[handler.HandlerStart] = [StackKind.Reference];
            if (handler.FilterStart is not null) _stackAt[handler.FilterStart] = [StackKind.Reference];
        }
    }

    /// <summary>The stack in front of each instruction of a method, in file order.</summary>
    public static StackState[] Trace(MethodDefinition method) => new StackTyper(method).Run();

    private StackState[] Run()
    {
        var states = new StackState[_method.Body.Instructions.Count];
        bool reached = true; // by falling through from the instruction before
        for (int i = 0; i < states.Length; i++)
        {
            Instruction instruction = _method.Body.Instructions[i];
            if (_stackAt.TryGetValue(instruction, out StackKind[]? known)) Restore(known);
            else if (!reached) _stack.Clear();
            states[i] = new StackState(OperandKind(instruction.OpCode), _stack.Count);
            Execute(instruction);
            foreach (Instruction target in BasicBlocks.Targets(instruction)) _stackAt.TryAdd(target, [.. _stack]);
            reached = BasicBlocks.FallsThrough(instruction.OpCode);
        }

        return states;
    }

    private void Restore(StackKind[] known)
    {
        _stack.Clear();
        _stack.AddRange(known);
    }

    private StackKind OperandKind(OpCode opcode)
    {
        int back = opcode.StackBehaviourPop is StackBehaviour.Pop1_pop1 ? 2 : 1;
        return _stack.Count >= back ? _stack[^back] : StackKind.Other;
    }

    private void Execute(Instruction instruction)
    {
        OpCode opcode = instruction.OpCode;
        StackKind operand = OperandKind(opcode);
        int pops = StackEffect.Pops(instruction, _method, _stack.Count);
        _stack.RemoveRange(_stack.Count - pops, pops);
        int pushes = StackEffect.Pushes(instruction);
        StackKind pushed = pushes == 0 ? StackKind.Other : StackEffect.PushedKind(instruction, _method, operand);
        for (int i = 0; i < pushes; i++) _stack.Add(pushed);
    }
}
