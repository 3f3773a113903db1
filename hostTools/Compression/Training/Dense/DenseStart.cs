using Endcap.Compression.Models.Dense;

namespace Endcap.Compression.Training.Dense;

/// <summary>Parameters to start from: even within ±√(6 / inputs) (He et al. 2015), biases 0, the output's the base score.</summary>
internal static class DenseStart
{
    // Training draws its shuffles from the streams above.
    private const int Stream = -2;

    public static float[] Parameters(DenseShape shape, int seed, double baseScore)
    {
        var random = new Sampling(seed, Stream);
        float[] parameters = new float[shape.Count];
        Fill(0, shape.BiasAt[0], shape.Bins.Length);
        for (int layer = 1; layer < shape.Widths.Length; layer++)
            Fill(shape.WeightAt[layer], shape.WeightAt[layer] + shape.Widths[layer] * shape.Widths[layer - 1], shape.Widths[layer - 1]);
        parameters[shape.BiasAt[^1]] = (float)baseScore;
        return parameters;

        void Fill(int from, int to, int inputs)
        {
            double limit = Math.Sqrt(6.0 / inputs);
            for (int i = from; i < to; i++) parameters[i] = (float)(((random.At((ulong)i) >> 11) / (double)(1UL << 52) - 1) * limit);
        }
    }

    /// <summary>[parameter]: true for columns and weights, false for biases.</summary>
    public static bool[] Weights(DenseShape shape)
    {
        bool[] weights = new bool[shape.Count];
        Array.Fill(weights, true, 0, shape.BiasAt[0]);
        for (int layer = 1; layer < shape.Widths.Length; layer++)
            Array.Fill(weights, true, shape.WeightAt[layer], shape.Widths[layer] * shape.Widths[layer - 1]);
        return weights;
    }
}
