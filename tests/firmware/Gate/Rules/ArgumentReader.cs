using Endcap.Compression.Evaluation.Cost;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Tests.Firmware.Gate.Rules;

/// <summary>Where an instruction's operands come from, within straight code.</summary>
internal static class ArgumentReader
{
    /// <summary>The instruction that pushed an operand, counted from the last (0); null behind a branch.</summary>
    public static Instruction? Source(MethodDefinition method, Instruction user, int fromLast)
    {
        int above = fromLast;
        for (Instruction? code = user.Previous; code is not null; code = code.Previous)
        {
            if (code.OpCode.FlowControl is not (FlowControl.Next or FlowControl.Call)) return null;
            int pushes = StackEffect.Pushes(code);
            if (pushes > above) return code;
            above += StackEffect.Pops(code, method, 0) - pushes;
        }

        return null;
    }

    /// <summary>The declared type of that operand; null where the code does not say.</summary>
    public static TypeReference? TypeOf(MethodDefinition method, Instruction user, int fromLast) =>
        Source(method, user, fromLast) is { } source ? TypeOf(method, source) : null;

    private static TypeReference? TypeOf(MethodDefinition method, Instruction code) => code.OpCode.Code switch
    {
        Code.Newarr => new ArrayType((TypeReference)code.Operand),
        Code.Ldelem_Ref => (TypeOf(method, code, 1) as ArrayType)?.ElementType,
        Code.Dup => TypeOf(method, code, 0),
        >= Code.Ldloc_0 and <= Code.Ldloc_3 => method.Body.Variables[code.OpCode.Code - Code.Ldloc_0].VariableType,
        >= Code.Ldarg_0 and <= Code.Ldarg_3 => Parameter(method, code.OpCode.Code - Code.Ldarg_0),
        _ => code.Operand switch
        {
            VariableReference local => local.VariableType,
            ParameterReference parameter => parameter.ParameterType,
            FieldReference field => field.FieldType,
            MethodReference call => call.Name == ".ctor" ? call.DeclaringType : call.ReturnType,
            TypeReference type => type,
            _ => null,
        },
    };

    private static TypeReference Parameter(MethodDefinition method, int index)
    {
        if (method.HasThis && index == 0) return method.DeclaringType;
        return method.Parameters[index - (method.HasThis ? 1 : 0)].ParameterType;
    }
}
