namespace Endcap.Compression.Blobs;

/// <summary>The Dense section: a network whose first layer is a sum of columns over bins.</summary>
/// <param name="Used">Run-time features that the first layer reads, ascending.</param>
/// <param name="ColumnShift">[used feature]: its columns count 2^shift, 0…7.</param>
/// <param name="Columns">[column · units + unit]; a column for each bin of each used feature, without rest bins.</param>
/// <param name="Bias">[product · units + unit]: where the first layer's sum begins; has the columns of rest bins.</param>
/// <param name="First">Activates the first layer; its width is the number of units, 1…64.</param>
/// <param name="Layers">The layers after it, 1…3; the last has one unit and no activation.</param>
public sealed record DenseContent(byte[] Used, byte[] ColumnShift, WeightsContent Columns, short[] Bias, DenseStage First,
    IReadOnlyList<DenseLayer> Layers)
{
    /// <summary>Units of the first layer, given the number of products.</summary>
    public int Units(int products) => Bias.Length / products;
}

/// <summary>floor((sum · Multiplier + 2^(Shift − 1)) / 2^Shift), then an activation.</summary>
/// <param name="Multiplier">0…65535.</param>
/// <param name="Shift">0…31.</param>
/// <param name="Activation">One of DenseLoader's: identity (the last stage only), rectifier, table.</param>
/// <param name="Table">Of a table: 256 bytes, for −128 … 127; otherwise null.</param>
public sealed record DenseStage(int Multiplier, int Shift, int Activation, byte[]? Table = null);

/// <summary>A layer after the first.</summary>
/// <param name="Bias">[unit]: within ±2^24.</param>
/// <param name="Weights">[unit · inputs + input].</param>
/// <param name="Stage">What follows the sums.</param>
public sealed record DenseLayer(int[] Bias, WeightsContent Weights, DenseStage Stage);
