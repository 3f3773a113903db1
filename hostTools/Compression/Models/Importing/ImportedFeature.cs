using Endcap.Compression.Datasets;

namespace Endcap.Compression.Models.Importing;

/// <summary>A threshold that lost its edge.</summary>
/// <param name="Old">The edge that the model has.</param>
/// <param name="New">The edge that stands in; −∞ or +∞: the split decides nothing any more.</param>
public sealed record MergedThreshold(double Old, double New);

/// <summary>One feature of an imported model.</summary>
/// <param name="Feature">Its bins.</param>
/// <param name="Input">Number of the teacher's input.</param>
/// <param name="Splits">Splits of the teacher on it.</param>
/// <param name="Thresholds">Different edges that the teacher needs.</param>
/// <param name="Merged">Edges that did not fit.</param>
public sealed record ImportedFeature(Feature Feature, int Input, int Splits, int Thresholds, IReadOnlyList<MergedThreshold> Merged)
{
    /// <summary>Whether missing values go another way in some trees: there was no bin left for them.</summary>
    public bool MissingMoved { get; init; }
}

/// <summary>A teacher in bins.</summary>
/// <param name="Model">The ensemble.</param>
/// <param name="Features">[feature of the schema].</param>
public sealed record ImportedEnsemble(TreeEnsemble Model, IReadOnlyList<ImportedFeature> Features)
{
    /// <summary>Whether the teacher is a smooth function of numbers, of which the model has one value for each bin.</summary>
    public bool IsBinned { get; init; }

    /// <summary>Whether every row reaches the teacher's leaves in every tree.</summary>
    public bool IsExact => !IsBinned && Features.All(feature => feature.Merged.Count == 0 && !feature.MissingMoved);
}
