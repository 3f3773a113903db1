using MathNet.Numerics.LinearAlgebra;

namespace Endcap.Compression.Tensors.Pruning;

/// <summary>
/// Pruning that moves the weights which stay, to make up for those that go (OBS, Hassibi and Stork 1993; per row of a layer
/// with H = Σ x xᵀ as in Frantar and Alistarh 2022, "Optimal brain compression").
/// </summary>
public static class OptimalBrainSurgeon
{
    /// <summary>Share of H's mean diagonal that keeps its inverse stable.</summary>
    public const double DefaultDamping = 1e-4;

    /// <summary>
    /// Takes the same share of weights from every row, one at a time: the one with the least w_p² / (2 [H⁻¹]_pp), after
    /// which w −= w_p / [H⁻¹]_pp · H⁻¹ e_p, and p leaves H⁻¹. O(inputs² · removed) per row.
    /// </summary>
    /// <param name="weights">[output][input].</param>
    /// <param name="gram">[input][input]: <see cref="Matrix.Gram"/> of the layer's inputs.</param>
    /// <param name="sparsity">Share that goes, 0 … 1.</param>
    /// <param name="damping">Above 0.</param>
    public static PrunedWeights Prune(Matrix weights, Matrix gram, double sparsity, double damping = DefaultDamping)
    {
        RequireInputs(weights, gram);
        Matrix<double> inverse = SymmetricInverse.Of(gram, damping);
        int removed = weights.Columns - Pruner.Kept(weights.Columns, sparsity);
        var result = weights.Copy();
        bool[] kept = new bool[weights.Data.Length];
        for (int row = 0; row < weights.Rows; row++)
        {
            Span<bool> own = kept.AsSpan(row * weights.Columns, weights.Columns);
            own.Fill(true);
            PruneRow(result.Row(row), own, inverse.ToArray(), removed);
        }

        return new PrunedWeights(result, new PruneMask(weights.Rows, weights.Columns, kept));
    }

    /// <summary>
    /// The best weights under a given mask: per row the least squares solution H_kk ŵ_k = H_k· w over the weights k that
    /// stay. What repeated OBS steps lead to, in one go.
    /// </summary>
    /// <param name="weights">[output][input].</param>
    /// <param name="mask">Which weights stay, by any saliency.</param>
    /// <param name="gram">[input][input].</param>
    /// <param name="damping">Above 0.</param>
    public static PrunedWeights Refit(Matrix weights, PruneMask mask, Matrix gram, double damping = DefaultDamping)
    {
        RequireInputs(weights, gram);
        var result = weights.Copy();
        mask.Apply(result);
        Matrix<double> hessian = SymmetricInverse.Damped(gram, damping);
        for (int row = 0; row < weights.Rows; row++)
        {
            int own = row; // for the closures
            int[] kept = [.. Enumerable.Range(0, weights.Columns).Where(column => mask[own, column])];
            if (kept.Length == 0 || kept.Length == weights.Columns) continue;
            Vector<double> full = hessian * Vector<double>.Build.Dense(weights.Columns, column => weights[own, column]);
            Matrix<double> part = Matrix<double>.Build.Dense(kept.Length, kept.Length, (i, j) => hessian[kept[i], kept[j]]);
            Vector<double> solved = part.Cholesky().Solve(Vector<double>.Build.Dense(kept.Length, i => full[kept[i]]));
            for (int i = 0; i < kept.Length; i++) result[row, kept[i]] = (float)solved[i];
        }

        return new PrunedWeights(result, mask);
    }

    private static void PruneRow(Span<float> weights, Span<bool> kept, double[,] inverse, int count)
    {
        double[] w = new double[weights.Length];
        for (int j = 0; j < w.Length; j++) w[j] = weights[j];
        for (; count > 0; count--)
        {
            int least = -1;
            for (int j = 0; j < w.Length; j++)
                if (kept[j] && (least < 0 || w[j] * w[j] * inverse[least, least] < w[least] * w[least] * inverse[j, j])) least = j;
            double step = w[least] / inverse[least, least];
            for (int j = 0; j < w.Length; j++) w[j] -= step * inverse[j, least];
            Leave(inverse, least);
            kept[least] = false;
        }

        for (int j = 0; j < w.Length; j++) weights[j] = kept[j] ? (float)w[j] : 0;
    }

    // One step of Gaussian elimination: the inverse of H without row and column p.
    private static void Leave(double[,] inverse, int p)
    {
        int size = inverse.GetLength(0);
        double[] column = new double[size];
        for (int i = 0; i < size; i++) column[i] = inverse[i, p];
        for (int i = 0; i < size; i++)
        {
            if (column[i] == 0) continue;
            double share = column[i] / column[p];
            for (int j = 0; j < size; j++) inverse[i, j] -= share * column[j];
        }
    }

    private static void RequireInputs(Matrix weights, Matrix gram)
    {
        if (gram.Rows != weights.Columns) throw new ArgumentException($"{weights.Columns} inputs, not {gram.Rows}.", nameof(gram));
    }
}
