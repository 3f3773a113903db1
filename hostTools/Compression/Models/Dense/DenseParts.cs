using Endcap.Compression.Tensors;

namespace Endcap.Compression.Models.Dense;

/// <summary>A network as matrices, for methods that change its shape. The arrays are its own.</summary>
internal sealed class DenseParts
{
    private readonly DenseModel _like;

    private DenseParts(DenseModel like, Matrix columns) => (_like, Columns) = (like, columns);

    /// <summary>[bin, those of all features one after the other][unit].</summary>
    public Matrix Columns { get; set; }

    /// <summary>[layer][unit].</summary>
    public List<float[]> Bias { get; } = [];

    /// <summary>[later layer]: [unit][input].</summary>
    public List<Matrix> Weights { get; } = [];

    /// <summary>[hidden layer].</summary>
    public List<Activation> Activations { get; } = [];

    /// <summary>Takes a network apart.</summary>
    public static DenseParts Of(DenseModel model)
    {
        DenseShape shape = model.Shape;
        var parts = new DenseParts(model, new Matrix(shape.Bins.Sum(), shape.Units, model.Parameters[..shape.BiasAt[0]]));
        for (int layer = 0; layer < shape.Widths.Length; layer++)
        {
            parts.Bias.Add(model.Parameters[shape.BiasAt[layer]..(shape.BiasAt[layer] + shape.Widths[layer])]);
            if (layer == 0) continue;
            int inputs = shape.Widths[layer - 1], at = shape.WeightAt[layer];
            parts.Weights.Add(new Matrix(shape.Widths[layer], inputs, model.Parameters[at..(at + shape.Widths[layer] * inputs)]));
        }

        parts.Activations.AddRange(shape.Activations);
        return parts;
    }

    /// <summary>
    /// The network of these parts. Its ranges are unknown, its steps are to be chosen, and each layer keeps its bits by
    /// number.
    /// </summary>
    public DenseModel ToModel()
    {
        var shape = new DenseShape(_like.Schema, [.. Bias.SkipLast(1).Select(bias => bias.Length)], Activations);
        float[] parameters = new float[shape.Count];
        Columns.Data.CopyTo(parameters, 0);
        for (int layer = 0; layer < Bias.Count; layer++)
        {
            Bias[layer].CopyTo(parameters, shape.BiasAt[layer]);
            if (layer > 0) Weights[layer - 1].Data.CopyTo(parameters, shape.WeightAt[layer]);
        }

        DensePrecision? precision = _like.Precision is { } own ? own with { Steps = null } : null;
        return new DenseModel(_like.Schema, _like.Objective, shape, parameters) { BinCounts = _like.BinCounts, Precision = precision };
    }

    /// <summary>The columns of a matrix with these numbers, in order.</summary>
    public static Matrix Select(Matrix matrix, int[] columns)
    {
        var result = new Matrix(matrix.Rows, columns.Length);
        for (int row = 0; row < result.Rows; row++)
            for (int i = 0; i < columns.Length; i++) result[row, i] = matrix[row, columns[i]];
        return result;
    }
}
