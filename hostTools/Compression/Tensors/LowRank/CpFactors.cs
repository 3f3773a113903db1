namespace Endcap.Compression.Tensors.LowRank;

/// <summary>A canonical polyadic decomposition: x̂_ijk = Σ_r A_ir · B_jr · C_kr.</summary>
/// <param name="A">[i][rank].</param>
/// <param name="B">[j][rank].</param>
/// <param name="C">[k][rank].</param>
/// <param name="Fit">1 − ‖X − X̂‖ / ‖X‖ as computed from the factors.</param>
/// <param name="Rounds">Rounds of the best start.</param>
/// <param name="Converged">Whether the fit had stopped to grow before the last allowed round.</param>
public sealed record CpFactors(Matrix A, Matrix B, Matrix C, double Fit, int Rounds, bool Converged)
{
    /// <summary>The tensor that the factors stand for.</summary>
    public Tensor3 Product()
    {
        var result = new Tensor3(A.Rows, B.Rows, C.Rows, new float[A.Rows * B.Rows * C.Rows]);
        for (int i = 0, at = 0; i < A.Rows; i++)
            for (int j = 0; j < B.Rows; j++)
                for (int k = 0; k < C.Rows; k++, at++)
                {
                    double sum = 0;
                    for (int r = 0; r < A.Columns; r++) sum += (double)A[i, r] * B[j, r] * C[k, r];
                    result.Data[at] = (float)sum;
                }

        return result;
    }
}
