using Endcap.Compression.Evaluation;
using Endcap.Compression.Quantisation;
using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Blobs;

/// <summary>A shelf's blob and what it was made from.</summary>
public sealed class BuiltShelf
{
    /// <summary>The bytes of shelf.ecap.</summary>
    public required byte[] Blob { get; init; }

    /// <summary>The blob's content.</summary>
    public required BlobContent Content { get; init; }

    /// <summary>The run-time features, in blob order.</summary>
    public required RuntimeFeatures Features { get; init; }

    /// <summary>[product]: float scores before simplification.</summary>
    public required IReadOnlyList<CollapsedProduct> Products { get; init; }

    /// <summary>[product]: integer scores of tables.</summary>
    public required IReadOnlyList<QuantisedProduct> Integers { get; init; }

    /// <summary>Largest change of a cell that a simplification made, in score units.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Largest difference between float and integer score over all profiles and products.</summary>
    public required double WorstError { get; init; }

    /// <summary>Whether <see cref="WorstError"/> is attained, or only an upper bound.</summary>
    public required bool WorstErrorIsExact { get; init; }

    /// <summary>score = Offset + Step · integer.</summary>
    public required ScoreNumbers Numbers { get; init; }

    /// <summary>Answers which products could ever swap.</summary>
    public required ScoreProof Proof { get; init; }
}
