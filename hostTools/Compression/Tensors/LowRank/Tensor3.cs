namespace Endcap.Compression.Tensors.LowRank;

/// <summary>A three-way array of floats, the last index fastest. The array is shared, not copied.</summary>
public sealed class Tensor3
{
    /// <summary>Wraps an array.</summary>
    /// <param name="size0">Size of the first way.</param>
    /// <param name="size1">Size of the second way.</param>
    /// <param name="size2">Size of the third way.</param>
    /// <param name="data">[(i · size1 + j) · size2 + k].</param>
    public Tensor3(int size0, int size1, int size2, float[] data)
    {
        if (data.LongLength != (long)size0 * size1 * size2)
            throw new ArgumentException($"{size0} × {size1} × {size2} cells, but {data.Length} values.", nameof(data));
        (Size0, Size1, Size2, Data) = (size0, size1, size2, data);
    }

    /// <summary>Size of the first way.</summary>
    public int Size0 { get; }

    /// <summary>Size of the second way.</summary>
    public int Size1 { get; }

    /// <summary>Size of the third way.</summary>
    public int Size2 { get; }

    /// <summary>[(i · Size1 + j) · Size2 + k].</summary>
    public float[] Data { get; }

    /// <summary>One cell.</summary>
    public float this[int i, int j, int k] => Data[(i * Size1 + j) * Size2 + k];
}
