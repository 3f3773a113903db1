using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Endcap.Tests.Firmware.Gate;

/// <summary>The members that a list gives one type.</summary>
internal sealed class MemberShapes(TypeDefinition type, TypeNames types)
{
    public void Add(SurfaceLine[] lines)
    {
        foreach (SurfaceLine line in lines.Where(each => each.Kind == "field")) type.Fields.Add(Field(line));
        foreach (SurfaceLine line in lines.Where(each => each.Kind == "method")) type.Methods.Add(Method(line));
        foreach (SurfaceLine line in lines.Where(each => each.Kind == "property")) type.Properties.Add(Property(line));
        foreach (SurfaceLine line in lines.Where(each => each.Kind == "event")) type.Events.Add(Event(line));
        if (type.Properties.FirstOrDefault(each => each.HasParameters) is { } indexer) NameIndexer(indexer.Name);
    }

    private FieldDefinition Field(SurfaceLine line)
    {
        FieldAttributes access = line.Is("protected") ? FieldAttributes.Family : FieldAttributes.Public;
        if (line.Is("const")) access |= FieldAttributes.Static | FieldAttributes.Literal | FieldAttributes.HasDefault;
        if (line.Is("static")) access |= FieldAttributes.Static;
        if (line.Is("readonly")) access |= FieldAttributes.InitOnly;
        var field = new FieldDefinition(line.Name, access, types.Signature(line.Of!));
        if (line.Is("const")) field.Constant = TypeShape.Constant(line.Value, types.Underlying(line.Of!));
        return field;
    }

    private MethodDefinition Method(SurfaceLine line)
    {
        var method = new MethodDefinition(line.Name, MethodAttributes.HideBySig | Access(line) | Virtual(line) | Special(line.Name), types.Signature(line.Of!));
        if (line.Is("static")) method.Attributes |= MethodAttributes.Static;
        method.HasThis = !method.IsStatic;
        foreach (string each in line.List)
        {
            bool isOut = each.StartsWith("out ", StringComparison.Ordinal);
            TypeReference of = types.Signature(isOut ? each[4..] : each);
            method.Parameters.Add(new ParameterDefinition($"p{method.Parameters.Count}", isOut ? ParameterAttributes.Out : 0, of));
        }

        if (SurfaceText.IsDelegate(type)) method.ImplAttributes = MethodImplAttributes.Runtime;
        else if (!method.IsAbstract) ThrowNull(method.Body.GetILProcessor());
        return method;
    }

    private static void ThrowNull(ILProcessor code)
    {
        code.Emit(OpCodes.Ldnull);
        code.Emit(OpCodes.Throw);
    }

    private static MethodAttributes Access(SurfaceLine line) => line.Is("protected") ? MethodAttributes.Family : MethodAttributes.Public;

    private MethodAttributes Virtual(SurfaceLine line) =>
        type.IsInterface || line.Is("abstract") ? MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.Abstract
        : line.Is("virtual") ? MethodAttributes.Virtual | MethodAttributes.NewSlot
        : line.Is("override") ? MethodAttributes.Virtual : 0;

    private static MethodAttributes Special(string name) =>
        name == ".ctor" ? MethodAttributes.SpecialName | MethodAttributes.RTSpecialName
        : name.StartsWith("op_", StringComparison.Ordinal) ? MethodAttributes.SpecialName : 0;

    private PropertyDefinition Property(SurfaceLine line)
    {
        var property = new PropertyDefinition(line.Name, PropertyAttributes.None, types.Signature(line.Of!))
        {
            GetMethod = line.Value.Contains("get;", StringComparison.Ordinal) ? Accessor("get_" + line.Name, line.List) : null,
            SetMethod = line.Value.Contains("set;", StringComparison.Ordinal) ? Accessor("set_" + line.Name, [.. line.List, line.Of!]) : null,
        };
        property.HasThis = !line.Is("static");
        return property;
    }

    private EventDefinition Event(SurfaceLine line) => new(line.Name, EventAttributes.None, types.Signature(line.Of!))
    {
        AddMethod = Accessor("add_" + line.Name, [line.Of!]),
        RemoveMethod = Accessor("remove_" + line.Name, [line.Of!]),
    };

    // Null where the list lacks the method: then the property cannot be used that way.
    private MethodDefinition? Accessor(string name, string[] parameters)
    {
        MethodDefinition? method = type.Methods.SingleOrDefault(each => each.Name == name &&
            each.Parameters.Select(parameter => parameter.ParameterType.FullName).SequenceEqual(parameters));
        if (method is not null) method.Attributes |= MethodAttributes.SpecialName;
        return method;
    }

    // A compiler knows an indexer by the attribute that names it.
    private void NameIndexer(string name)
    {
        var constructor = new MethodReference(".ctor", types.Signature("System.Void"), types.Find("System.Reflection.DefaultMemberAttribute")) { HasThis = true };
        constructor.Parameters.Add(new ParameterDefinition(types.Signature("System.String")));
        var attribute = new CustomAttribute(constructor);
        attribute.ConstructorArguments.Add(new CustomAttributeArgument(types.Signature("System.String"), name));
        type.CustomAttributes.Add(attribute);
    }
}
