using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;

namespace Endcap.Compression.Evaluation.Comparison;

/// <summary>What the label makes of every row of a data set.</summary>
/// <param name="Scores">[row]: the label's scores, scaled back.</param>
/// <param name="BlobBytesMean">Mean size of a blob.</param>
/// <param name="BlobBytesMax">Size of the largest.</param>
/// <param name="WorstError">Largest worst-case score error.</param>
/// <param name="Shelves">Shelves built.</param>
public sealed record LabelSide(double[] Scores, double BlobBytesMean, int BlobBytesMax, double WorstError, int Shelves)
{
    // Products on one shelf where the data says nothing of shelves.
    private const int ProductsPerShelf = 10;

    /// <summary>
    /// Ranks with the firmware's kernel. With groups each group is a shelf, as <see cref="LabelEvaluation"/> has it; without,
    /// rows that are alike in their item features are one product, and ten products are a shelf.
    /// </summary>
    /// <exception cref="UserErrorException">The budget cannot be kept, or a group cannot be a shelf.</exception>
    public static LabelSide Of(BinModel model, BinnedDataset data, double[] floats, ShelfOptions options,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        if (model.Schema.Group is null) return OfRows(model, data, options, progress, cancellation);
        LabelReport report = LabelEvaluation.Run(model, data, floats, options, progress, cancellation);
        return new LabelSide(report.Scores, report.BlobBytesMean, report.BlobBytesMax, report.WorstErrorMax, data.GroupCount);
    }

    /// <summary>Rows of the first shelf: the first group, or all rows of the first ten products.</summary>
    public static int[] FirstShelf(BinnedDataset data) => data.Schema.Group is not null
        ? [.. Enumerable.Range(0, data.GroupStarts[1])]
        : [.. RowsByProduct(data).Take(ProductsPerShelf).SelectMany(rows => rows)];

    private static LabelSide OfRows(BinModel model, BinnedDataset data, ShelfOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        int[][] shelves = [.. RowsByProduct(data).Chunk(ProductsPerShelf).Select(products => products.SelectMany(rows => rows).ToArray())];
        double[] scores = new double[data.RowCount];
        var sizes = new List<int>();
        double worst = 0;
        options = options with { ErrorAmong = options.ErrorAmong ?? new LargestError() };
        foreach (int[] rows in shelves)
        {
            cancellation.ThrowIfCancellationRequested();
            var shelf = new RowShelf(model, data, rows, options);
            foreach (int row in rows) scores[row] = shelf.Score(row);
            sizes.Add(shelf.Built.Blob.Length);
            worst = Math.Max(worst, shelf.Built.WorstError);
            progress?.Report((double)sizes.Count / shelves.Length);
        }

        return new LabelSide(scores, sizes.Average(), sizes.Max(), worst, sizes.Count);
    }

    private static IEnumerable<int[]> RowsByProduct(BinnedDataset data)
    {
        int[] items = [.. Enumerable.Range(0, data.Columns.Length).Where(f => data.Schema.Features[f].Scope == FeatureScope.Item)];
        return Enumerable.Range(0, data.RowCount)
            .GroupBy(row => string.Concat(items.Select(f => (char)data.Columns[f][row])), StringComparer.Ordinal).Select(rows => rows.ToArray());
    }
}
