using MathNet.Numerics.LinearAlgebra;

namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>
/// Rounds weights so that a layer's output error on calibration data, (w − ŵ)ᵀ H (w − ŵ) per row with H = Σ x xᵀ, gets
/// small, instead of each weight's own error. Two starts per row: rounding to nearest, and GPTQ (Frantar et al. 2022:
/// column by column, the error carried into the columns still to come). Each is then improved one code at a time while the
/// error falls (AdaRound's objective, Nagel et al. 2020, by coordinate descent, codes free to move by more than one), and
/// the better is kept, so the result is never worse than rounding to nearest on that data.
/// </summary>
public static class ErrorAwareQuantiser
{
    /// <summary>GPTQ's damping, as a share of H's mean diagonal.</summary>
    public const double DefaultDamping = 0.01;

    /// <summary>Quantises a matrix.</summary>
    /// <param name="weights">[output][input].</param>
    /// <param name="gram">[input][input]: <see cref="Matrix.Gram"/> of the layer's inputs.</param>
    /// <param name="options">Bits, granularity, symmetry, calibrator.</param>
    /// <param name="damping">Above 0: keeps GPTQ's inverse stable. The error that is compared is not damped.</param>
    /// <exception cref="ArgumentException">A weight is not finite, or H has another size than a row.</exception>
    public static QuantisedMatrix Run(Matrix weights, Matrix gram, QuantisationOptions options, double damping = DefaultDamping)
    {
        if (gram.Rows != weights.Columns) throw new ArgumentException($"{gram.Rows} inputs, but {weights.Columns} columns.", nameof(gram));
        LinearGrid[] grids = options.Grids(weights);
        Matrix<double> factor = SymmetricInverse.Of(gram, damping).Cholesky().Factor;
        var descent = new CodeDescent(gram);
        byte[] codes = new byte[weights.Data.Length];
        var grid = new LinearGrid[weights.Columns]; // of the row's cells
        for (int row = 0; row < weights.Rows; row++)
        {
            for (int column = 0; column < grid.Length; column++)
                grid[column] = grids[options.Granularity.BlockOf(row, column, weights.Columns)];
            ReadOnlySpan<float> values = weights.Row(row);
            byte[] nearest = Nearest(values, grid), carried = Carried(values, grid, factor);
            double nearestError = descent.Improve(values, grid, nearest), carriedError = descent.Improve(values, grid, carried);
            (carriedError < nearestError ? carried : nearest).CopyTo(codes, row * weights.Columns);
        }

        return QuantisedMatrix.Linear(weights.Rows, weights.Columns, options, grids, codes);
    }

    /// <summary>Σ over rows of (w − ŵ)ᵀ H (w − ŵ): the squared output error summed over the calibration data.</summary>
    public static double OutputError(Matrix weights, Matrix approximation, Matrix gram)
    {
        Matrix error = weights.Minus(approximation);
        double sum = 0;
        for (int row = 0; row < error.Rows; row++)
            for (int i = 0; i < error.Columns; i++)
            {
                double product = 0;
                for (int j = 0; j < error.Columns; j++) product += (double)gram[i, j] * error[row, j];
                sum += error[row, i] * product;
            }

        return sum;
    }

    private static byte[] Nearest(ReadOnlySpan<float> values, LinearGrid[] grid)
    {
        byte[] codes = new byte[values.Length];
        for (int j = 0; j < codes.Length; j++) codes[j] = grid[j].Code(values[j]);
        return codes;
    }

    /// <summary>GPTQ on one row. <paramref name="factor"/>: L with L·Lᵀ = H⁻¹, whose columns are the rows of GPTQ's U.</summary>
    internal static byte[] Carried(ReadOnlySpan<float> values, LinearGrid[] grid, Matrix<double> factor)
    {
        double[] rest = new double[values.Length];
        for (int j = 0; j < rest.Length; j++) rest[j] = values[j];
        byte[] codes = new byte[values.Length];
        for (int j = 0; j < codes.Length; j++)
        {
            codes[j] = grid[j].Code(rest[j]);
            double error = (rest[j] - grid[j].Value(codes[j])) / factor[j, j];
            for (int k = j + 1; k < rest.Length; k++) rest[k] -= error * factor[k, j];
        }

        return codes;
    }
}
