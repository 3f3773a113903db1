using Endcap.Compression.Evaluation.Cost;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Tests.HostTools.Evaluation.Cost;

[TestClass]
public sealed class CallTests
{
    private const MethodAttributes Public = MethodAttributes.Public | MethodAttributes.HideBySig;
    private const double NewObject = 41.93;
    private const double BaseConstructor = 0.73 + 15.87 + 0.46; // ldarg.0, call object::.ctor

    [TestMethod]
    public void Static_Call_Costs_Kind_Arguments_And_Locals()
    {
        IlCost cost = IlFixture.CostOf((fixture, _, il) =>
        {
            MethodDefinition callee = fixture.AddStatic("Callee", fixture.Int, fixture.Int, fixture.Int);
            callee.Body.Variables.Add(new VariableDefinition(fixture.Int));
            ILProcessor inner = callee.Body.GetILProcessor();
            inner.Emit(OpCodes.Ldarg_0); // 0.73
            inner.Emit(OpCodes.Stloc_0); // 0.85
            inner.Emit(OpCodes.Ldarg_1); // 0.73
            inner.Emit(OpCodes.Ret);
            il.Emit(OpCodes.Ldc_I4_1);   // 0.51
            il.Emit(OpCodes.Ldc_I4_2);   // 0.51
            il.Emit(OpCodes.Call, callee); // 14.31 + 2 × 0.46 + 2.97
            il.Emit(OpCodes.Ret);
        });

        Assert.AreEqual(21.53, cost.Weighted);
        Assert.AreEqual(8, cost.Operations);
    }

    [TestMethod]
    public void Native_Call_Costs_The_Native_Row()
    {
        using var fixture = new IlFixture();
        MethodDefinition run = fixture.AddStatic("Run", fixture.Int, fixture.Module.TypeSystem.String);
        ILProcessor il = run.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg_0); // 0.73
        il.Emit(OpCodes.Callvirt, // 34.63 + 0.46
            new MethodReference("get_Length", fixture.Int, fixture.Module.TypeSystem.String) { HasThis = true });
        il.Emit(OpCodes.Ret);

