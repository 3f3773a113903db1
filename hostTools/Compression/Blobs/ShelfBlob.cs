using Endcap.Compression.Evaluation;
using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Blobs;

/// <summary>A shelf's blob and what is known of it, whatever the model's family.</summary>
public abstract class ShelfBlob
{
    /// <summary>The bytes of shelf.ecap.</summary>
    public required byte[] Blob { get; init; }

    /// <summary>The blob's content.</summary>
    public required BlobContent Content { get; init; }

    /// <summary>The run-time features, in blob order.</summary>
    public required RuntimeFeatures Features { get; init; }

    /// <summary>Largest difference between float and integer score over all profiles and products.</summary>
    public required double WorstError { get; init; }

    /// <summary>Whether <see cref="WorstError"/> is attained, or only an upper bound.</summary>
    public required bool WorstErrorIsExact { get; init; }

    /// <summary>score = Offset + Step · integer.</summary>
    public required ScoreNumbers Numbers { get; init; }

    /// <summary>The pairs of products whose order the label might swap; every other pair never does, whatever the profile.</summary>
    /// <param name="progress">Told the share done, or null.</param>
    /// <param name="cancellation">Stops between pairs.</param>
    public abstract List<PossibleSwap> PossibleSwaps(IProgress<double>? progress = null, CancellationToken cancellation = default);
}
