namespace Endcap.Compression.Models.PyTorch;

/// <summary>The name of a Python object that a pickle uses.</summary>
internal sealed record GlobalName(string Name);
