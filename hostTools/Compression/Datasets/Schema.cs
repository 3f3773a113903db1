namespace Endcap.Compression.Datasets;

/// <summary>Which columns a model reads, in which scope and bins; also names the label and group columns.</summary>
public sealed class Schema
{
    /// <summary>Creates a schema; SchemaFile reads and checks one from JSON.</summary>
    /// <param name="label">The label column.</param>
    /// <param name="group">The column that groups rows into choices (one purchase, one shelf), or null.</param>
    /// <param name="ignore">Columns that are known and not used.</param>
    /// <param name="features">The inputs; their order is the order of a model's feature numbers.</param>
    public Schema(string label, string? group, IReadOnlyList<string> ignore, IReadOnlyList<Feature> features)
    {
        Label = label;
        Group = group;
        Ignore = ignore;
        Features = features;
        Id = SchemaId.Of(features);
    }

    /// <summary>The label column.</summary>
    public string Label { get; }

    /// <summary>The column that groups rows into choices, or null.</summary>
    public string? Group { get; }

    /// <summary>Columns that are known and not used.</summary>
    public IReadOnlyList<string> Ignore { get; }

    /// <summary>The inputs, in the order of a model's feature numbers.</summary>
    public IReadOnlyList<Feature> Features { get; }

    /// <summary>32-bit id over the canonical form of what a phone must agree on; see <see cref="SchemaId"/>.</summary>
    public uint Id { get; }
}
