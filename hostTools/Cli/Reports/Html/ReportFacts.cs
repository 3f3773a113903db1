using Endcap.Boards;
using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation.Comparison;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Specialisation;

namespace Endcap.Cli.Reports.Html;

/// <summary>
/// All that a report shows, of any model family: what a family has not (curves of a network) is an empty list, and its
/// section is left out.
/// </summary>
internal sealed class ReportFacts
{
    /// <summary>Name of the model's file.</summary>
    public required string Model { get; init; }

    /// <summary>What kind of model it is, in a few words.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the data's file.</summary>
    public required string Data { get; init; }

    /// <summary>Its rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Metrics before and after.</summary>
    public required IReadOnlyList<MetricPair> Metrics { get; init; }

    /// <summary>How alike the orders are.</summary>
    public required Agreement Agreement { get; init; }

    /// <summary>Sizes of the blobs, and the largest worst-case error.</summary>
    public required LabelSide Label { get; init; }

    /// <summary>[row]: label minus float score.</summary>
    public required double[] Errors { get; init; }

    /// <summary>Points of the builder alone; may be empty.</summary>
    public required IReadOnlyList<SizePoint> Built { get; init; }

    /// <summary>Points of a file, or null.</summary>
    public required FrontFile? Front { get; init; }

    /// <summary>The shelf whose inside is shown: its name for people.</summary>
    public required string ShelfName { get; init; }

    /// <summary>Its blob.</summary>
    public required BlobImage Image { get; init; }

    /// <summary>Its run-time features.</summary>
    public required RuntimeFeatures Features { get; init; }

    /// <summary>Use of the 8-bit range by tensor.</summary>
    public required IReadOnlyList<CodeUse> Codes { get; init; }

    /// <summary>Ranges of a network's tensors.</summary>
    public IReadOnlyList<TensorUse> Tensors { get; init; } = [];

    /// <summary>Whether the curves are partial effects over the data (a network) instead of main effects of tables.</summary>
    public bool CurvesArePartial { get; init; }

    /// <summary>Main effects by feature.</summary>
    public required IReadOnlyList<FeatureCurve> Curves { get; init; }

    /// <summary>Tables over two features.</summary>
    public required IReadOnlyList<PairMap> Maps { get; init; }

    /// <summary>Counted operations of the shelf.</summary>
    public required BlobCost Cost { get; init; }

    /// <summary>Boards to estimate for.</summary>
    public required IReadOnlyList<Board> Boards { get; init; }

    /// <summary>Key of the metric of the front where it is not that of the task.</summary>
    public string? MainKey { get; init; }

    /// <summary>The metric of the front.</summary>
    public MetricPair Main => MainKey is null ? BeforeAfter.Main(Metrics) : Metrics.First(pair => pair.Key == MainKey);
}
