using MathNet.Numerics.LinearAlgebra;

namespace Endcap.Compression.Tensors;

/// <summary>The inverse of a damped Gram matrix, as second-order pruning and rounding need it.</summary>
internal static class SymmetricInverse
{
    /// <summary>
    /// H + λI with λ = damping · mean of H's diagonal, so that inputs which never varied do not make it singular
    /// (GPTQ, Frantar et al. 2022, uses 0.01). A Gram matrix of zeros becomes the identity.
    /// </summary>
    public static Matrix<double> Damped(Matrix gram, double damping)
    {
        if (gram.Rows != gram.Columns)
            throw new ArgumentException($"A Gram matrix is square, not {gram.Rows} × {gram.Columns}.", nameof(gram));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(damping);
        int size = gram.Rows;
        double mean = Enumerable.Range(0, size).Sum(i => (double)gram[i, i]) / Math.Max(size, 1);
        double added = mean > 0 ? damping * mean : 1;
        return Matrix<double>.Build.Dense(size, size, (i, j) => (double)gram[i, j] + (i == j ? added : 0));
    }

    /// <summary>(H + λI)⁻¹.</summary>
    public static Matrix<double> Of(Matrix gram, double damping)
    {
        Matrix<double> damped = Damped(gram, damping);
        return damped.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(gram.Rows));
    }
}
