using Endcap.Compression.Models.Safetensors;

namespace Endcap.Compression.Models.PyTorch;

/// <summary>A block of elements that tensors are views of.</summary>
/// <param name="Type">Its elements.</param>
/// <param name="Data">Their bytes.</param>
/// <param name="Count">How many there are.</param>
internal sealed record StorageReference(ElementType Type, ReadOnlyMemory<byte> Data, int Count);
