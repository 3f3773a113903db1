namespace Endcap.Compression.Models.Dense;

/// <summary>
/// One row through a network and back. With grids the activations are rounded as on a label, and gradients pass where
/// nothing was clipped (the straight-through estimator, Bengio et al. 2013). Not thread-safe.
/// </summary>
internal sealed class DensePass
{
    private readonly DenseShape _shape;
    private readonly ActivationGrid[]? _grids;
    private readonly double[][] _slopes; // [hidden layer][unit]: of the activation
    private readonly double[][] _back; // [layer][unit]: gradient by the sum

    public DensePass(DenseShape shape, ActivationGrid[]? grids = null)
    {
        (_shape, _grids) = (shape, grids);
        Sums = [.. shape.Widths.Select(width => new double[width])];
        Outputs = [.. shape.Widths.Select(width => new double[width])];
        _slopes = [.. shape.Widths.Select(width => new double[width])];
        _back = [.. shape.Widths.Select(width => new double[width])];
    }

    /// <summary>[layer][unit]: before the activation.</summary>
    public double[][] Sums { get; }

    /// <summary>[hidden layer][unit]: after the activation.</summary>
    public double[][] Outputs { get; }

    /// <summary>The score.</summary>
    public double Forward(float[] parameters, ReadOnlySpan<byte> bins)
    {
        AddColumns(parameters, bins);
        for (int layer = 1; layer < _shape.Widths.Length; layer++)
        {
            Activate(layer - 1);
            double[] inputs = Outputs[layer - 1], sums = Sums[layer];
            int at = _shape.WeightAt[layer];
            for (int unit = 0; unit < sums.Length; unit++)
            {
                double sum = parameters[_shape.BiasAt[layer] + unit];
                for (int i = 0; i < inputs.Length; i++) sum += parameters[at++] * inputs[i];
                sums[unit] = sum;
            }
        }

        return Sums[^1][0];
    }

    /// <summary>Adds the derivatives of the score just computed, times a factor, to the gradients.</summary>
    /// <param name="parameters">Those of the pass.</param>
    /// <param name="bins">[feature]: of the row.</param>
    /// <param name="factor">Derivative of the loss by the score.</param>
    /// <param name="gradients">[parameter]: added to.</param>
    /// <param name="lastHidden">[unit]: derivative of the loss by the last hidden layer's outputs apart from the score's; may be empty.</param>
    public void Backward(float[] parameters, ReadOnlySpan<byte> bins, double factor, float[] gradients, ReadOnlySpan<float> lastHidden = default)
    {
        _back[^1][0] = factor;
        for (int layer = _shape.Widths.Length - 1; layer > 0; layer--)
            BackThrough(layer, parameters, gradients, layer == _shape.Hidden ? lastHidden : default);
        double[] first = _back[0];
        for (int h = 0; h < first.Length; h++) gradients[_shape.BiasAt[0] + h] += (float)first[h];
        for (int f = 0; f < bins.Length; f++)
        {
            int at = _shape.ColumnAt[f] + bins[f] * first.Length;
            for (int h = 0; h < first.Length; h++) gradients[at + h] += (float)first[h];
        }
    }

    private void AddColumns(float[] parameters, ReadOnlySpan<byte> bins)
    {
        double[] sums = Sums[0];
        for (int h = 0; h < sums.Length; h++) sums[h] = parameters[_shape.BiasAt[0] + h];
        for (int f = 0; f < bins.Length; f++)
        {
            int at = _shape.ColumnAt[f] + bins[f] * sums.Length;
            for (int h = 0; h < sums.Length; h++) sums[h] += parameters[at + h];
        }
    }

    private void Activate(int layer)
    {
        Activation activation = _shape.Activations[layer];
        double[] sums = Sums[layer], outputs = Outputs[layer], slopes = _slopes[layer];
        for (int h = 0; h < sums.Length; h++)
        {
            double value = activation.Of(sums[h]);
            outputs[h] = _grids is null ? value : _grids[layer].Of(sums[h]);
            slopes[h] = _grids is not null && !_grids[layer].Passes(sums[h]) ? 0 : activation.Slope(value);
        }
    }

    private void BackThrough(int layer, float[] parameters, float[] gradients, ReadOnlySpan<float> more)
    {
        double[] outer = _back[layer], inner = _back[layer - 1], inputs = Outputs[layer - 1];
        Array.Clear(inner);
        int at = _shape.WeightAt[layer];
        for (int unit = 0; unit < outer.Length; unit++)
        {
            double slope = outer[unit];
            gradients[_shape.BiasAt[layer] + unit] += (float)slope;
            for (int i = 0; i < inputs.Length; i++, at++)
            {
                gradients[at] += (float)(slope * inputs[i]);
                inner[i] += slope * parameters[at];
            }
        }

        for (int i = 0; i < more.Length; i++) inner[i] += more[i];
        for (int i = 0; i < inner.Length; i++) inner[i] *= _slopes[layer - 1][i];
    }
}
