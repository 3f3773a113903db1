namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>Coordinate descent over one row's codes on eᵀ H e, e = ŵ − w.</summary>
internal sealed class CodeDescent(Matrix gram)
{
    private const int MostMovesPerWeight = 20;

    private readonly double[] _slope = new double[gram.Columns]; // H e
    private readonly double[] _error = new double[gram.Columns]; // e

    /// <summary>Moves codes, the most useful one first, while the error falls.</summary>
    /// <returns>The error that is left.</returns>
    public double Improve(ReadOnlySpan<float> values, LinearGrid[] grid, byte[] codes)
    {
        for (int j = 0; j < codes.Length; j++) _error[j] = (double)grid[j].Value(codes[j]) - values[j];
        Array.Clear(_slope);
        for (int j = 0; j < codes.Length; j++) Add(j, _error[j]);
        double error = Error(), least = 1e-12 * error;
        for (int moves = 0; moves < MostMovesPerWeight * codes.Length; moves++)
        {
            int best = BestMove(grid, codes, least, out int code);
            if (best < 0) break;
            double change = (double)grid[best].Value(code) - grid[best].Value(codes[best]);
            codes[best] = (byte)code;
            _error[best] += change;
            Add(best, change);
        }

        return Error();
    }

    // Moving one weight by d changes the error by 2 d (He)_j + d² H_jj, least at d = −(He)_j / H_jj.
    private int BestMove(LinearGrid[] grid, byte[] codes, double least, out int code)
    {
        int best = -1;
        code = 0;
        for (int j = 0; j < codes.Length; j++)
        {
            double curve = gram[j, j];
            if (!(curve > 0)) continue;
            double free = Math.Round(codes[j] - _slope[j] / curve / grid[j].Scale);
            int wanted = (int)Math.Clamp(free, grid[j].Lowest, grid[j].Highest);
            double change = (double)grid[j].Value(wanted) - grid[j].Value(codes[j]);
            double gain = -change * (2 * _slope[j] + change * curve);
            if (wanted != codes[j] && gain > least) (least, best, code) = (gain, j, wanted);
        }

        return best;
    }

    private void Add(int input, double change)
    {
        ReadOnlySpan<float> row = gram.Row(input);
        for (int i = 0; i < row.Length; i++) _slope[i] += change * row[i];
    }

    private double Error()
    {
        double sum = 0;
        for (int i = 0; i < _error.Length; i++) sum += _error[i] * _slope[i];
        return sum;
    }
}
