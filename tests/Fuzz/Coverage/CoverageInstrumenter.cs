using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Endcap.Fuzz.Coverage;

/// <summary>
/// Makes a copy of an assembly that marks every basic block it runs: <c>hits[block] = 1</c> at each target of a branch, after each
/// branch and at each method's begin. It changes nothing else.
/// </summary>
internal static class CoverageInstrumenter
{
    /// <summary>Full name of the type that the copy gets.</summary>
    public const string TypeName = "CoverageOfThisAssembly";

    /// <summary>Its static field: a <c>byte[]</c>, to be set before anything runs.</summary>
    public const string FieldName = "Hits";

    /// <summary>Instruments an assembly file.</summary>
    /// <param name="path">The file; only read.</param>
    /// <param name="firstBlock">Number of the first block.</param>
    /// <returns>The copy, and how many blocks it has.</returns>
    public static (MemoryStream Image, int Blocks) Instrument(string path, int firstBlock)
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { InMemory = true });
        ModuleDefinition module = assembly.MainModule;
        MethodDefinition[] methods = [.. module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)];
        var holder = new TypeDefinition("", TypeName, TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, module.TypeSystem.Object);
        var hits = new FieldDefinition(FieldName, FieldAttributes.Public | FieldAttributes.Static, new ArrayType(module.TypeSystem.Byte));
        holder.Fields.Add(hits);
        module.Types.Add(holder);
        int block = firstBlock;
        foreach (MethodDefinition method in methods) block = Mark(method.Body, hits, block);
        var image = new MemoryStream();
        assembly.Write(image);
        image.Position = 0;
        return (image, block - firstBlock);
    }

    // Static constructors run before the field can be set: they are left alone.
    private static int Mark(MethodBody body, FieldReference hits, int block)
    {
        if (body.Method.IsConstructor && body.Method.IsStatic) return block;
        body.SimplifyMacros(); // short branches would no longer reach
        ILProcessor code = body.GetILProcessor();
        foreach (Instruction start in Starts(body))
        {
            // The block's first instruction keeps its identity as the target of jumps: the mark takes its place and it moves behind.
            Instruction moved = Instruction.Create(OpCodes.Nop);
            (moved.OpCode, moved.Operand) = (start.OpCode, start.Operand);
            (start.OpCode, start.Operand) = (OpCodes.Ldsfld, hits);
            Instruction number = Instruction.Create(OpCodes.Ldc_I4, block++);
            Instruction one = Instruction.Create(OpCodes.Ldc_I4_1);
            Instruction store = Instruction.Create(OpCodes.Stelem_I1);
            code.InsertAfter(start, number);
            code.InsertAfter(number, one);
            code.InsertAfter(one, store);
            code.InsertAfter(store, moved);
        }

        return block;
    }

    private static List<Instruction> Starts(MethodBody body)
    {
        var starts = new HashSet<Instruction>();
        if (body.Instructions.Count > 0) starts.Add(body.Instructions[0]);
        foreach (Instruction each in body.Instructions)
        {
            if (each.Operand is Instruction target) starts.Add(target);
            if (each.Operand is Instruction[] targets) starts.UnionWith(targets);
            if (each.OpCode.FlowControl == FlowControl.Cond_Branch && each.Next is { } next) starts.Add(next);
        }

        // A prefix belongs to what follows it, and the begin of a handler has the exception on its stack, which a mark leaves there.
        return [.. body.Instructions.Where(each => starts.Contains(each) && each.Previous?.OpCode.OpCodeType != OpCodeType.Prefix)];
    }
}
