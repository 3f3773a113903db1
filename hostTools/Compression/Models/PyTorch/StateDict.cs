using Endcap.Compression.Errors;
using Endcap.Compression.Models.Safetensors;

namespace Endcap.Compression.Models.PyTorch;

/// <summary>The Python objects that a state dict consists of, by name; every other name is refused.</summary>
/// <param name="archive">The file's storages.</param>
/// <param name="path">The file, for messages.</param>
internal sealed class StateDict(TorchArchive archive, string path)
{
    private const string OrderedDict = "collections.OrderedDict", Rebuild = "torch._utils._rebuild_tensor_v2", Parameter = "torch._utils._rebuild_parameter";
    private const int MostTensors = 10_000, MostDimensions = 16;

    private static readonly Dictionary<string, ElementType> Storages = new()
    {
        ["torch.DoubleStorage"] = ElementType.F64,
        ["torch.FloatStorage"] = ElementType.F32,
        ["torch.HalfStorage"] = ElementType.F16,
        ["torch.BFloat16Storage"] = ElementType.BF16,
        ["torch.LongStorage"] = ElementType.I64,
        ["torch.IntStorage"] = ElementType.I32,
        ["torch.ShortStorage"] = ElementType.I16,
        ["torch.CharStorage"] = ElementType.I8,
        ["torch.ByteStorage"] = ElementType.U8,
        ["torch.BoolStorage"] = ElementType.BOOL,
    };

    /// <summary>The tensors of a state dict, in its order. Errors: E261, E262, E263.</summary>
    public List<StoredTensor> Tensors(object? root)
    {
        if (root is not StateDictionary dictionary) throw Refused("it holds no dictionary of tensors");
        if (dictionary.Items.Count > MostTensors) throw Catalogue.ModelLimit(path, "the number of tensors", dictionary.Items.Count, MostTensors);
        var tensors = new Dictionary<string, StoredTensor>();
        foreach ((object? key, object? value) in dictionary.Items)
        {
            if (key is string nested && value is StateDictionary inner && inner.Items.Any(item => item.Value is StoredTensor))
                throw Catalogue.ModelUnsupported(path, $"it is a checkpoint with the weights in \"{Catalogue.Short(nested)}\"",
                    $"In Python: torch.save(torch.load(\"checkpoint.pt\")[\"{Catalogue.Short(nested)}\"], \"weights.pt\").");
            if (key is not string name || value is not StoredTensor tensor) continue; // counters and settings stand among weights
            if (!tensors.TryAdd(name, tensor with { Name = name })) throw Bad($"tensor \"{Catalogue.Short(name)}\" is there twice");
        }

        return tensors.Count > 0 ? [.. tensors.Values] : throw Refused("it holds no tensors by name");
    }

    /// <summary>A Python name that the pickle uses.</summary>
    public GlobalName Global(string name) => name is OrderedDict or Rebuild or Parameter || Storages.ContainsKey(name)
        ? new GlobalName(name)
        : throw Refused($"its pickle uses {Catalogue.Short(name)}, which is no part of a plain state dict");

    /// <summary>A storage: ("storage", type, key, device, number of elements).</summary>
    public StorageReference Storage(object? id)
    {
        if (id is not object?[] parts || parts is not ["storage", GlobalName type, string key, _, long count, ..]) throw Bad("a storage that torch.save does not write");
        if (!Storages.TryGetValue(type.Name, out ElementType element)) throw Bad($"a storage of {type.Name}");
        byte[] data = archive.Storage(key);
        return count >= 0 && count == data.Length / element.Size() && data.Length % element.Size() == 0
            ? new StorageReference(element, data, (int)count)
            : throw Bad($"storage {Catalogue.Short(key)} has {data.Length} bytes, not {count} elements of type {element}");
    }

    /// <summary>What a call of a known name makes.</summary>
    public object Call(object? function, object?[] arguments) => (function, arguments) switch
    {
        (GlobalName { Name: OrderedDict }, []) => new StateDictionary(),
        (GlobalName { Name: Parameter }, [StoredTensor data, ..]) => data,
        (GlobalName { Name: Rebuild }, [StorageReference storage, long offset, object?[] size, object?[] stride, ..]) => Tensor(storage, offset, size, stride),
        (GlobalName name, _) => throw Bad($"{name.Name} with other arguments than torch.save writes"),
        _ => throw Refused("its pickle calls what is no known function"),
    };

    private StoredTensor Tensor(StorageReference storage, long offset, object?[] size, object?[] stride)
    {
        if (size.Length != stride.Length || size.Length > MostDimensions) throw Bad($"a tensor of {size.Length} dimensions and {stride.Length} strides");
        int[] shape = Numbers(size), strides = Numbers(stride);
        long count = 1, last = offset;
        for (int d = 0; d < shape.Length; d++)
        {
            count *= shape[d];
            last += (shape[d] - 1L) * strides[d];
            if (count > storage.Count || last >= Math.Max(1, storage.Count)) throw Bad("a tensor that reaches outside its storage");
        }

        if (offset < 0 || offset > storage.Count || (count > 0 && last >= storage.Count)) throw Bad("a tensor that reaches outside its storage");
        return new StoredTensor("", storage.Type, shape, storage.Data[((int)offset * storage.Type.Size())..], strides);
    }

    private int[] Numbers(object?[] items) =>
        [.. items.Select(item => item is long number and >= 0 and <= int.MaxValue ? (int)number : throw Bad("a length or stride outside its range"))];

    private UserErrorException Bad(string what) => Catalogue.ModelMalformed(path, "data.pkl", what);

    private UserErrorException Refused(string what) => Catalogue.ModelUnsupported(path, what, PickleReader.Ways);
}
