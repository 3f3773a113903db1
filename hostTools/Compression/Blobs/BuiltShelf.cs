using Endcap.Compression.Evaluation;
using Endcap.Compression.Quantisation;
using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Blobs;

/// <summary>A shelf's blob of tables and residual trees, and what it was made from.</summary>
public sealed class BuiltShelf : ShelfBlob
{
    /// <summary>[product]: float scores before simplification.</summary>
    public required IReadOnlyList<CollapsedProduct> Products { get; init; }

    /// <summary>[product]: integer scores of tables.</summary>
    public required IReadOnlyList<QuantisedProduct> Integers { get; init; }

    /// <summary>Largest change of a cell that a simplification made, in score units.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Answers which products could ever swap.</summary>
    public required ScoreProof Proof { get; init; }

    /// <inheritdoc/>
    public override List<PossibleSwap> PossibleSwaps(IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Proof.PossibleSwaps(progress, cancellation);
}
