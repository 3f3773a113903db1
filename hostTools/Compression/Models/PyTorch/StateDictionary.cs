namespace Endcap.Compression.Models.PyTorch;

/// <summary>A dictionary of a pickle, its items in order.</summary>
internal sealed class StateDictionary
{
    public List<(object? Key, object? Value)> Items { get; } = [];
}
