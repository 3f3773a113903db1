using Endcap.Compression.Evaluation.Cost;
using Endcap.Fixtures;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Tests.HostTools.Evaluation.Cost;

[TestClass]
public sealed class InstrumentedAssemblyTests
{
    private const string Functions = "Endcap.Fixtures.Functions";

    [TestMethod]
    public void Instrumented_Functions_Compute_The_Same()
    {
        using InstrumentedAssembly copy = LoadFixture();
        var crc = copy.Bind<Func<byte[], uint>>(Functions, "Crc32");
        var sort = copy.Bind<Action<int[]>>(Functions, "InsertionSort");
        var mix = copy.Bind<Func<int[], long>>(Functions, "Mix");
        var divide = copy.Bind<Func<int, int>>(Functions, "DivideOr");

        Prop.ForAll<byte[]>(data => crc(data) == Fixtures.Functions.Crc32(data)).QuickCheckThrowOnFailure();
        Prop.ForAll<int[]>(values => mix(values) == Fixtures.Functions.Mix(values)).QuickCheckThrowOnFailure();
        Prop.ForAll<int>(divisor => divide(divisor) == Fixtures.Functions.DivideOr(divisor)).QuickCheckThrowOnFailure();
        Prop.ForAll<int[]>(values =>
        {
            int[] sorted = [.. values];
            sort(sorted);
            return sorted.SequenceEqual(values.Order());
        }).QuickCheckThrowOnFailure();
        Assert.AreEqual(0xCBF43926, crc("123456789"u8.ToArray()));
        Assert.AreEqual(-1, divide(0));
    }

    [TestMethod]
    public void Same_Run_Same_Cost()
    {
        using InstrumentedAssembly first = LoadFixture(), second = LoadFixture();
        var values = new[] { 5, -3, 8, 0, 1, 2, 3, 77, 16 };
        IlCost a = MeasureMix(first, values), b = MeasureMix(first, values), c = MeasureMix(second, values);

        Assert.AreEqual(a.Weighted, b.Weighted);
        Assert.AreEqual(a.Operations, b.Operations);
        Assert.AreEqual(a.Weighted, c.Weighted);
        CollectionAssert.AreEqual(a.PerOpcode.ToArray(), c.PerOpcode.ToArray());
    }

    [TestMethod]
    public void Per_Method_And_Per_Opcode_Add_Up_To_The_Total()
    {
        using InstrumentedAssembly copy = LoadFixture();
        IlCost cost = MeasureMix(copy, [1, 2, 3, 4, 5, 8, 9, 13]);

        Assert.AreEqual(cost.Weighted, cost.PerMethod.Sum(method => method.Weighted), 1e-6);
        Assert.AreEqual(cost.Weighted, cost.PerOpcode.Sum(opcode => opcode.Weighted), 1e-6);
        Assert.AreEqual(cost.Operations, cost.PerMethod.Sum(method => method.Operations));
        Assert.IsTrue(cost.PerOpcode.All(opcode => opcode.Count > 0), "a branch was charged less than never");
    }

    [TestMethod]
    public void Copies_Count_In_Parallel()
    {
        var costs = new double[4];
        Parallel.For(0, costs.Length, i =>
        {
            using InstrumentedAssembly copy = LoadFixture();
            for (int run = 0; run < 50; run++) costs[i] = MeasureMix(copy, [5, 1, 8, 3]).Weighted;
        });

        CollectionAssert.AreEqual(Enumerable.Repeat(costs[0], costs.Length).ToArray(), costs);
    }

    [TestMethod]
    public void Unlisted_Opcode_Throws_Only_When_It_Runs()
    {
        using InstrumentedAssembly copy = LoadFixture();
        var divide = copy.Bind<Func<int, int>>(Functions, "DivideOr");
        var error = Assert.ThrowsExactly<UnpricedOpcodeException>(() => copy.Measure(() => divide(7)));
        Assert.AreEqual("leave", error.Opcode);
        StringAssert.Contains(error.Message, "Endcap.Fixtures.Functions::DivideOr(System.Int32) at IL_");
    }

    [TestMethod]
    public void Call_Outside_The_Assembly_Is_Unlisted()
    {
        using var fixture = new IlFixture();
        ILProcessor il = fixture.AddStatic("Run", fixture.Int).Body.GetILProcessor();
        var environment = new TypeReference("System", "Environment", fixture.Module, fixture.Module.TypeSystem.CoreLibrary);
        il.Emit(OpCodes.Call, new MethodReference("get_TickCount", fixture.Int, environment));
        il.Emit(OpCodes.Ret);
        var error = Assert.ThrowsExactly<UnpricedOpcodeException>(() => fixture.Measure());
        Assert.AreEqual("call System.Environment::get_TickCount", error.Opcode);
    }

    [TestMethod]
    public void Debug_Build_Is_Refused()
    {
        using var fixture = new IlFixture();
        var constructor = fixture.Module.ImportReference(typeof(System.Diagnostics.DebuggableAttribute)
            .GetConstructor([typeof(System.Diagnostics.DebuggableAttribute.DebuggingModes)]));
        var attribute = new CustomAttribute(constructor);
        attribute.ConstructorArguments.Add(new CustomAttributeArgument(constructor.Parameters[0].ParameterType, 0x107));
        fixture.Module.Assembly.CustomAttributes.Add(attribute);
        Assert.ThrowsExactly<InvalidOperationException>(() => fixture.Load().Dispose());
    }

    [TestMethod]
    public void Binding_Says_What_Is_Missing()
    {
        using InstrumentedAssembly copy = LoadFixture();
        Assert.ThrowsExactly<MissingMethodException>(() => copy.Bind<Action>(Functions, "Absent"));
        Assert.ThrowsExactly<ArgumentException>(() => copy.Bind<Action>(Functions, "Crc32"));
        Assert.ThrowsExactly<TypeLoadException>(() => copy.GetType("Endcap.Absent"));
    }

    [TestMethod]
    public void Objects_Of_The_Copy_Pass_Through_Object_Delegates()
    {
        using InstrumentedAssembly copy = LoadFixture();
        var create = copy.Bind<Func<bool, object>>(Functions, "Create");
        var twice = copy.Bind<Func<object, int, int>>("Endcap.Fixtures.Counter", "Twice");
        Assert.AreEqual(10, twice(create(false), 3) + 1);
    }

    private static InstrumentedAssembly LoadFixture() => InstrumentedAssembly.Load(typeof(Fixtures.Functions).Assembly.Location);

    private static IlCost MeasureMix(InstrumentedAssembly copy, int[] values)
    {
        var mix = copy.Bind<Func<int[], long>>(Functions, "Mix");
        return copy.Measure(() => mix(values));
    }
}
