using Endcap.Compression.Evaluation;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation.Dense;

namespace Endcap.Compression.Blobs.Dense;

/// <summary>A shelf's blob of a dense network, and what it was made from.</summary>
public sealed class DenseShelf : ShelfBlob
{
    /// <summary>The network in integers.</summary>
    public required QuantisedNetwork Network { get; init; }

    /// <summary>Bits of its numbers; fewer than 8 when a budget asked for it.</summary>
    public required DensePrecision Precision { get; init; }

    /// <summary>By intervals of each product's score alone, so most pairs stay open.</summary>
    /// <inheritdoc/>
    public override List<PossibleSwap> PossibleSwaps(IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        [.. new BlobProof(Content).OpenPairs(progress, cancellation)
            .Select(pair => new PossibleSwap(pair.First, pair.Second, 2 * WorstError, pair.CertainlyClose))];
}
