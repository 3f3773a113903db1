using Endcap.Compression.Models;

namespace Endcap.Compression.Specialisation;

/// <summary>The score of one product with its item features fixed: constant + tables + residual trees, equal to the ensemble's.</summary>
/// <param name="Constant">Leaves that depend on no run-time feature, and the base score.</param>
/// <param name="Tables">At most one table for each set of features.</param>
/// <param name="Residual">Specialised trees with a path over more than two run-time features; features are run-time numbers.</param>
public sealed record CollapsedProduct(double Constant, IReadOnlyList<PairTable> Tables, IReadOnlyList<Tree> Residual)
{
    /// <summary>The score of a profile. <paramref name="bins"/>: [run-time number].</summary>
    public double Score(ReadOnlySpan<byte> bins) => TableScore(bins) + ResidualScore(bins);

    /// <summary>What constant and tables add to the score.</summary>
    public double TableScore(ReadOnlySpan<byte> bins)
    {
        double sum = Constant;
        for (int t = 0; t < Tables.Count; t++) sum += Tables[t].Lookup(bins);
        return sum;
    }

    /// <summary>What the residual trees add to the score.</summary>
    public double ResidualScore(ReadOnlySpan<byte> bins)
    {
        double sum = 0;
        for (int t = 0; t < Residual.Count; t++) sum += Residual[t].Value[Residual[t].FindLeaf(bins)];
        return sum;
    }
}
