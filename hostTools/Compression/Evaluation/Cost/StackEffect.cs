using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>How many values an instruction takes off the evaluation stack and what it leaves there.</summary>
internal static class StackEffect
{
    /// <summary>Number of values taken. <paramref name="depth"/>: values on the stack, for instructions that empty it.</summary>
    public static int Pops(Instruction instruction, MethodDefinition method, int depth) => instruction.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
            or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
        StackBehaviour.PopAll => depth,
        StackBehaviour.Varpop => VariablePops(instruction, method),
        _ => 2,
    };

    /// <summary>Number of values left.</summary>
    public static int Pushes(Instruction instruction) => instruction.OpCode.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        StackBehaviour.Varpush => ((IMethodSignature)instruction.Operand).ReturnType.MetadataType == MetadataType.Void ? 0 : 1,
        _ => 1,
    };

    /// <summary>Kind of the value left. <paramref name="operand"/>: the kind of the instruction's (first) operand.</summary>
    public static StackKind PushedKind(Instruction instruction, MethodDefinition method, StackKind operand) =>
        instruction.OpCode.StackBehaviourPush switch
        {
            StackBehaviour.Pushi => StackKind.Int32,
            StackBehaviour.Pushi8 => StackKind.Int64,
            StackBehaviour.Pushr4 or StackBehaviour.Pushr8 => StackKind.Float,
            StackBehaviour.Pushref => StackKind.Reference,
            StackBehaviour.Varpush => StackKinds.Of(((IMethodSignature)instruction.Operand).ReturnType),
            StackBehaviour.Push1_push1 => operand,
            _ => instruction.Operand switch
            {
                FieldReference field => StackKinds.Of(field.FieldType),
                VariableDefinition variable => StackKinds.Of(variable.VariableType),
                ParameterDefinition parameter => StackKinds.Of(parameter.ParameterType),
                TypeReference type => StackKinds.Of(type),
                _ => ShortFormKind(instruction.OpCode.Code, method, operand),
            },
        };

    private static StackKind ShortFormKind(Code code, MethodDefinition method, StackKind operand)
    {
        if (code is >= Code.Ldloc_0 and <= Code.Ldloc_3)
            return StackKinds.Of(method.Body.Variables[code - Code.Ldloc_0].VariableType);
        if (code is not (>= Code.Ldarg_0 and <= Code.Ldarg_3)) return operand; // arithmetic keeps its operand's kind

        int parameter = code - Code.Ldarg_0 - (method.HasThis ? 1 : 0);
        return parameter < 0 ? StackKind.Reference : StackKinds.Of(method.Parameters[parameter].ParameterType);
    }

    private static int VariablePops(Instruction instruction, MethodDefinition method)
    {
        if (instruction.Operand is not IMethodSignature callee) return method.ReturnType.MetadataType == MetadataType.Void ? 0 : 1; // ret
        int values = callee.Parameters.Count;
        if (callee.HasThis && instruction.OpCode.Code != Code.Newobj) values++;
        return instruction.OpCode.Code == Code.Calli ? values + 1 : values;
    }
}
