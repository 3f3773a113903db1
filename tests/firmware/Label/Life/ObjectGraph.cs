using System.Collections;
using System.Reflection;

namespace Endcap.Tests.Firmware.Label.Life;

/// <summary>Everything that a program's objects hold, as lines "path = value": two states can be compared whole.</summary>
internal static class ObjectGraph
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>All numbers, texts and arrays that objects of Endcap's own classes reach, the virtual board's left out.</summary>
    public static string Of(object root)
    {
        var lines = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Queue<(string Path, object Value)>([("label", root)]);
        while (open.TryDequeue(out (string Path, object Value) next))
        {
            (string path, object value) = next;
            if (value is string || value.GetType().IsPrimitive || value.GetType().IsEnum)
            {
                lines.Add($"{path} = {value}");
                continue;
            }

            if (!seen.Add(value)) continue;
            if (value is Array array && array.GetType().GetElementType()!.IsPrimitive) lines.Add($"{path} = {string.Join(' ', array.Cast<object>())}");
            else if (value is IEnumerable several) Add(open, several.Cast<object>().Select((each, i) => ($"{path}[{i}]", (object?)each)));
            else if (IsOwn(value.GetType())) Add(open, FieldsOf(value).Select(field => ($"{path}.{field.Name}", field.GetValue(value))));
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static bool IsOwn(Type type) =>
        type.Namespace?.StartsWith("Endcap.", StringComparison.Ordinal) == true && type.Assembly.GetName().Name != "Endcap.Virtual";

    private static IEnumerable<FieldInfo> FieldsOf(object value)
    {
        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
            foreach (FieldInfo field in type.GetFields(Fields)) yield return field;
    }

    private static void Add(Queue<(string, object)> open, IEnumerable<(string Path, object? Value)> parts)
    {
        foreach ((string path, object? value) in parts)
            if (value is not null) open.Enqueue((path, value));
    }
}
