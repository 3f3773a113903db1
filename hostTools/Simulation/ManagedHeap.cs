using System.Reflection;

namespace Endcap.Simulation;

/// <summary>
/// Managed heap that a program's objects keep on a 32-bit nanoFramework device, computed by the runtime's rule and not
/// measured: 12 · (fields + 1) bytes for an object, 12 and the contents in blocks of 12 for an array or a text. Objects of
/// the device's libraries, threads and what lives for a moment only are not counted: the board's figure for the program
/// stands for them.
/// </summary>
public static class ManagedHeap
{
    private const int BlockBytes = 12;

    /// <summary>Bytes of all objects of Endcap's own classes that an object reaches, itself included.</summary>
    public static int Of(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([root]);
        int bytes = 0;
        while (open.TryPop(out object? next))
        {
            if (!seen.Add(next)) continue;
            bytes += next switch
            {
                Array array => OfArray(array, open),
                string text => BlockBytes * (1 + Blocks(System.Text.Encoding.UTF8.GetByteCount(text) + 1)),
                _ => OfObject(next, open),
            };
        }

        return bytes;
    }

    private static int OfArray(Array array, Stack<object> open)
    {
        Type element = array.GetType().GetElementType()!;
        if (element.IsPrimitive) return BlockBytes * (1 + Blocks(Buffer.ByteLength(array)));
        foreach (object? each in array)
            if (each is not null) open.Push(each);
        return BlockBytes * (1 + array.Length);
    }

    private static int OfObject(object target, Stack<object> open)
    {
        if (target.GetType().Namespace?.StartsWith("Endcap.", StringComparison.Ordinal) != true
            || target.GetType().Assembly.GetName().Name == "Endcap.Virtual") return 0;
        int fields = 0;
        for (Type? type = target.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                fields++;
                if (!field.FieldType.IsPrimitive && !field.FieldType.IsEnum && field.GetValue(target) is { } value) open.Push(value);
            }
        }

        return BlockBytes * (1 + fields);
    }

    private static int Blocks(int bytes) => (bytes + BlockBytes - 1) / BlockBytes;
}
