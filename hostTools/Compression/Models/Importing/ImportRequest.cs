using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.Importing;

/// <summary>What to import, and what the user says about its columns.</summary>
public sealed record ImportRequest
{
    /// <summary>The model.</summary>
    public required Teacher Teacher { get; init; }

    /// <summary>Its file, for messages.</summary>
    public required string File { get; init; }

    /// <summary>Names, scopes, kinds, label and group; its edges are replaced by the model's. Null: from <see cref="Columns"/>.</summary>
    public Schema? Schema { get; init; }

    /// <summary>A CSV with the model's inputs, to weigh bins and to measure; or null.</summary>
    public string? Data { get; init; }

    /// <summary>The columns as for schema infer; ignored with <see cref="Schema"/>.</summary>
    public InferenceOptions Columns { get; init; } = new() { Label = DefaultLabel };

    /// <summary>The class whose score to rank by, or null.</summary>
    public int? Class { get; init; }

    /// <summary>Whether edges become the shortest decimals that part the data's values alike; exact on those values only.</summary>
    public bool ShortEdges { get; init; }

    /// <summary>Whether the model to write is one that learned the teacher's scores and collapses to tables.</summary>
    public bool Distil { get; init; }

    /// <summary>Trees of a distilled model.</summary>
    public int StudentTrees { get; init; } = 200;

    /// <summary>Seed of the held-out split.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The schema's label where the user names none.</summary>
    public const string DefaultLabel = "label";
}
