using System.Buffers.Binary;
using System.Text;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.PyTorch;

/// <summary>
/// Runs the pickle of a plain state dict. Pickles are programs: this knows the instructions that dictionaries, tuples, texts and numbers
/// need and hands every name of a Python object to <see cref="StateDict"/>, which knows a handful; anything else is refused, nothing is
/// called. Every instruction takes at least a byte and makes at most one object, so time and memory follow the file's length.
/// Source: CPython, Lib/pickletools.py; PyTorch, torch/serialization.py.
/// </summary>
/// <param name="code">The pickle.</param>
/// <param name="path">The file, for messages.</param>
/// <param name="state">Makes tensors and dictionaries.</param>
internal sealed class PickleReader(ReadOnlyMemory<byte> code, string path, StateDict state)
{
    /// <summary>How a refused file can become one that is read.</summary>
    public const string Ways = "In Python, save the weights alone: torch.save(model.state_dict(), \"weights.pt\"), "
        + "or safetensors.torch.save_file(model.state_dict(), \"weights.safetensors\"); or export the whole network: torch.onnx.export(…).";

    private static readonly object Mark = new();

    private readonly List<object?> _stack = [];
    private readonly Dictionary<uint, object?> _memo = [];
    private int _at;

    /// <summary>The object that the pickle leaves. Errors: E261, E262.</summary>
    public object? Read()
    {
        while (true)
        {
            byte op = Bytes(1)[0];
            if (op == '.') return Pop();
            if (!Number(op) && !Structure(op) && !Memo(op)) Object(op);
        }
    }

    private bool Number(byte op)
    {
        switch (op)
        {
            case (byte)'K': return Push((long)Bytes(1)[0]);
            case (byte)'M': return Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)));
            case (byte)'J': return Push((long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4)));
            case (byte)'G': return Push(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8)));
            case 0x8a: return Push(Long(Bytes(Bytes(1)[0])));
            case 0x88: return Push(true);
            case 0x89: return Push(false);
            case (byte)'N': return Push(null);
            case (byte)'X': return Push(Text(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))));
            case 0x8c: return Push(Text(Bytes(1)[0]));
            default: return false;
        }
    }

    private bool Structure(byte op)
    {
        switch (op)
        {
            case 0x80: return Bytes(1)[0] <= 5 ? true : throw Bad("a protocol above 5");
            case 0x95: return Bytes(8).Length > 0; // the length of a frame: not needed
            case (byte)'(': return Push(Mark);
            case (byte)')': return Push(Array.Empty<object?>());
            case (byte)'t': return Push(PopToMark());
            case 0x85 or 0x86 or 0x87: return Push(PopMany(op - 0x84));
            case (byte)']': return Push(new List<object?>());
            case (byte)'}': return Push(new StateDictionary());
            case (byte)'s': return SetItems(PopMany(2));
            case (byte)'u': return SetItems(PopToMark());
            case (byte)'a': return Append(PopMany(1));
            case (byte)'e': return Append(PopToMark());
            default: return false;
        }
    }

    private bool Memo(byte op)
    {
        switch (op)
        {
            case (byte)'q': return Remember(Bytes(1)[0]);
            case (byte)'r': return Remember(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)));
            case 0x94: return Remember((uint)_memo.Count);
            case (byte)'h': return Recall(Bytes(1)[0]);
            case (byte)'j': return Recall(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)));
            default: return false;
        }
    }

    private bool Object(byte op)
    {
        switch (op)
        {
            case (byte)'c': return Push(state.Global($"{Line()}.{Line()}"));
            case 0x93:
                object?[] names = PopMany(2);
                return Push(state.Global($"{names[0]}.{names[1]}"));
            case (byte)'Q': return Push(state.Storage(Pop()));
            case (byte)'R':
                object?[] call = PopMany(2);
                return Push(state.Call(call[0], call[1] as object?[] ?? throw Bad("arguments that are no tuple")));
            case (byte)'b':
                Pop(); // attributes, such as the _metadata of a state dict
                return Peek() is StateDictionary ? true : throw Refused("it sets the state of a Python object");
            default:
                throw Refused($"its pickle uses the instruction 0x{op:x2}{(op is (byte)'i' or (byte)'o' or 0x81 or 0x92 ? ", which makes a Python object" : "")}");
        }
    }

    private bool SetItems(object?[] items)
    {
        if (Peek() is not StateDictionary dictionary || items.Length % 2 != 0) throw Bad("items for what is no dictionary");
        for (int i = 0; i < items.Length; i += 2) dictionary.Items.Add((items[i], items[i + 1]));
        return true;
    }

    private bool Append(object?[] items)
    {
        if (Peek() is not List<object?> list) throw Bad("items for what is no list");
        list.AddRange(items);
        return true;
    }

    private bool Remember(uint key)
    {
        _memo[key] = Peek();
        return true;
    }

    private bool Recall(uint key) => Push(_memo.TryGetValue(key, out object? value) ? value : throw Bad($"nothing was remembered as {key}"));

    private bool Push(object? value)
    {
        _stack.Add(value);
        return true;
    }

    private object? Peek() => _stack.Count > 0 && _stack[^1] != Mark ? _stack[^1] : throw Bad("an instruction finds no object");

    private object? Pop() => PopMany(1)[0];

    private object?[] PopMany(int count)
    {
        if (_stack.Count < count || _stack.IndexOf(Mark, _stack.Count - count) >= 0) throw Bad("an instruction finds too few objects");
        object?[] items = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return items;
    }

    private object?[] PopToMark()
    {
        int mark = _stack.LastIndexOf(Mark);
        if (mark < 0) throw Bad("an instruction finds no mark");
        object?[] items = [.. _stack[(mark + 1)..]];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return items;
    }

    private long Long(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 8) throw Bad($"a whole number of {bytes.Length} bytes");
        long value = bytes.Length > 0 && (bytes[^1] & 0x80) != 0 ? -1 : 0;
        for (int i = bytes.Length - 1; i >= 0; i--) value = (value << 8) | bytes[i];
        return value;
    }

    private string Text(uint length) => length <= 4096 ? Encoding.UTF8.GetString(Bytes((int)length)) : throw Bad($"a text of {length} bytes");

    private string Line()
    {
        int length = code.Span[_at..].IndexOf((byte)'\n');
        if (length is < 0 or > 200) throw Bad("a name without an end");
        string line = Encoding.UTF8.GetString(Bytes(length));
        _at++;
        return line;
    }

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > code.Length - _at) throw Bad("it ends early");
        _at += count;
        return code.Span.Slice(_at - count, count);
    }

    private UserErrorException Bad(string what) => Catalogue.ModelMalformed(path, $"data.pkl, byte {_at}", what);

    private UserErrorException Refused(string what) => Catalogue.ModelUnsupported(path, $"{what} (data.pkl, byte {_at})", Ways);
}
