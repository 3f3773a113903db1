using System.Buffers.Binary;
using System.Text;

namespace Endcap.Compression.Models.XGBoost;

/// <summary>Reads Universal Binary JSON, draft 12 as XGBoost writes it, into the values of <see cref="JsonValues"/>. Numbers are big-endian.</summary>
internal ref struct UbjsonValues
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly ValueLimits _limits;
    private int _at;

    private UbjsonValues(ReadOnlySpan<byte> file, ValueLimits limits)
    {
        _file = file;
        _limits = limits;
    }

    /// <summary>The value of a whole file. Errors: E261, E263.</summary>
    public static object? Read(ReadOnlySpan<byte> file, ValueLimits limits)
    {
        var reader = new UbjsonValues(file, limits);
        object? value = reader.Value(reader.Take(), 0);
        if (reader._at < file.Length) throw limits.Malformed(reader._at, "bytes after the end of the model");
        return value;
    }

    private object? Value(byte marker, int depth)
    {
        if (SizeOf(marker) > 0) return Number(marker);
        _limits.CountValue(depth);
        return marker switch
        {
            (byte)'{' => Object(depth),
            (byte)'[' => Array(depth),
            (byte)'S' => Text(Take()),
            (byte)'T' => true,
            (byte)'F' => false,
            (byte)'Z' => null,
            _ => throw _limits.Malformed(_at - 1, $"marker 0x{marker:x2} is none of UBJSON's that XGBoost uses"),
        };
    }

    private Dictionary<string, object?> Object(int depth)
    {
        var members = new Dictionary<string, object?>();
        for (byte marker = Take(); marker != '}'; marker = Take())
        {
            int at = _at;
            string name = Text(marker);
            if (!members.TryAdd(name, Value(Take(), depth + 1))) throw _limits.Malformed(at, $"'{ValueLimits.Short(name)}' stands there twice");
        }

        return members;
    }

    private object Array(int depth)
    {
        byte marker = Take();
        if (marker == '$') return Typed();
        var items = new ArrayOfValues();
        if (marker == '#')
        {
            for (int n = Count(Take(), 1); n > 0; n--) Add(items, Take(), depth);
            return items.Finish();
        }

        for (; marker != ']'; marker = Take()) Add(items, marker, depth);
        return items.Finish();
    }

    private void Add(ArrayOfValues items, byte marker, int depth)
    {
        if (SizeOf(marker) > 0) items.Add(Number(marker));
        else items.Add(Value(marker, depth + 1));
    }

    private double[] Typed()
    {
        byte type = Take();
        int size = SizeOf(type);
        if (size == 0) throw _limits.Malformed(_at - 1, $"0x{type:x2} is no type of an array of numbers");
        if (Take() != '#') throw _limits.Malformed(_at - 1, "an array with a type and no count");
        var numbers = new double[Count(Take(), size)];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = Number(type);
        return numbers;
    }

    private string Text(byte marker)
    {
        int length = Count(marker, 1);
        _at += length;
        return Encoding.UTF8.GetString(_file.Slice(_at - length, length));
    }

    // A count of things of which each takes so many bytes at least, so what is allocated for them is bounded by the file.
    private int Count(byte marker, int size)
    {
        int at = _at - 1;
        if (marker is not ((byte)'i' or (byte)'U' or (byte)'I' or (byte)'l' or (byte)'L')) throw _limits.Malformed(at, "a count that is no whole number");
        double count = Number(marker);
        if (count < 0 || count > (_file.Length - _at) / size)
            throw _limits.Malformed(at, $"a count of {count} where {_file.Length - _at} bytes are left");
        return (int)count;
    }

    private double Number(byte marker)
    {
        int size = SizeOf(marker);
        if (size > _file.Length - _at) throw _limits.Malformed(_at, "the file ends in the middle of a number");
        ReadOnlySpan<byte> bytes = _file.Slice(_at, size);
        _at += size;
        return marker switch
        {
            (byte)'i' => (sbyte)bytes[0],
            (byte)'U' or (byte)'C' => bytes[0],
            (byte)'I' => BinaryPrimitives.ReadInt16BigEndian(bytes),
            (byte)'l' => BinaryPrimitives.ReadInt32BigEndian(bytes),
            (byte)'L' => BinaryPrimitives.ReadInt64BigEndian(bytes),
            (byte)'d' => BinaryPrimitives.ReadSingleBigEndian(bytes),
            _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
        };
    }

    private static int SizeOf(byte marker) => marker switch
    {
        (byte)'i' or (byte)'U' or (byte)'C' => 1,
        (byte)'I' => 2,
        (byte)'l' or (byte)'d' => 4,
        (byte)'L' or (byte)'D' => 8,
        _ => 0,
    };

    private byte Take() => _at < _file.Length ? _file[_at++] : throw _limits.Malformed(_at, "the file ends in the middle of a value");
}
