using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>Inserts the counters of a plan into a method body.</summary>
internal sealed class MethodRewriter
{
    private readonly MethodBody _body;
    private readonly CounterPlan _plan;
    private readonly CounterFields _fields;
    private readonly Func<object, bool> _readsInlineNext;
    private readonly List<Instruction> _code = [];
    private readonly Dictionary<Instruction, Instruction> _newStart = [];
    private readonly VariableDefinition _ticks;
    private readonly VariableDefinition? _inlined;

    private MethodRewriter(MethodBody body, CounterPlan plan, CounterFields fields, Func<object, bool> readsInlineNext)
    {
        _body = body;
        _plan = plan;
        _fields = fields;
        _readsInlineNext = readsInlineNext;
        _ticks = AddLocal(new ArrayType(fields.Int64));
        if (readsInlineNext(body.Method)) _inlined = AddLocal(fields.Int32);
    }

    /// <summary>Rewrites one body. <paramref name="readsInlineNext"/>: whether a method wants to know if its frame is inlined.</summary>
    public static void Rewrite(MethodBody body, CounterPlan plan, CounterFields fields, Func<object, bool> readsInlineNext) =>
        new MethodRewriter(body, plan, fields, readsInlineNext).Run();

    private void Run()
    {
        _body.SimplifyMacros(); // short branches would no longer reach
        Instruction[] original = [.. _body.Instructions];
        EmitPrologue();
        for (int i = 0; i < original.Length; i++)
        {
            if (_plan.Block[i] >= 0)
            {
                int start = _code.Count;
                EmitTick(_plan.Block[i]);
                _newStart[original[i]] = _code[start];
            }

            if (_plan.FullFrame[i] >= 0) EmitCallContext(_plan.FullFrame[i], original[i].Operand);
            _code.Add(original[i]);
            if (_plan.NotTaken[i] >= 0) EmitTick(_plan.NotTaken[i]);
        }

        _body.Instructions.Clear();
        foreach (Instruction instruction in _code) _body.Instructions.Add(instruction);
        RedirectJumps(original);
    }

    private void EmitPrologue()
    {
        Emit(Instruction.Create(OpCodes.Ldsfld, _fields.Ticks));
        Emit(Instruction.Create(OpCodes.Stloc, _ticks));
        if (_inlined is not null)
        {
            Emit(Instruction.Create(OpCodes.Ldsfld, _fields.InlineNext));
            Emit(Instruction.Create(OpCodes.Stloc, _inlined));
            Emit(Instruction.Create(OpCodes.Ldc_I4_0));
            Emit(Instruction.Create(OpCodes.Stsfld, _fields.InlineNext));
        }

        if (_plan.Entry >= 0) EmitTick(_plan.Entry);
    }

    // ticks[counter] += 1
    private void EmitTick(int counter) => EmitAdd(counter, Instruction.Create(OpCodes.Ldc_I4_1));

    // Inside an inlined frame the call gets a full frame: ticks[counter] += inlined; and the callee's frame is then not inlined.
    private void EmitCallContext(int counter, object callee)
    {
        if (_inlined is not null) EmitAdd(counter, Instruction.Create(OpCodes.Ldloc, _inlined));
        if (!_readsInlineNext(callee)) return;
        Emit(Instruction.Create(OpCodes.Ldc_I4_1));
        if (_inlined is not null)
        {
            Emit(Instruction.Create(OpCodes.Ldloc, _inlined));
            Emit(Instruction.Create(OpCodes.Sub));
        }

        Emit(Instruction.Create(OpCodes.Stsfld, _fields.InlineNext));
    }

    private void EmitAdd(int counter, Instruction loadAmount)
    {
        Emit(Instruction.Create(OpCodes.Ldloc, _ticks));
        Emit(Instruction.Create(OpCodes.Ldc_I4, counter));
        Emit(Instruction.Create(OpCodes.Ldelema, _fields.Int64));
        Emit(Instruction.Create(OpCodes.Dup));
        Emit(Instruction.Create(OpCodes.Ldind_I8));
        Emit(loadAmount);
        Emit(Instruction.Create(OpCodes.Conv_I8));
        Emit(Instruction.Create(OpCodes.Add));
        Emit(Instruction.Create(OpCodes.Stind_I8));
    }

    // Whoever jumped to the start of a block must tick its counter first.
    private void RedirectJumps(Instruction[] original)
    {
        foreach (Instruction instruction in original)
        {
            if (instruction.Operand is Instruction target) instruction.Operand = _newStart[target];
            else if (instruction.Operand is Instruction[] targets) instruction.Operand = Array.ConvertAll(targets, t => _newStart[t]);
        }

        foreach (ExceptionHandler handler in _body.ExceptionHandlers)
        {
            handler.TryStart = _newStart[handler.TryStart];
            handler.HandlerStart = _newStart[handler.HandlerStart];
            if (handler.FilterStart is not null) handler.FilterStart = _newStart[handler.FilterStart];
            if (handler.TryEnd is not null) handler.TryEnd = _newStart[handler.TryEnd];
            if (handler.HandlerEnd is not null) handler.HandlerEnd = _newStart[handler.HandlerEnd];
        }
    }

    private void Emit(Instruction instruction) => _code.Add(instruction);

    private VariableDefinition AddLocal(TypeReference type)
    {
        var local = new VariableDefinition(type);
        _body.Variables.Add(local);
        _body.InitLocals = true;
        return local;
    }
}
