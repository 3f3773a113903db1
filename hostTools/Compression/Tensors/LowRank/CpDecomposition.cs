using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Endcap.Compression.Tensors.LowRank;

/// <summary>
/// CP decomposition by alternating least squares (Carroll and Chang 1970, Harshman 1970; as in Kolda and Bader 2009,
/// figure 3.3): each factor in turn is the least squares solution with the others fixed, so the error never grows. ALS can
/// end in a local optimum, hence several starts: the first from the leading singular vectors of each way (section 3.4
/// there), the others at random.
/// </summary>
public sealed class CpDecomposition
{
    // Squared error per squared norm below which rounding is all that is left.
    private const double Exact = 1e-14;

    private readonly Tensor3 _tensor;
    private readonly double _norm; // ‖X‖²
    private readonly Matrix<double>[] _factors = new Matrix<double>[3]; // [way]: [index][rank]

    private CpDecomposition(Tensor3 tensor) => (_tensor, _norm) = (tensor, tensor.Data.Sum(cell => (double)cell * cell));

    /// <summary>Decomposes a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="rank">Number of terms, at least 1.</param>
    /// <param name="seed">Of the random numbers: the same seed gives the same factors.</param>
    /// <param name="starts">Number of starts, at least 1; the best fit wins.</param>
    /// <param name="rounds">Most rounds per start.</param>
    /// <param name="tolerance">A start ends when the fit grows by less in a round.</param>
    public static CpFactors Run(Tensor3 tensor, int rank, int seed, int starts = 5, int rounds = 500, double tolerance = 1e-8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var random = new Random(seed);
        CpFactors? best = null;
        for (int start = 0; start < starts && best is not { Fit: > 1 - 1e-6 }; start++)
        {
            var run = new CpDecomposition(tensor);
            run.Start(rank, random, singular: start == 0);
            CpFactors one = run.Improve(rounds, tolerance);
            if (best is null || one.Fit > best.Fit) best = one;
        }

        return best!;
    }

    private void Start(int rank, Random random, bool singular)
    {
        int[] sizes = [_tensor.Size0, _tensor.Size1, _tensor.Size2];
        for (int way = 0; way < 3; way++)
        {
            Matrix<double> factor = Matrix<double>.Build.Dense(sizes[way], rank, (_, _) => Normal.Sample(random, 0, 1));
            _factors[way] = factor;
            if (!singular) continue;
            Matrix<double> vectors = Squares(way, sizes[way]).Evd(Symmetricity.Symmetric).EigenVectors; // values rise
            for (int r = 0; r < Math.Min(rank, sizes[way]); r++) factor.SetColumn(r, vectors.Column(sizes[way] - 1 - r));
        }
    }

    /// <summary>The unfolded tensor times its transpose: [index of way][index of way].</summary>
    private Matrix<double> Squares(int way, int size)
    {
        // Cells of one index of a way are runs of this length, this far apart.
        int run = way switch { 0 => _tensor.Size1 * _tensor.Size2, 1 => _tensor.Size2, _ => 1 };
        return Matrix<double>.Build.Dense(size, size, (i, j) =>
        {
            double sum = 0;
            for (int from = 0; from < _tensor.Data.Length; from += run * size)
                for (int k = from; k < from + run; k++) sum += (double)_tensor.Data[k + i * run] * _tensor.Data[k + j * run];
            return sum;
        });
    }

    private CpFactors Improve(int rounds, double tolerance)
    {
        double fit = double.NegativeInfinity;
        bool converged = false;
        int round = 0;
        while (round < rounds && !converged)
        {
            double before = fit;
            fit = Round();
            converged = ++round > 1 && fit - before < tolerance;
        }

        return new CpFactors(Floats(0), Floats(1), Floats(2), fit, round, converged);
    }

    /// <summary>One round over the three ways.</summary>
    /// <returns>The fit after it.</returns>
    private double Round()
    {
        Matrix<double> products = null!, grams = null!;
        for (int way = 0; way < 3; way++)
        {
            Matrix<double> first = _factors[(way + 1) % 3], second = _factors[(way + 2) % 3];
            products = Products(way);
            grams = first.TransposeThisAndMultiply(first).PointwiseMultiply(second.TransposeThisAndMultiply(second));
            // Singular where terms coincide: the pseudo-inverse then takes the least of the solutions.
            _factors[way] = products * grams.PseudoInverse();
            if (way < 2) Normalise(_factors[way]);
        }

        // ‖X − X̂‖² = ‖X‖² − 2 ⟨X, X̂⟩ + ‖X̂‖², both from the last way's sums.
        Matrix<double> last = _factors[2];
        double inner = products.PointwiseMultiply(last).Enumerate().Sum();
        double model = grams.PointwiseMultiply(last.TransposeThisAndMultiply(last)).Enumerate().Sum();
        double error = Math.Max(_norm - 2 * inner + model, 0);
        return _norm == 0 ? 1 : 1 - (error < Exact * _norm ? 0 : Math.Sqrt(error / _norm));
    }

    /// <summary>The unfolded tensor times the Khatri–Rao product of the other two factors: [index of way][rank].</summary>
    private Matrix<double> Products(int way)
    {
        int rank = _factors[0].ColumnCount;
        var sums = new double[_factors[way].RowCount, rank];
        double[][,] factors = [.. _factors.Select(factor => factor.ToArray())];
        double[,] first = factors[(way + 1) % 3], second = factors[(way + 2) % 3];
        Span<int> at = stackalloc int[3];
        for (int cell = 0; cell < _tensor.Data.Length; cell++)
        {
            at[2] = cell % _tensor.Size2;
            at[1] = cell / _tensor.Size2 % _tensor.Size1;
            at[0] = cell / _tensor.Size2 / _tensor.Size1;
            double value = _tensor.Data[cell];
            if (value == 0) continue;
            int own = at[way], i = at[(way + 1) % 3], j = at[(way + 2) % 3];
            for (int r = 0; r < rank; r++) sums[own, r] += value * first[i, r] * second[j, r];
        }

        return Matrix<double>.Build.DenseOfArray(sums);
    }

    // Unit columns keep the three factors from growing against each other; the last one carries the size.
    private static void Normalise(Matrix<double> factor)
    {
        for (int r = 0; r < factor.ColumnCount; r++)
        {
            double norm = factor.Column(r).L2Norm();
            if (norm > 0) factor.SetColumn(r, factor.Column(r) / norm);
        }
    }

    private Matrix Floats(int way)
    {
        Matrix<double> factor = _factors[way];
        var result = new Matrix(factor.RowCount, factor.ColumnCount);
        // The size of each term is spread over the three factors, so that all have a like range for rounding.
        for (int r = 0; r < result.Columns; r++)
        {
            double size = _factors[0].Column(r).L2Norm() * _factors[1].Column(r).L2Norm() * _factors[2].Column(r).L2Norm();
            double own = factor.Column(r).L2Norm(), scale = own > 0 ? Math.Cbrt(size) / own : 0;
            for (int i = 0; i < result.Rows; i++) result[i, r] = (float)(factor[i, r] * scale);
        }

        return result;
    }
}
