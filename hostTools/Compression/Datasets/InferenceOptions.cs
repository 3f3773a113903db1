namespace Endcap.Compression.Datasets;

/// <summary>What the user says about the columns of a CSV; every column that is not named becomes a shopper feature.</summary>
public sealed record InferenceOptions
{
    /// <summary>The label column.</summary>
    public required string Label { get; init; }

    /// <summary>The column that groups rows into choices, or null.</summary>
    public string? Group { get; init; }

    /// <summary>Columns not to use.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Columns of item scope.</summary>
    public IReadOnlyList<string> Item { get; init; } = [];

    /// <summary>Columns of affinity scope.</summary>
    public IReadOnlyList<string> Affinity { get; init; } = [];

    /// <summary>Columns of context scope.</summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    /// <summary>Features whose values are names, even if they look like numbers.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];
}

/// <summary>A proposed schema.</summary>
/// <param name="Schema">The schema; columns that never vary are on its ignore list.</param>
/// <param name="Warnings">What the user should look at, one sentence each.</param>
/// <param name="RowCount">Rows looked at.</param>
public sealed record SchemaProposal(Schema Schema, IReadOnlyList<string> Warnings, long RowCount);
