using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Endcap.Compression.Tensors.LowRank;

/// <summary>
/// The singular value decomposition W = U Σ Vᵀ, cut to a rank: of all matrices of that rank the nearest, at the squared
/// distance Σ σ² of what was cut (Eckart and Young 1936). A layer of rows × columns becomes two of rank · (rows + columns)
/// weights.
/// </summary>
public sealed class TruncatedSvd
{
    private readonly Matrix<double> _u, _vt;

    private TruncatedSvd(Matrix<double> u, double[] singularValues, Matrix<double> vt) =>
        (_u, SingularValues, _vt) = (u, singularValues, vt);

    /// <summary>All singular values, falling.</summary>
    public double[] SingularValues { get; }

    /// <summary>Decomposes a matrix.</summary>
    /// <exception cref="ArgumentException">A cell is not finite, or there are none.</exception>
    public static TruncatedSvd Of(Matrix matrix)
    {
        if (matrix.Data.Length == 0 || !Array.TrueForAll(matrix.Data, float.IsFinite))
            throw new ArgumentException("A decomposition needs finite cells.", nameof(matrix));
        bool wide = matrix.Columns > matrix.Rows;
        Matrix<double> tall = Matrix<double>.Build.Dense(matrix.Rows, matrix.Columns, (i, j) => matrix[i, j]);
        if (wide) tall = tall.Transpose();
        // Through QR, as the library's U is square: a tall matrix would need rows² numbers.
        QR<double> qr = tall.QR(QRMethod.Thin);
        Svd<double> svd = qr.R.Svd();
        Matrix<double> u = qr.Q * svd.U;
        double[] values = [.. svd.S];
        return wide ? new TruncatedSvd(svd.VT.Transpose(), values, u.Transpose()) : new TruncatedSvd(u, values, svd.VT);
    }

    /// <summary>The factors of a rank, with √σ in each, so that both have the same range for rounding.</summary>
    /// <param name="rank">1 … number of singular values.</param>
    public LowRankFactors Factors(int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, SingularValues.Length);
        var left = new Matrix(_u.RowCount, rank);
        var right = new Matrix(rank, _vt.ColumnCount);
        for (int k = 0; k < rank; k++)
        {
            double root = Math.Sqrt(SingularValues[k]);
            for (int row = 0; row < left.Rows; row++) left[row, k] = (float)(_u[row, k] * root);
            for (int column = 0; column < right.Columns; column++) right[k, column] = (float)(_vt[k, column] * root);
        }

        return new LowRankFactors(left, right);
    }

    /// <summary>The least rank that keeps a share of Σ σ²; at least 1.</summary>
    /// <param name="share">0 … 1.</param>
    public int RankForEnergy(double share)
    {
        if (!(share is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "A share is 0 … 1.");
        double rest = TailEnergy(0), allowed = (1 - share) * rest;
        int rank = 0;
        while (rank < SingularValues.Length && rest > allowed) rest = TailEnergy(++rank);
        return Math.Max(rank, 1);
    }

    /// <summary>The largest rank whose two factors fit; 0 if not even rank 1 does.</summary>
    /// <param name="bytes">Budget.</param>
    /// <param name="bits">Bits of a factor's weight.</param>
    public int RankForBytes(int bytes, int bits) =>
        (int)Math.Min(8L * bytes / ((long)bits * (_u.RowCount + _vt.ColumnCount)), SingularValues.Length);

    /// <summary>Σ σ² from a rank on: the squared distance of <see cref="Factors"/> of that rank.</summary>
    public double TailEnergy(int rank) => SingularValues.Skip(rank).Sum(value => value * value);
}
