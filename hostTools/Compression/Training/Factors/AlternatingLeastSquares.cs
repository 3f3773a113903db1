using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Endcap.Compression.Datasets;

namespace Endcap.Compression.Training.Factors;

/// <summary>
/// Matrix factorisation of implicit feedback (Hu, Koren and Volinsky 2008): the least of
/// Σ c(u,i) · (p(u,i) − x(u)·y(i))² + λ (Σ|x|² + Σ|y|²), p 1 for a purchase and else 0, c = 1 + α p. With one side fixed, each
/// vector of the other is the solution of (YᵀY + α Σ y yᵀ + λI) x = (1 + α) Σ y over its purchases, found by Cholesky's method.
/// Vectors are independent of one another, so threads never change a result.
/// </summary>
internal static class AlternatingLeastSquares
{
    private const int StartStream = 110;

    /// <summary>Factorises.</summary>
    /// <returns>[basket · rank + element] and [product · rank + element].</returns>
    public static (double[] Users, double[] Items) Run(Baskets baskets, FactorOptions options,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        int rank = options.Rank;
        var random = new Sampling(options.Seed, StartStream);
        double[] users = new double[baskets.Count * rank];
        double[] items = [.. Enumerable.Range(0, baskets.Items.Count * rank).Select(i => 0.1 * (random.UnitAt((ulong)i) - 0.5))];
        int[][] byUser = [.. Enumerable.Range(0, baskets.Count).Select(basket => baskets[basket].ToArray())], byItem = baskets.Transposed();
        for (int round = 0; round < options.RoundCount; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            Solve(byUser, items, users, options);
            Solve(byItem, users, items, options);
            progress?.Report((round + 1.0) / options.RoundCount);
        }

        Solve(byUser, items, users, options);
        return (users, items);
    }

    /// <summary>The value that is made least.</summary>
    public static double Loss(Baskets baskets, double[] users, double[] items, FactorOptions options)
    {
        double loss = options.Penalty * (users.Sum(x => x * x) + items.Sum(y => y * y));
        for (int u = 0; u < baskets.Count; u++)
            for (int i = 0; i < baskets.Items.Count; i++)
            {
                double score = Dot(users, u, items, i, options.Rank);
                bool bought = baskets[u].Contains(i);
                loss += bought ? (1 + options.Alpha) * (1 - score) * (1 - score) : score * score;
            }

        return loss;
    }

    /// <summary>x(one) · y(other).</summary>
    public static double Dot(double[] x, int one, double[] y, int other, int rank)
    {
        double sum = 0;
        for (int r = 0; r < rank; r++) sum += x[one * rank + r] * y[other * rank + r];
        return sum;
    }

    private static void Solve(int[][] links, double[] fixedSide, double[] free, FactorOptions options)
    {
        int rank = options.Rank;
        double[] gram = Gram(fixedSide, rank, options);
        Parallel.For(0, links.Length, options.Parallel, row =>
        {
            if (links[row].Length == 0)
            {
                Array.Clear(free, row * rank, rank);
                return;
            }

            double[] left = [.. gram], right = new double[rank];
            foreach (int other in links[row])
            {
                ReadOnlySpan<double> vector = fixedSide.AsSpan(other * rank, rank);
                for (int r = 0; r < rank; r++)
                {
                    right[r] += (1 + options.Alpha) * vector[r];
                    Span<double> cells = left.AsSpan(r * rank, rank);
                    TensorPrimitives.MultiplyAdd(vector, options.Alpha * vector[r], cells, cells);
                }
            }

            Matrix<double>.Build.Dense(rank, rank, left).Cholesky().Solve(Vector<double>.Build.Dense(right)).AsArray().CopyTo(free, row * rank);
        });
    }

    // YᵀY + λI; the sum of a cell runs in one thread, in order.
    private static double[] Gram(double[] vectors, int rank, FactorOptions options)
    {
        double[] gram = new double[rank * rank];
        Parallel.For(0, rank, options.Parallel, r =>
        {
            double[] sums = new double[rank];
            for (int at = 0; at < vectors.Length; at += rank)
                TensorPrimitives.MultiplyAdd(vectors.AsSpan(at, rank), vectors[at + r], sums, sums);
            sums[r] += Math.Max(options.Penalty, 1e-9);
            sums.CopyTo(gram, r * rank);
        });
        return gram;
    }
}
