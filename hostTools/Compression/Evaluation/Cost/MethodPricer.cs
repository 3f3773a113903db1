using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>Allots counters to one method and charges its instructions to them.</summary>
internal sealed class MethodPricer
{
    private readonly MethodDefinition _method;
    private readonly StackState[] _states;
    private readonly FrameSizes _frames;
    private readonly CounterLayout _layout;
    private readonly BasicBlocks _blocks;
    private readonly CounterPlan _plan;
    private readonly string _name;

    private MethodPricer(MethodDefinition method, StackState[] states, FrameSizes frames, CounterLayout layout)
    {
        _method = method;
        _states = states;
        _frames = frames;
        _layout = layout;
        _blocks = new BasicBlocks(method.Body);
        _plan = new CounterPlan(states.Length);
        _name = method.FullName[(method.FullName.IndexOf(' ', StringComparison.Ordinal) + 1)..]; // without the return type
    }

    /// <summary>Prices a method with a body.</summary>
    public static CounterPlan Price(MethodDefinition method, StackState[] states, FrameSizes frames, CounterLayout layout) =>
        new MethodPricer(method, states, frames, layout).Run();

    private CounterPlan Run()
    {
        for (int i = 0; i < _states.Length; i++)
        {
            if (_blocks.Starts[i]) _plan.Block[i] = _layout.Add(_name);
        }

        int block = _plan.Block[0];
        if (_method.IsVirtual) _layout.Charge(EntryCounter(), CallCost.LocalRow, _frames.Locals(_method), Location(0));
        for (int i = 0; i < _states.Length; i++)
        {
            if (_blocks.Starts[i]) block = _plan.Block[i];
            _layout.AddOperation(block);
            ChargeInstruction(i, block);
        }

        return _plan;
    }

    private void ChargeInstruction(int i, int block)
    {
        Instruction instruction = _method.Body.Instructions[i];
        OpCode opcode = instruction.OpCode;
        if (opcode.Code is Code.Call or Code.Callvirt or Code.Newobj) ChargeCall(i, block);
        else if (OpcodeRows.IsConditionalBranch(opcode)) ChargeBranch(i, block);
        else if (opcode.Code != Code.Ret) _layout.Charge(block, OpcodeRows.Of(opcode, _states[i].Kind), 1, Location(i)); // ret: in the call's row
    }

    private void ChargeBranch(int i, int block)
    {
        OpCode opcode = _method.Body.Instructions[i].OpCode;
        string taken = OpcodeRows.OfBranch(opcode, _states[i].Kind, taken: true);
        string notTaken = OpcodeRows.OfBranch(opcode, _states[i].Kind, taken: false);
        bool needsCounter = !_blocks.HasSingleEntry(i + 1);
        if (needsCounter) _plan.NotTaken[i] = _layout.Add(_name);
        int fallThrough = needsCounter ? _plan.NotTaken[i] : _plan.Block[i + 1];
        _layout.Charge(block, taken, 1, Location(i));
        _layout.Charge(fallThrough, taken, -1, Location(i));
        _layout.Charge(fallThrough, notTaken, 1, Location(i));
    }

    private void ChargeCall(int i, int block)
    {
        CallCost cost = CallCost.Of(_method.Body.Instructions[i], _frames, _method, _states[i].Depth);
        _layout.Charge(block, cost.InlinedRow ?? cost.Row, 1, Location(i));
        _layout.Charge(block, CallCost.ArgumentRow, cost.Arguments, Location(i));
        _layout.Charge(block, CallCost.LocalRow, cost.CalleeLocals, Location(i));
        if (cost.InlinedRow is null) return;

        // One level only: inside an inlined frame the same call gets a frame of its own.
        _plan.FullFrame[i] = _layout.Add(_name);
        _layout.Charge(_plan.FullFrame[i], cost.InlinedRow, -1, Location(i));
        _layout.Charge(_plan.FullFrame[i], cost.Row, 1, Location(i));
    }

    // The first block's counter also ticks when a loop jumps back to it, so entering needs one of its own then.
    private int EntryCounter()
    {
        if (_blocks.HasSingleEntry(0)) return _plan.Block[0];
        _plan.Entry = _layout.Add(_name);
        return _plan.Entry;
    }

    private string Location(int i) => $"{_name} at IL_{_method.Body.Instructions[i].Offset:x4}";
}
