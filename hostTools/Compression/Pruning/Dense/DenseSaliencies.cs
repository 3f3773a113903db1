using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Pruning;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Dense;

namespace Endcap.Compression.Pruning.Dense;

/// <summary>How much a weight of a network matters.</summary>
public enum DenseSaliency
{
    /// <summary>|w|.</summary>
    Magnitude,

    /// <summary>|w| · mean |input|.</summary>
    Activation,

    /// <summary>|w| · root mean square of the loss's gradient over batches: at the end of training the mean itself is 0.</summary>
    Gradient,

    /// <summary>½ w² · mean input²: how much the sum changes, to second order.</summary>
    Hessian,
}

/// <summary>Saliencies of a network's layers over training rows.</summary>
internal static class DenseSaliencies
{
    // Groups (rows without ranking) of a batch whose gradient is squared.
    private const int Batch = 32;

    /// <summary>[unit][input] of a layer after the first.</summary>
    /// <param name="model">The network.</param>
    /// <param name="data">Training rows.</param>
    /// <param name="saliency">Which.</param>
    /// <param name="layer">From 1.</param>
    /// <param name="inputs">[row][input]: what the layer receives.</param>
    public static Matrix OfWeights(DenseModel model, BinnedDataset data, DenseSaliency saliency, int layer, Matrix inputs)
    {
        Matrix weights = DenseParts.Of(model).Weights[layer - 1];
        return saliency switch
        {
            DenseSaliency.Magnitude => Saliency.Magnitude(weights),
            DenseSaliency.Activation => Saliency.Activation(weights, Saliency.MeanMagnitude(inputs)),
            DenseSaliency.Gradient => Saliency.Gradient(weights, new Matrix(weights.Rows, weights.Columns,
                Gradients(model, data).AsSpan(model.Shape.WeightAt[layer], weights.Data.Length).ToArray())),
            _ => Saliency.Hessian(weights, Matrix.Gram(inputs)),
        };
    }

    /// <summary>[unit][column] of some columns of the first layer, whose inputs are 1 where a row has the bin.</summary>
    /// <param name="model">The network.</param>
    /// <param name="data">Training rows.</param>
    /// <param name="saliency">Which.</param>
    /// <param name="columns">[column][unit]: the numbers.</param>
    /// <param name="at">[column]: where its numbers begin among the parameters.</param>
    /// <param name="frequency">[column]: share of rows with the bin.</param>
    public static Matrix OfColumns(DenseModel model, BinnedDataset data, DenseSaliency saliency, Matrix columns, int[] at, float[] frequency)
    {
        Matrix weights = columns.Transposed();
        if (saliency == DenseSaliency.Magnitude) return Saliency.Magnitude(weights);
        if (saliency == DenseSaliency.Activation) return Saliency.Activation(weights, frequency);
        if (saliency == DenseSaliency.Gradient)
        {
            float[] all = Gradients(model, data);
            var gradient = new Matrix(weights.Rows, weights.Columns);
            for (int column = 0; column < at.Length; column++)
                for (int h = 0; h < weights.Rows; h++) gradient[h, column] = all[at[column] + h];
            return Saliency.Gradient(weights, gradient);
        }

        var gram = new Matrix(at.Length, at.Length);
        for (int column = 0; column < at.Length; column++) gram[column, column] = frequency[column];
        return Saliency.Hessian(weights, gram);
    }

    /// <summary>[parameter]: root mean square over batches of the objective's gradient.</summary>
    internal static float[] Gradients(DenseModel model, BinnedDataset data)
    {
        var loss = new DenseLoss(data, ObjectiveNames.Parse(model.Objective), null);
        var gradient = new BatchGradient(model.Shape, data, loss, new WorkSharing(Environment.ProcessorCount));
        double[] squares = new double[model.Shape.Count];
        int[] units = [.. Enumerable.Range(0, loss.Units)];
        int batches = (units.Length + Batch - 1) / Batch;
        for (int batch = 0; batch < batches; batch++)
        {
            var part = new ArraySegment<int>(units, batch * Batch, Math.Min(Batch, units.Length - batch * Batch));
            float[] slopes = gradient.Of(part, model.Parameters, null);
            for (int i = 0; i < squares.Length; i++) squares[i] += (double)slopes[i] * slopes[i];
        }

        return Array.ConvertAll(squares, sum => (float)Math.Sqrt(sum / batches));
    }
}
