using Endcap.Compression.Evaluation.Cost;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Tests.HostTools.Evaluation.Cost;

[TestClass]
public sealed class BranchTests
{
    [TestMethod]
    [DataRow(1, 0.73 + 0.51 + 1.71 + 0.51)] // taken
    [DataRow(2, 0.73 + 0.51 + 2.03 + 0.88)] // not taken
    public void Taken_And_Not_Taken_Have_Their_Own_Costs(int argument, double expected)
    {
        IlCost cost = CostOfIntMethod(argument, il =>
        {
            Instruction target = il.Create(OpCodes.Ldc_I4_0); // 0.51
            il.Emit(OpCodes.Ldarg_0);        // 0.73
            il.Emit(OpCodes.Ldc_I4_1);       // 0.51
            il.Emit(OpCodes.Beq_S, target);
            il.Emit(OpCodes.Ldc_I4, 1000);   // 0.88
            il.Emit(OpCodes.Ret);
            il.Append(target);
            il.Emit(OpCodes.Ret);
        });

        Assert.AreEqual(expected, cost.Weighted, 1e-9);
        Assert.AreEqual(5, cost.Operations);
    }

    // The block after the branch has two ways in, so its count alone does not tell how often the branch fell through.
    [TestMethod]
    [DataRow(0, 0.73 + 1.08 + 0.51 + 0.51 + 1.00 + 0.51 + 1.00)] // brfalse taken, stays on the joined path
    [DataRow(5, 0.73 + 1.10 + 0.51 + 0.51 + 1.00)]               // not taken, straight to the join
    public void Fall_Through_Into_A_Join_Is_Told_From_Jumping_There(int argument, double expected)
    {
        IlCost cost = CostOfIntMethod(argument, il =>
        {
            Instruction join = il.Create(OpCodes.Ldc_I4_2);
            Instruction zero = il.Create(OpCodes.Ldc_I4_3);
            il.Emit(OpCodes.Ldc_I4_1);      // 0.51
            il.Emit(OpCodes.Ldarg_0);       // 0.73
            il.Emit(OpCodes.Brfalse, zero); // 1.08 / 1.10, with one value left on the stack
            il.Append(join);                // 0.51
            il.Emit(OpCodes.Add);           // 1.00
            il.Emit(OpCodes.Ret);
            il.Append(zero);                // 0.51
            il.Emit(OpCodes.Add);           // 1.00
            il.Emit(OpCodes.Br, join);      // 0.91
        });

        double viaJump = argument == 0 ? 0.91 : 0;
        Assert.AreEqual(expected + viaJump, cost.Weighted, 1e-9);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(10)]
    [DataRow(1000)]
    public void Loop_Costs_Its_Trip_Count(int trips)
    {
        IlCost cost = CostOfIntMethod(trips, il =>
        {
            Instruction test = il.Create(OpCodes.Ldarg_0);
            Instruction body = il.Create(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Br, test);       // 0.91
            il.Append(body);                 // 0.73
            il.Emit(OpCodes.Ldc_I4_1);       // 0.51
            il.Emit(OpCodes.Sub);            // 1.00
            il.Emit(OpCodes.Starg_S, il.Body.Method.Parameters[0]); // 1.05
            il.Append(test);                 // 0.73
            il.Emit(OpCodes.Ldc_I4_0);       // 0.51
            il.Emit(OpCodes.Bgt, body);      // 1.71 taken, 2.03 not
            il.Emit(OpCodes.Ldc_I4_0);       // 0.51
            il.Emit(OpCodes.Ret);
        });

        double once = 0.91 + 0.73 + 0.51 + 2.03 + 0.51;
        Assert.AreEqual(once + trips * (0.73 + 0.51 + 1.00 + 1.05 + 0.73 + 0.51 + 1.71), cost.Weighted, 1e-6);
        Assert.AreEqual(6 + trips * 7L, cost.Operations);
    }

    [TestMethod]
    public void Branch_To_The_Next_Instruction_Is_Taken_Or_Not()
    {
        void Write(ILProcessor il)
        {
            Instruction next = il.Create(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Brtrue, next);
            il.Append(next);
            il.Emit(OpCodes.Ret);
        }

        Assert.AreEqual(0.73 + 1.08 + 0.51, CostOfIntMethod(1, Write).Weighted, 1e-9);
        Assert.AreEqual(0.73 + 1.10 + 0.51, CostOfIntMethod(0, Write).Weighted, 1e-9);
    }

    [TestMethod]
    [DataRow(0, 0.51)]
    [DataRow(1, 0.88)]
    [DataRow(7, 1.23 + 2.37)] // out of range
    public void Switch_Costs_The_Same_For_Every_Case(int argument, double caseCost)
    {
        IlCost cost = CostOfIntMethod(argument, il =>
        {
            Instruction zero = il.Create(OpCodes.Ldc_I4_0);
            Instruction one = il.Create(OpCodes.Ldc_I4, 1000);
            il.Emit(OpCodes.Ldarg_0);                  // 0.73
            il.Emit(OpCodes.Switch, new[] { zero, one, zero }); // 1.06
            il.Emit(OpCodes.Ldc_I8, 1L);
            il.Emit(OpCodes.Conv_I4);
            il.Emit(OpCodes.Ret);
            il.Append(zero);
            il.Emit(OpCodes.Ret);
            il.Append(one);
            il.Emit(OpCodes.Ret);
        });

        Assert.AreEqual(0.73 + 1.06 + caseCost, cost.Weighted, 1e-9);
    }

    [TestMethod]
    public void Unsigned_Comparisons_Have_Their_Own_Rows()
    {
        IlCost cost = CostOfIntMethod(3, il =>
        {
            Instruction end = il.Create(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Ldarg_0);      // 0.73
            il.Emit(OpCodes.Ldc_I4_5);     // 0.51
            il.Emit(OpCodes.Blt_Un_S, end); // 1.64
            il.Emit(OpCodes.Nop);          // jumped over: an unlisted opcode that does not run does no harm
            il.Append(end);                // 0.51
            il.Emit(OpCodes.Ret);
        });

        Assert.AreEqual(3.39, cost.Weighted);
    }

    private static IlCost CostOfIntMethod(int argument, Action<ILProcessor> write)
    {
        using var fixture = new IlFixture();
        MethodDefinition run = fixture.AddStatic("Run", fixture.Int, fixture.Int);
        write(run.Body.GetILProcessor());
        return fixture.Measure(argument);
    }
}
