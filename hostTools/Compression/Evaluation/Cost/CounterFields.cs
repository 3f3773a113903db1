using Mono.Cecil;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>The type added to an instrumented module: where its code counts.</summary>
internal sealed class CounterFields
{
    /// <summary>Full name of the added type.</summary>
    public const string TypeName = "Endcap.Cost.Counters";

    /// <summary>Name of the long[] with the ticks.</summary>
    public const string TicksName = "Ticks";

    /// <summary>Name of the int that a caller sets to 1 when the instance method it is about to call runs in an inlined frame.</summary>
    public const string InlineNextName = "InlineNext";

    /// <summary>Adds the type to a module.</summary>
    public CounterFields(ModuleDefinition module)
    {
        Int32 = module.TypeSystem.Int32;
        Int64 = module.TypeSystem.Int64;
        int dot = TypeName.LastIndexOf('.');
        var type = new TypeDefinition(TypeName[..dot], TypeName[(dot + 1)..],
            TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, module.TypeSystem.Object);
        Ticks = new FieldDefinition(TicksName, FieldAttributes.Public | FieldAttributes.Static, new ArrayType(Int64));
        InlineNext = new FieldDefinition(InlineNextName, FieldAttributes.Public | FieldAttributes.Static, Int32);
        type.Fields.Add(Ticks);
        type.Fields.Add(InlineNext);
        module.Types.Add(type);
    }

    /// <summary>long[]: ticks by counter.</summary>
    public FieldDefinition Ticks { get; }

    /// <summary>int: 1 when the frame of the next instance method is inlined. The callee reads and clears it.</summary>
    public FieldDefinition InlineNext { get; }

    /// <summary>The module's int.</summary>
    public TypeReference Int32 { get; }

    /// <summary>The module's long.</summary>
    public TypeReference Int64 { get; }
}
