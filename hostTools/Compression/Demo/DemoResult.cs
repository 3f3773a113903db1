using Endcap.Compression.Blobs;

namespace Endcap.Compression.Demo;

/// <summary>A figure of the demo.</summary>
/// <param name="Key">Stable key for programs.</param>
/// <param name="Name">For people.</param>
/// <param name="Value">A whole number or a fraction.</param>
/// <param name="Note">What it means.</param>
public sealed record DemoFigure(string Key, string Name, object Value, string Note);

/// <summary>A product as the label ranked it.</summary>
/// <param name="Place">From 1.</param>
/// <param name="Product">Its number on the shelf.</param>
/// <param name="Sku">The retailer's number.</param>
/// <param name="Name">For people.</param>
/// <param name="Score">The label's integer score.</param>
/// <param name="TrueProbability">The generator's choice probability, 0…1.</param>
public sealed record DemoRank(int Place, int Product, string Sku, string Name, int Score, double TrueProbability);

/// <summary>What a demo made and measured; all on generated data.</summary>
public sealed class DemoResult
{
    /// <summary>Folder of all files.</summary>
    public required string Folder { get; init; }

    /// <summary>The HTML page.</summary>
    public required string Page { get; init; }

    /// <summary>Picture of the label after the shopper's packet.</summary>
    public required string Picture { get; init; }

    /// <summary>Seed of the generator.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Purchases that the model was trained on.</summary>
    public required int TrainPurchases { get; init; }

    /// <summary>How close the label's first place comes to the truth on held-out households.</summary>
    public required StoreTruth Truth { get; init; }

    /// <summary>Figures, in the order to be shown.</summary>
    public required IReadOnlyList<DemoFigure> Figures { get; init; }

    /// <summary>The sample shopper's ranking, best first.</summary>
    public required IReadOnlyList<DemoRank> Ranking { get; init; }

    /// <summary>The sample shopper's shelf.</summary>
    public required BuiltShelf Shelf { get; init; }
}
