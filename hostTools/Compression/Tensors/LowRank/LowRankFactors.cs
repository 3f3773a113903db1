namespace Endcap.Compression.Tensors.LowRank;

/// <summary>Two factors whose product stands for a matrix.</summary>
/// <param name="Left">[row][rank].</param>
/// <param name="Right">[rank][column].</param>
public sealed record LowRankFactors(Matrix Left, Matrix Right)
{
    /// <summary>Left · Right.</summary>
    public Matrix Product() => Left.Times(Right);
}
