namespace Endcap.Compression.Evaluation;

/// <summary>What the label makes of a model: every group of a data set as a shelf of its own.</summary>
public sealed class LabelReport
{
    /// <summary>[row]: the label's score, scaled back.</summary>
    public required double[] Scores { get; init; }

    /// <summary>Share of groups in which float model and label agree on the best product.</summary>
    public required double Top1Agreement { get; init; }

    /// <summary>Mean Kendall tau-b between float and label order over groups.</summary>
    public required double KendallTau { get; init; }

    /// <summary>Mean size of the blobs in bytes.</summary>
    public required double BlobBytesMean { get; init; }

    /// <summary>Size of the largest blob in bytes.</summary>
    public required int BlobBytesMax { get; init; }

    /// <summary>Mean weighted IL cost of one full ranking (int add = 1).</summary>
    public required double IlCostMean { get; init; }

    /// <summary>Largest weighted IL cost of one full ranking.</summary>
    public required double IlCostMax { get; init; }

    /// <summary>Mean weighted IL cost of loading a blob.</summary>
    public required double IlCostLoadMean { get; init; }

    /// <summary>Shelves built, loaded and ranked per second on all processors, once the program is compiled (after 64 shelves).</summary>
    public required double ShelvesPerSecond { get; init; }

    /// <summary>Largest worst-case score error of a shelf.</summary>
    public required double WorstErrorMax { get; init; }
}
