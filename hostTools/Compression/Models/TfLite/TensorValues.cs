namespace Endcap.Compression.Models.TfLite;

/// <summary>The tensors' elements while one row is scored; constants are shared.</summary>
internal sealed class TensorValues
{
    /// <summary>[tensor]: elements of float tensors; null for others.</summary>
    public required float[]?[] Floats { get; init; }

    /// <summary>[tensor]: elements of integer tensors; null for others.</summary>
    public required int[]?[] Integers { get; init; }

    /// <summary>Set when the row has no prediction: a missing integer, an index outside its table.</summary>
    public bool Failed { get; set; }
}