        Assert.AreEqual(35.82, fixture.Measure("four").Weighted);
    }

    // Run → Outer is inlined into Run's frame; Outer → Inner finds that frame inlined already and gets a full one.
    [TestMethod]
    public void Instance_Calls_Are_Inlined_One_Level()
    {
        using var fixture = new IlFixture();
        (MethodDefinition outer, MethodDefinition inner) = AddNestedCalls(fixture);
        IlCost twoLevels = MeasureOn(fixture, outer);
        Assert.AreEqual(NewObject + BaseConstructor + 12.19 + 0.46 + 0.73 + 15.87 + 0.46 + 0.51, twoLevels.Weighted, 1e-9);

        using var other = new IlFixture();
        (_, inner) = AddNestedCalls(other);
        Assert.AreEqual(NewObject + BaseConstructor + 12.19 + 0.46 + 0.51, MeasureOn(other, inner).Weighted, 1e-9);
    }

    // Outer's 12 locals do not fit into Run's stack, so Outer has a full frame; whether Inner fits into that depends on its stack.
    [TestMethod]
    [DataRow(0, 15.87)]
    [DataRow(4, 12.19)]
    public void Frame_Is_Inlined_If_It_Fits_Into_The_Callers_Stack(int outerDepth, double innerCall)
    {
        using var fixture = new IlFixture();
        (MethodDefinition outer, _) = AddNestedCalls(fixture);
        for (int i = 0; i < 12; i++) outer.Body.Variables.Add(new VariableDefinition(fixture.Int));
        ILProcessor il = outer.Body.GetILProcessor();
        for (int i = 0; i < outerDepth; i++) il.InsertBefore(il.Body.Instructions[0], il.Create(OpCodes.Pop));      // 0.23
        for (int i = 0; i < outerDepth; i++) il.InsertBefore(il.Body.Instructions[0], il.Create(OpCodes.Ldc_I4_0)); // 0.51

        double expected = NewObject + BaseConstructor + 15.87 + 0.46 + 12 * 2.97 + outerDepth * 0.74 + 0.73 + innerCall + 0.46 + 0.51;
        Assert.AreEqual(expected, MeasureOn(fixture, outer).Weighted, 1e-9);
    }

    [TestMethod]
    public void Virtual_Call_Charges_The_Locals_Of_The_Override_That_Runs()
    {
        using var fixture = new IlFixture();
        TypeDefinition type = fixture.AddClass("Base");
        TypeDefinition derived = fixture.AddClass("Derived", type);
        MethodDefinition target = AddReturningOne(fixture, type, Public | MethodAttributes.Virtual | MethodAttributes.NewSlot);
        MethodDefinition overriding = AddReturningOne(fixture, derived, Public | MethodAttributes.Virtual);
        overriding.Body.Variables.Add(new VariableDefinition(fixture.Int));
        MethodDefinition constructor = fixture.AddConstructor(derived);
        fixture.AddConstructor(type);
        IlCost cost = MeasureCall(fixture, constructor, target);

        Assert.AreEqual(NewObject + 2 * BaseConstructor + 24.22 + 0.46 + 2.97 + 0.51, cost.Weighted, 1e-9);
    }

    [TestMethod]
    public void Fields_Cost_Their_Rows()
    {
        IlCost cost = IlFixture.CostOf((fixture, _, il) =>
        {
            TypeDefinition type = fixture.AddClass("Holder");
            var field = new FieldDefinition("Value", FieldAttributes.Public, fixture.Int);
            type.Fields.Add(field);
            il.Emit(OpCodes.Newobj, fixture.AddConstructor(type));
            il.Emit(OpCodes.Dup);          // 0.73
            il.Emit(OpCodes.Ldc_I4_1);     // 0.51
            il.Emit(OpCodes.Stfld, field); // 2.55
            il.Emit(OpCodes.Ldfld, field); // 3.56
            il.Emit(OpCodes.Ret);
        });

        Assert.AreEqual(NewObject + BaseConstructor + 7.35, cost.Weighted, 1e-9);
    }

    private static (MethodDefinition Outer, MethodDefinition Inner) AddNestedCalls(IlFixture fixture)
    {
        TypeDefinition type = fixture.AddClass("Target");
        fixture.AddConstructor(type);
        MethodDefinition inner = AddReturningOne(fixture, type, Public);
        MethodDefinition outer = IlFixture.AddMethod(type, "Outer", Public, fixture.Int);
        ILProcessor il = outer.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg_0);         // 0.73
        il.Emit(OpCodes.Callvirt, inner);
        il.Emit(OpCodes.Ret);
        return (outer, inner);
    }

    private static MethodDefinition AddReturningOne(IlFixture fixture, TypeDefinition type, MethodAttributes attributes)
    {
        MethodDefinition method = IlFixture.AddMethod(type, "Value", attributes, fixture.Int);
        ILProcessor il = method.Body.GetILProcessor();
        il.Emit(OpCodes.Ldc_I4_1); // 0.51
        il.Emit(OpCodes.Ret);
        return method;
    }

    private static IlCost MeasureOn(IlFixture fixture, MethodDefinition method) =>
        MeasureCall(fixture, method.DeclaringType.Methods.First(m => m.IsConstructor), method);

    private static IlCost MeasureCall(IlFixture fixture, MethodDefinition constructor, MethodDefinition method)
    {
        if (constructor.DeclaringType.BaseType is TypeDefinition baseType)
            constructor.Body.Instructions[1].Operand = baseType.Methods.First(m => m.IsConstructor);
        ILProcessor il = fixture.AddStatic("Run", fixture.Int).Body.GetILProcessor();
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Callvirt, method);
        il.Emit(OpCodes.Ret);
        return fixture.Measure();
    }
}
