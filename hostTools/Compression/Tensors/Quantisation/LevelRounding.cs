using MathNet.Numerics.LinearAlgebra;

namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>
/// Error-aware rounding of a row to levels of any kind (codebooks, columns of different steps), as
/// <see cref="ErrorAwareQuantiser"/> does for linear grids: the better of two starts, nearest and GPTQ, each improved by
/// coordinate descent on (w − ŵ)ᵀ H (w − ŵ). Never worse than rounding to nearest on the data behind H.
/// </summary>
/// <param name="gram">H: [input][input], <see cref="Matrix.Gram"/> of the layer's inputs, centred where biases take the mean.</param>
/// <param name="nearest">(input, value): the input's level nearest to a value.</param>
/// <param name="damping">Above 0: keeps GPTQ's inverse stable.</param>
public sealed class LevelRounding(Matrix gram, Func<int, double, double> nearest, double damping = ErrorAwareQuantiser.DefaultDamping)
{
    private const int MostMovesPerWeight = 20;

    private readonly Matrix<double> _factor = SymmetricInverse.Of(gram, damping).Cholesky().Factor;

    /// <summary>Rounds a row.</summary>
    /// <param name="weights">[input].</param>
    /// <param name="held">[input]: whether it must take its nearest level (the one that sets the step, say); may be empty.</param>
    /// <returns>[input]: levels.</returns>
    public double[] Round(ReadOnlySpan<double> weights, ReadOnlySpan<bool> held = default)
    {
        double[] plain = new double[weights.Length], carried = Carried(weights, held);
        for (int j = 0; j < plain.Length; j++) plain[j] = nearest(j, weights[j]);
        double plainError = Improve(weights, plain, held), carriedError = Improve(weights, carried, held);
        return carriedError < plainError ? carried : plain;
    }

    /// <summary>(w − ŵ)ᵀ H (w − ŵ).</summary>
    public double Error(ReadOnlySpan<double> weights, ReadOnlySpan<double> rounded)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
            for (int j = 0; j < weights.Length; j++) sum += (weights[i] - rounded[i]) * gram[i, j] * (weights[j] - rounded[j]);
        return sum;
    }

    private double[] Carried(ReadOnlySpan<double> weights, ReadOnlySpan<bool> held)
    {
        double[] rest = weights.ToArray(), rounded = new double[rest.Length];
        for (int j = 0; j < rest.Length; j++)
        {
            rounded[j] = nearest(j, IsHeld(held, j) ? weights[j] : rest[j]);
            double error = (rest[j] - rounded[j]) / _factor[j, j];
            for (int k = j + 1; k < rest.Length; k++) rest[k] -= error * _factor[k, j];
        }

        return rounded;
    }

    // Moving one weight by d changes the error by 2 d (He)_j + d² H_jj, least at d = −(He)_j / H_jj.
    private double Improve(ReadOnlySpan<double> weights, double[] rounded, ReadOnlySpan<bool> held)
    {
        double[] slope = new double[rounded.Length]; // H e
        for (int j = 0; j < rounded.Length; j++) Add(slope, j, rounded[j] - weights[j]);
        double least = 1e-12 * Math.Abs(Error(weights, rounded));
        for (int moves = 0; moves < MostMovesPerWeight * rounded.Length; moves++)
        {
            int best = -1;
            double most = least, to = 0;
            for (int j = 0; j < rounded.Length; j++)
            {
                double curve = gram[j, j];
                if (!(curve > 0) || IsHeld(held, j)) continue;
                double level = nearest(j, rounded[j] - slope[j] / curve), change = level - rounded[j];
                double gain = -change * (2 * slope[j] + change * curve);
                if (gain > most) (most, best, to) = (gain, j, level);
            }

            if (best < 0) break;
            double step = to - rounded[best];
            rounded[best] = to;
            Add(slope, best, step);
        }

        return Error(weights, rounded);
    }

    private void Add(double[] slope, int input, double change)
    {
        ReadOnlySpan<float> row = gram.Row(input);
        for (int i = 0; i < row.Length; i++) slope[i] += change * row[i];
    }

    private static bool IsHeld(ReadOnlySpan<bool> held, int input) => !held.IsEmpty && held[input];
}
