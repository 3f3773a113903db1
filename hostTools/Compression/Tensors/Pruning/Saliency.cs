namespace Endcap.Compression.Tensors.Pruning;

/// <summary>How much each weight matters, by several measures; the least salient weights go first. [output][input].</summary>
public static class Saliency
{
    /// <summary>|w| (Han et al. 2015).</summary>
    public static Matrix Magnitude(Matrix weights) => Map(weights, (_, _, w) => Math.Abs(w));

    /// <summary>|w| · size of its input (Wanda, Sun et al. 2023).</summary>
    /// <param name="weights">[output][input].</param>
    /// <param name="inputSize">[input]: mean of |x|, or root of the mean of x² as in the paper, on calibration data.</param>
    public static Matrix Activation(Matrix weights, float[] inputSize)
    {
        if (inputSize.Length != weights.Columns)
            throw new ArgumentException($"{weights.Columns} inputs, not {inputSize.Length}.", nameof(inputSize));
        return Map(weights, (_, column, w) => Math.Abs(w) * inputSize[column]);
    }

    /// <summary>|w · ∂L/∂w|: the loss's change to first order (Molchanov et al. 2017).</summary>
    public static Matrix Gradient(Matrix weights, Matrix gradient)
    {
        weights.RequireSameShape(gradient);
        return Map(weights, (row, column, w) => Math.Abs(w * gradient[row, column]));
    }

    /// <summary>½ w² H_ii: the loss's change to second order with a diagonal Hessian (OBD, LeCun, Denker and Solla 1990).</summary>
    /// <param name="weights">[output][input].</param>
    /// <param name="gram">[input][input]: the Hessian that all rows share.</param>
    public static Matrix Hessian(Matrix weights, Matrix gram)
    {
        if (gram.Rows != weights.Columns) throw new ArgumentException($"{weights.Columns} inputs, not {gram.Rows}.", nameof(gram));
        return Map(weights, (_, column, w) => w * w * gram[column, column] / 2);
    }

    /// <summary>[column]: mean of |x| over samples in rows.</summary>
    public static float[] MeanMagnitude(Matrix samples)
    {
        double[] sums = new double[samples.Columns];
        for (int i = 0; i < samples.Data.Length; i++) sums[i % sums.Length] += Math.Abs(samples.Data[i]);
        return Array.ConvertAll(sums, sum => (float)(sum / Math.Max(samples.Rows, 1)));
    }

    private static Matrix Map(Matrix weights, Func<int, int, float, float> of)
    {
        var result = new Matrix(weights.Rows, weights.Columns);
        for (int row = 0; row < weights.Rows; row++)
            for (int column = 0; column < weights.Columns; column++) result[row, column] = of(row, column, weights[row, column]);
        return result;
    }
}
