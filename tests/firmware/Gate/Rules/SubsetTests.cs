using System.Globalization;
using Endcap.Boards;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Tests.Firmware.Gate.Rules;

/// <summary>The label, as the gate compiled it, keeps to what nanoFramework's runtime can do.</summary>
[TestClass]
public sealed class SubsetTests
{
    private static readonly Dictionary<string, Func<IReadOnlyList<TypeDefinition>, IEnumerable<string>>> Rules = new()
    {
        ["Generics"] = SubsetRules.Generics,
        ["Pointers"] = SubsetRules.Pointers,
        ["Floats"] = SubsetRules.Floats,
        ["Checked"] = SubsetRules.Checked,
        ["Handlers"] = SubsetRules.Handlers,
        ["Matrices"] = SubsetRules.Matrices,
        ["Structs"] = SubsetRules.Structs,
        ["Initialisers"] = SubsetRules.Initialisers,
        ["Members"] = SubsetRules.Members,
        ["Switches"] = SubsetRules.Switches,
        ["Locals"] = SubsetRules.Locals,
        ["LongMethods"] = SubsetRules.LongMethods,
        ["StaticMethods"] = SubsetRules.StaticMethods,
        ["AllCode"] = SubsetRules.AllCode,
        ["AllInitialisers"] = SubsetRules.AllInitialisers,
        ["AllStrings"] = SubsetRules.AllStrings,
        ["MutableStructs"] = SubsetRules.MutableStructs,
        ["StaticState"] = SubsetRules.StaticState,
        ["StaticWrites"] = SubsetRules.StaticWrites,
        ["InterfaceBodies"] = SubsetRules.InterfaceBodies,
        ["CompilerTypes"] = SubsetRules.CompilerTypes,
        ["ByteCasts"] = SubsetRules.ByteCasts,
        ["ByteCopies"] = SubsetRules.ByteCopies,
    };

    // Limits have no trap: classes of just the limit's size and one more are made for them.
    private static readonly string[] Limits = ["Switches", "Locals", "LongMethods", "StaticMethods", "AllCode", "AllInitialisers", "AllStrings"];

    public static IEnumerable<object[]> AllRules => Rules.Keys.Select(rule => new object[] { rule });

    public static IEnumerable<object[]> TrappedRules => typeof(Traps)
        .GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Select(type => new object[] { type.Name });

    [TestMethod]
    [DynamicData(nameof(AllRules))]
    public void The_Label_Keeps_The_Rule_On_Every_Board(string rule)
    {
        IEnumerable<string> broken = BoardList.Create()
            .SelectMany(board => Rules[rule](DeviceCompilation.Of(board.Id).Types()).Select(each => $"{board.Id}: {each}"));
        Assert.AreEqual("", string.Join('\n', broken));
    }

    [TestMethod]
    public void Every_Rule_Has_A_Trap_Or_A_Limit() =>
        Assert.IsEmpty(Rules.Keys.Except(TrappedRules.Select(each => (string)each[0])).Except(Limits));

    [TestMethod]
    [DynamicData(nameof(TrappedRules))]
    public void A_Trap_Breaks_Its_Rule(string rule)
    {
        TypeDefinition trap = CodeReader.Module(typeof(Traps)).GetType($"{typeof(Traps).FullName}/{rule}");
        Assert.IsNotEmpty(Rules[rule == "ShortByteCopies" ? "ByteCopies" : rule]([.. CodeReader.WithNested(trap)]));
    }

    [TestMethod]
    public void A_Type_That_The_Compiler_Adds_Is_Found()
    {
        DeviceCompilation compiled = DeviceCompilation.With(DeviceProject.Read("m5core2"), "static class Trap { static int Same(in int a) => a; }");
        Assert.IsNotEmpty(Rules["CompilerTypes"](compiled.Types()));
    }

    [TestMethod]
    public void A_Handler_In_The_Labels_Own_Code_Is_Allowed()
    {
        const string source = "namespace {0} {{ static class Trap {{ static void Try() {{ try {{ }} finally {{ Try(); }} }} }} }}";
        IEnumerable<string> Broken(string space) => Rules["Handlers"](DeviceCompilation.With(DeviceProject.Read("m5core2"),
            string.Format(CultureInfo.InvariantCulture, source, space)).Types());
        Assert.IsEmpty(Broken("Endcap.Label.Radio"));
        Assert.IsNotEmpty(Broken("Endcap.Kernel"));
    }

    [TestMethod]
    [DataRow("Switches", SubsetRules.MaxSwitch)]
    [DataRow("Locals", SubsetRules.MaxLocals)]
    [DataRow("LongMethods", SubsetRules.MaxMethodBytes)]
    [DataRow("StaticMethods", SubsetRules.MaxStaticMethods)]
    [DataRow("AllCode", SubsetRules.MaxAssemblyBytes)]
    [DataRow("AllInitialisers", SubsetRules.MaxInitialiserBytes)]
    [DataRow("AllStrings", SubsetRules.MaxStringBytes)]
    public void A_Limit_Is_Kept_And_Its_Successor_Is_Not(string rule, int limit)
    {
        Assert.IsEmpty(Rules[rule]([ClassOf(rule, limit)]));
        Assert.IsNotEmpty(Rules[rule]([ClassOf(rule, limit + 1)]));
    }

    // A class of the given size in the rule's measure.
    private static TypeDefinition ClassOf(string rule, int size)
    {
        ModuleDefinition module = ModuleDefinition.CreateModule("Limits", ModuleKind.Dll);
        var type = new TypeDefinition("", "Limits", TypeAttributes.Class, module.TypeSystem.Object);
        module.Types.Add(type);
        if (rule == "AllInitialisers")
            type.Fields.Add(new FieldDefinition("Data", FieldAttributes.Static, module.TypeSystem.Int32) { InitialValue = new byte[size] });
        for (int m = 0; m < (rule == "StaticMethods" ? size : 1); m++) type.Methods.Add(Method(module, rule, size));
        return type;
    }

    private static MethodDefinition Method(ModuleDefinition module, string rule, int size)
    {
        var method = new MethodDefinition("M", MethodAttributes.Static, module.TypeSystem.Void);
        ILProcessor code = method.Body.GetILProcessor();
        if (rule is "LongMethods" or "AllCode")
            for (int i = 1; i < size; i++) code.Emit(OpCodes.Nop);
        // The class has an empty namespace and two names, each with an end mark; so has the text.
        if (rule == "AllStrings") code.Emit(OpCodes.Ldstr, new string('x', size - "Limits".Length - "M".Length - 4));
        Instruction end = code.Create(OpCodes.Ret);
        if (rule == "Switches") code.Emit(OpCodes.Switch, Enumerable.Repeat(end, size).ToArray());
        for (int i = 0; rule == "Locals" && i < size; i++) method.Body.Variables.Add(new VariableDefinition(module.TypeSystem.Int32));
        code.Append(end);
        return method;
    }
}
