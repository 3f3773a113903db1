using Endcap.Kernel;
using Endcap.Label.Display;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Tests.Firmware.Subset;

/// <summary>The device's sources, as compiled here, keep to what nanoFramework's runtime can do.</summary>
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
        ["Members"] = UnknownMembers,
        ["Switches"] = SubsetRules.Switches,
        ["Locals"] = SubsetRules.Locals,
        ["LongMethods"] = SubsetRules.LongMethods,
        ["StaticMethods"] = SubsetRules.StaticMethods,
        ["AllCode"] = SubsetRules.AllCode,
        ["AllInitialisers"] = SubsetRules.AllInitialisers,
    };

    // A fault is a number in the kernel; the label's own code may have to catch what the board's libraries throw.
    private const string KernelOnly = "Handlers";

    public static IEnumerable<object[]> AllRules => Rules.Keys.Select(rule => new object[] { rule });

    public static IEnumerable<object[]> TrappedRules => typeof(Traps)
        .GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Select(type => new object[] { type.Name });

    [TestMethod]
    [DynamicData(nameof(AllRules))]
    public void The_Devices_Code_Keeps_The_Rule(string rule)
    {
        Type[] pure = [typeof(BlobReader), typeof(Endcap.Protocol.ProfilePacket), typeof(Endcap.Boards.Board)];
        Type[] checkedTypes = rule == KernelOnly ? pure : [.. pure, typeof(Font)];
        IEnumerable<string> broken = checkedTypes.SelectMany(type => Rules[rule](TypesBeside(type)));
        Assert.AreEqual("", string.Join('\n', broken));
    }

    [TestMethod]
    [DynamicData(nameof(TrappedRules))]
    public void A_Trap_Breaks_Its_Rule(string rule)
    {
        TypeDefinition trap = CodeReader.Module(typeof(Traps)).GetType($"{typeof(Traps).FullName}/{rule}");
        CollectionAssert.AreNotEqual(Array.Empty<string>(), Rules[rule]([.. CodeReader.WithNested(trap)]).ToArray());
    }

    [TestMethod]
    [DataRow("Switches", SubsetRules.MaxSwitch)]
    [DataRow("Locals", SubsetRules.MaxLocals)]
    [DataRow("LongMethods", SubsetRules.MaxMethodBytes)]
    [DataRow("StaticMethods", SubsetRules.MaxStaticMethods)]
    [DataRow("AllCode", SubsetRules.MaxAssemblyBytes)]
    [DataRow("AllInitialisers", SubsetRules.MaxInitialiserBytes)]
    public void A_Limit_Is_Kept_And_Its_Successor_Is_Not(string rule, int limit)
    {
        Assert.IsEmpty(Rules[rule]([ClassOf(rule, limit)]));
        Assert.IsNotEmpty(Rules[rule]([ClassOf(rule, limit + 1)]));
    }

    [TestMethod]
    public void The_Allowed_Members_Are_Those_That_Are_Used()
    {
        IEnumerable<string> used = CoreMembers([.. TypesBeside(typeof(BlobReader)), .. TypesBeside(typeof(Endcap.Protocol.ProfilePacket)),
            .. TypesBeside(typeof(Endcap.Boards.Board)), .. TypesBeside(typeof(Font))])
            .Select(each => each.Name);
        Assert.AreEqual(string.Join('\n', Allowed), string.Join('\n', used.Distinct().Order(StringComparer.Ordinal)));
    }

    private static TypeDefinition[] TypesBeside(Type type) => [.. CodeReader.Module(type).GetTypes()];

    private static string[] Allowed => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "allowed-members.txt"))
        .Where(line => !line.StartsWith('#'))];

    private static IEnumerable<string> UnknownMembers(IReadOnlyList<TypeDefinition> types) =>
        CoreMembers(types).Where(each => !Allowed.Contains(each.Name)).DistinctBy(each => each.Name)
            .Select(each => $"{each.Name}, used by {each.User}");

    // References to the core library, members as "method …" or "field …", types as "type …".
    private static IEnumerable<(string User, string Name)> CoreMembers(IReadOnlyList<TypeDefinition> types) =>
        CodeReader.Members(types).Where(each => IsCore(each.Member.DeclaringType))
            .Select(each => (each.User, $"{(each.Member is MethodReference ? "method" : "field")} {each.Member.FullName}"))
            .Concat(CodeReader.Types(types).Where(each => IsCore(each.Type.GetElementType()))
                .Select(each => (each.User, $"type {each.Type.GetElementType().FullName}")));

    private static bool IsCore(TypeReference type) => type.Scope.Name == "System.Runtime";

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
        Instruction end = code.Create(OpCodes.Ret);
        if (rule == "Switches") code.Emit(OpCodes.Switch, Enumerable.Repeat(end, size).ToArray());
        for (int i = 0; rule == "Locals" && i < size; i++) method.Body.Variables.Add(new VariableDefinition(module.TypeSystem.Int32));
        code.Append(end);
        return method;
    }
}
