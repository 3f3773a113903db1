using Endcap.Compression.Evaluation.Cost;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Tests.HostTools.Evaluation.Cost;

/// <summary>Every expected cost is a sum of numbers read off opcode-costs.csv by hand.</summary>
[TestClass]
public sealed class StraightLineTests
{
    [TestMethod]
    public void Constants_And_Add_Cost_Their_Rows()
    {
        IlCost cost = IlFixture.CostOf((_, _, il) =>
        {
            il.Emit(OpCodes.Ldc_I4_5);        // 0.51
            il.Emit(OpCodes.Ldc_I4_S, (sbyte)100); // 0.88
            il.Emit(OpCodes.Add);             // 1.00
            il.Emit(OpCodes.Ldc_I4, 100_000); // 0.88
            il.Emit(OpCodes.Mul);             // 1.61
            il.Emit(OpCodes.Ret);             // in the call's row
        });

        Assert.AreEqual(4.88, cost.Weighted);
        Assert.AreEqual(6, cost.Operations);
    }

    [TestMethod]
    public void Long_Arithmetic_Has_Its_Own_Rows()
    {
        IlCost cost = IlFixture.CostOf((_, _, il) =>
        {
            il.Emit(OpCodes.Ldc_I8, 7L);  // 1.23
            il.Emit(OpCodes.Ldc_I4_3);    // 0.51
            il.Emit(OpCodes.Conv_I8);     // 2.61
            il.Emit(OpCodes.Add);         // 1.17, not 1.00
            il.Emit(OpCodes.Ldc_I4_2);    // 0.51
            il.Emit(OpCodes.Shl);         // 0.95; the value is long, the count int
            il.Emit(OpCodes.Ldc_I8, 3L);  // 1.23
            il.Emit(OpCodes.Mul);         // 1.31, not 1.61
            il.Emit(OpCodes.Conv_I4);     // 2.37
            il.Emit(OpCodes.Ldc_I4_1);    // 0.51
            il.Emit(OpCodes.Sub);         // 1.00: int again
            il.Emit(OpCodes.Ret);
        });

        Assert.AreEqual(13.40, cost.Weighted);
    }

    [TestMethod]
    public void Kinds_Of_Locals_Arguments_And_Fields_Are_Known()
    {
        using var fixture = new IlFixture();
        MethodDefinition run = fixture.AddStatic("Run", fixture.Int, fixture.Long);
        var field = new FieldDefinition("Sum", FieldAttributes.Public | FieldAttributes.Static, fixture.Long);
        fixture.Type.Fields.Add(field);
        run.Body.Variables.Add(new VariableDefinition(fixture.Long));
        ILProcessor il = run.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg_0);        // 0.73
        il.Emit(OpCodes.Dup);            // 0.73
        il.Emit(OpCodes.Add);            // 1.17
        il.Emit(OpCodes.Stloc_0);        // 0.85
        il.Emit(OpCodes.Ldloc, run.Body.Variables[0]); // 1.20
        il.Emit(OpCodes.Ldsfld, field);  // 3.18
        il.Emit(OpCodes.Sub);            // 1.17
        il.Emit(OpCodes.Stsfld, field);  // 2.69
        il.Emit(OpCodes.Ldc_I4_0);       // 0.51
        il.Emit(OpCodes.Ret);

        Assert.AreEqual(12.23, fixture.Measure(5L).Weighted);
    }

    [TestMethod]
    [DataRow("I1", "SByte", 3.25, 3.43)]
    [DataRow("U1", "Byte", 3.25, 3.43)]
    [DataRow("I2", "Int16", 3.25, 3.43)]
    [DataRow("U2", "UInt16", 3.25, 3.43)]
    [DataRow("I4", "Int32", 3.03, 3.55)]
    [DataRow("I8", "Int64", 2.64, 3.04)]
    public void Array_Elements_Cost_By_Width(string width, string element, double load, double store)
    {
        OpCode Find(string name) => (OpCode)typeof(OpCodes).GetField(name)!.GetValue(null)!;
        IlCost cost = IlFixture.CostOf((fixture, run, il) =>
        {
            TypeReference type = new("System", element, fixture.Module, fixture.Module.TypeSystem.CoreLibrary) { IsValueType = true };
            run.Body.Variables.Add(new VariableDefinition(new ArrayType(type)));
            il.Emit(OpCodes.Ldc_I4_4);     // 0.51
            il.Emit(OpCodes.Newarr, type); // 18.56
            il.Emit(OpCodes.Stloc_0);      // 0.85
            il.Emit(OpCodes.Ldloc_0);      // 1.20
            il.Emit(OpCodes.Ldc_I4_1);     // 0.51
            il.Emit(OpCodes.Ldloc_0);      // 1.20
            il.Emit(OpCodes.Ldc_I4_2);     // 0.51
            il.Emit(Find("Ldelem_" + width));
            il.Emit(Find("Stelem_" + width.Replace('U', 'I')));
            il.Emit(OpCodes.Ldloc_0);      // 1.20
            il.Emit(OpCodes.Ldlen);        // 1.23
            il.Emit(OpCodes.Conv_I4);      // 2.37
            il.Emit(OpCodes.Ret);
        });

        Assert.AreEqual(28.14 + load + store, cost.Weighted, 1e-9);
    }

    [TestMethod]
    public void Element_Address_Update_Costs_Its_Rows()
    {
        IlCost cost = IlFixture.CostOf((fixture, _, il) =>
        {
            il.Emit(OpCodes.Ldc_I4_4);            // 0.51
            il.Emit(OpCodes.Newarr, fixture.Int); // 18.56
            il.Emit(OpCodes.Ldc_I4_0);            // 0.51
            il.Emit(OpCodes.Ldelema, fixture.Int); // 2.45
            il.Emit(OpCodes.Dup);                 // 0.73
            il.Emit(OpCodes.Ldind_I4);            // 1.88
            il.Emit(OpCodes.Ldc_I4_1);            // 0.51
            il.Emit(OpCodes.Add);                 // 1.00
            il.Emit(OpCodes.Stind_I4);            // 2.30
            il.Emit(OpCodes.Ldc_I4_0);            // 0.51
            il.Emit(OpCodes.Ret);
        });

        Assert.AreEqual(28.96, cost.Weighted);
    }

    [TestMethod]
    public void Reports_Add_Up()
    {
        IlCost cost = IlFixture.CostOf((_, _, il) =>
        {
            il.Emit(OpCodes.Ldc_I4_5);
            il.Emit(OpCodes.Ldc_I4_6);
            il.Emit(OpCodes.Xor);
            il.Emit(OpCodes.Ret);
        });

        CollectionAssert.AreEqual(
            new[] { new OpcodeCost("ldc.i4.short", 2, 1.02), new OpcodeCost("xor", 1, 0.37) }, cost.PerOpcode.ToArray());
        CollectionAssert.AreEqual(new[] { new MethodCost("Fixture.Code::Run()", 1.39, 4) }, cost.PerMethod.ToArray());
    }
}
