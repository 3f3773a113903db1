using Endcap.Compression.Evaluation.Cost;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Tests.HostTools.Evaluation.Cost;

/// <summary>An assembly of hand-written IL, so that a test knows every opcode that runs.</summary>
internal sealed class IlFixture : IDisposable
{
    public const string TypeName = "Fixture.Code";

    private readonly AssemblyDefinition _assembly;
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".dll");

    public IlFixture()
    {
        var name = new AssemblyNameDefinition("Fixture" + Guid.NewGuid().ToString("N"), new Version(1, 0));
        _assembly = AssemblyDefinition.CreateAssembly(name, "Fixture", ModuleKind.Dll);
        Type = AddClass("Code");
    }

    public TypeDefinition Type { get; }

    public ModuleDefinition Module => _assembly.MainModule;

    public TypeReference Int => Module.TypeSystem.Int32;

    public TypeReference Long => Module.TypeSystem.Int64;

    /// <summary>Costs of a single static method.</summary>
    public static IlCost CostOf(Action<IlFixture, MethodDefinition, ILProcessor> write, params object[] arguments)
    {
        using var fixture = new IlFixture();
        MethodDefinition method = fixture.AddStatic("Run", fixture.Int);
        write(fixture, method, method.Body.GetILProcessor());
        return fixture.Measure(arguments);
    }

    public TypeDefinition AddClass(string name, TypeReference? baseType = null)
    {
        var type = new TypeDefinition("Fixture", name, TypeAttributes.Public | TypeAttributes.Class, baseType ?? Module.TypeSystem.Object);
        Module.Types.Add(type);
        return type;
    }

    public MethodDefinition AddStatic(string name, TypeReference returns, params TypeReference[] parameters) =>
        AddMethod(Type, name, MethodAttributes.Public | MethodAttributes.Static, returns, parameters);

    public static MethodDefinition AddMethod(TypeDefinition type, string name, MethodAttributes attributes, TypeReference returns,
        params TypeReference[] parameters)
    {
        var method = new MethodDefinition(name, attributes, returns);
        foreach (TypeReference parameter in parameters) method.Parameters.Add(new ParameterDefinition(parameter));
        type.Methods.Add(method);
        return method;
    }

    public MethodDefinition AddConstructor(TypeDefinition type)
    {
        MethodDefinition constructor = AddMethod(type, ".ctor",
            MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, Module.TypeSystem.Void);
        ILProcessor il = constructor.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, new MethodReference(".ctor", Module.TypeSystem.Void, Module.TypeSystem.Object) { HasThis = true });
        il.Emit(OpCodes.Ret);
        return constructor;
    }

    public InstrumentedAssembly Load()
    {
        _assembly.Write(_path);
        return InstrumentedAssembly.Load(_path);
    }

    public IlCost Measure(params object[] arguments)
    {
        using InstrumentedAssembly copy = Load();
        System.Reflection.MethodInfo run = copy.GetType(TypeName).GetMethod("Run")!;
        return copy.Measure(() => run.Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, arguments, null));
    }

    public void Dispose()
    {
        _assembly.Dispose();
        File.Delete(_path);
    }
}
