namespace Endcap.Compression.Tensors.MixedBits;

/// <summary>One way to store a tensor.</summary>
/// <param name="Bytes">Its size, not negative.</param>
/// <param name="Loss">What it costs in quality (sensitivity), in any unit that adds up over tensors.</param>
public readonly record struct BitChoice(int Bytes, double Loss);
