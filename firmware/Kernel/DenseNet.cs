namespace Endcap.Kernel;

/// <summary>A dense network as <see cref="DenseLoader"/> expands it for <see cref="DenseKernel"/>. Fields and flat arrays: see <see cref="LoadedShelf"/>.</summary>
public sealed class DenseNet
{
    /// <summary>Units of the first layer.</summary>
    public int Units;

    /// <summary>Layers after the first.</summary>
    public int Layers;

    /// <summary>[used feature]: its number; shared ones first.</summary>
    public byte[] Used;

    /// <summary>[used feature]: its columns count 2^shift.</summary>
    public byte[] ColumnShift;

    /// <summary>[used feature · 16 + bin]: start of its column, or −1 for a rest bin.</summary>
    public int[] ColumnAt;

    /// <summary>Columns of the first layer, a unit after the other.</summary>
    public sbyte[] Columns;

    /// <summary>[product · units + unit]: where the first layer's sum begins.</summary>
    public short[] Bias;

    /// <summary>Weights, layer after layer, each unit's row padded to a multiple of 4.</summary>
    public sbyte[] Weights;

    /// <summary>Bias of each unit, layer after layer.</summary>
    public int[] LayerBias;

    /// <summary>[stage]: units that it activates; stage 0 follows the first layer.</summary>
    public byte[] Width;

    /// <summary>[stage]: multiplier.</summary>
    public int[] Multiplier;

    /// <summary>[stage]: shift.</summary>
    public int[] StageShift;

    /// <summary>[stage]: offset in the blob of the activation's 256 bytes, 0 for a rectifier.</summary>
    public int[] TableAt;

    /// <summary>Scratch, [unit]: the shared part of the first layer.</summary>
    public int[] SharedSums;

    /// <summary>Scratch, [unit]: inputs of a layer.</summary>
    public int[] Input;

    /// <summary>Scratch, [unit]: outputs of a layer.</summary>
    public int[] Output;
}
