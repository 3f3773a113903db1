using Endcap.Compression.Models.Factors;

namespace Endcap.Compression.Pruning.Factors;

/// <summary>A model whose vectors are linear images of another's.</summary>
internal static class TowerMap
{
    /// <summary>Maps both sides.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rank">Elements of the new vectors.</param>
    /// <param name="users">[new element · rank + element]: of start, tower and history.</param>
    /// <param name="products">[product · new rank + element]: the new product vectors.</param>
    /// <param name="tied">Whether the history's vectors stay the products'.</param>
    public static TwoTowerModel Run(TwoTowerModel model, int rank, double[] users, double[] products, bool tied) => model with
    {
        Rank = rank,
        Start = Image(model.Start, model.Rank, users, rank),
        Tower = Image(model.Tower, model.Rank, users, rank),
        ProductVectors = products,
        HistoryVectors = tied ? null : Image(model.Past, model.Rank, users, rank),
        Coding = rank == model.Rank ? model.Coding : model.Coding is { } coding ? coding with { Moments = null } : null,
    };

    /// <summary>Each row times a map's transpose.</summary>
    public static double[] Image(double[] rows, int rank, double[] map, int newRank)
    {
        double[] image = new double[rows.Length / rank * newRank];
        for (int i = 0; i < image.Length; i++)
        {
            int row = i / newRank * rank, to = i % newRank * rank;
            for (int r = 0; r < rank; r++) image[i] += map[to + r] * rows[row + r];
        }

        return image;
    }
}
