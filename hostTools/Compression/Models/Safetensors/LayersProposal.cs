using System.Text.Json;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.Safetensors;

/// <summary>What to write into a layers file that is missing.</summary>
internal static class LayersProposal
{
    private static readonly string[] Offsets = ["mu", "mean", "offset", "shift"], Scales = ["sd", "std", "sigma", "scale"];

    /// <summary>E262: no layers file; the help holds one that fits the tensors' names.</summary>
    public static UserErrorException Missing(string path, string json, IReadOnlyList<StoredTensor> tensors)
    {
        string? proposal = Of(tensors);
        return Catalogue.ModelUnsupported(path, $"it holds tensors but no layers, and there is no {json} that names them", proposal is null
            ? $"Write that file as hostTools/Compression/Models/Safetensors/README.md says. {List(tensors)}"
            : $"Write this to {json}, and put in the activations and the output (identity, sigmoid, softmax) that the model really has:\n{proposal}");
    }

    /// <summary>The tensors for people.</summary>
    public static string List(IReadOnlyList<StoredTensor> tensors) => tensors.Count == 0
        ? "The file has no tensors."
        : $"Its tensors: {string.Join(", ", tensors.Take(20).Select(t => $"{Catalogue.Short(t.Name)} {t.ShapeText}"))}{(tensors.Count > 20 ? " …" : "")}.";

    /// <summary>A layers file for weights and biases named as PyTorch's modules name them, each taking what the one before gives; null for others.</summary>
    public static string? Of(IReadOnlyList<StoredTensor> tensors)
    {
        Dictionary<string, StoredTensor> all = tensors.ToDictionary(tensor => tensor.Name);
        List<string> prefixes = [.. tensors.Select(tensor => Prefix(tensor.Name)).Distinct().OrderBy(Order)];
        List<string> linear = [.. prefixes.Where(prefix => IsLinear(all, prefix))];
        if (linear.Count == 0 || linear.Count > 64 || !linear.Zip(linear.Skip(1), (a, b) => all[a + "weight"].Shape[0] == all[b + "weight"].Shape[1]).All(fits => fits)) return null;
        IEnumerable<string> layers = prefixes.Select(prefix => IsLinear(all, prefix)
            ? Linear(all, prefix, last: prefix == linear[^1])
            : Scale(all, prefix)).OfType<string>();
        return $"{{\n  \"layers\": [\n    {string.Join(",\n    ", layers)}\n  ],\n  \"output\": \"{(all[linear[^1] + "weight"].Shape[0] == 1 ? "sigmoid" : "identity")}\"\n}}";
    }

    private static string Linear(Dictionary<string, StoredTensor> all, string prefix, bool last)
    {
        string bias = all.ContainsKey(prefix + "bias") ? $", \"bias\": {Quote(prefix + "bias")}" : "";
        return $"{{ \"type\": \"linear\", \"weight\": {Quote(prefix + "weight")}{bias}, \"activation\": \"{(last ? "none" : "relu")}\" }}";
    }

    private static string? Scale(Dictionary<string, StoredTensor> all, string prefix)
    {
        string? offset = Offsets.FirstOrDefault(name => IsVector(all, prefix + name)), scale = Scales.FirstOrDefault(name => IsVector(all, prefix + name));
        return offset is null || scale is null ? null
            : $"{{ \"type\": \"scale\", \"offset\": {Quote(prefix + offset)}, \"divide\": {Quote(prefix + scale)} }}";
    }

    private static bool IsLinear(Dictionary<string, StoredTensor> all, string prefix) =>
        all.TryGetValue(prefix + "weight", out StoredTensor? weight) && weight.Shape.Length == 2 && weight.Type.IsFloat();

    private static bool IsVector(Dictionary<string, StoredTensor> all, string name) => all.TryGetValue(name, out StoredTensor? tensor) && tensor.Shape.Length == 1;

    private static string Prefix(string name) => name[..(name.LastIndexOf('.') + 1)];

    // "10." after "2.": numbers by size.
    private static string Order(string prefix) => string.Join('.', prefix.Split('.').Select(part => part.PadLeft(12, '0')));

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
