using System.Globalization;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Specialisation;
using Endcap.Kernel;

namespace Endcap.Compression.Evaluation.Comparison;

/// <summary>A shelf of the products that occur in some rows, scored row by row with the firmware's kernel. Not thread-safe.</summary>
public sealed class RowShelf
{
    private readonly BinnedDataset _data;
    private readonly RuntimeFeatures _features;
    private readonly LoadedShelf _shelf = new();
    private readonly Dictionary<string, int> _numberOf = new(StringComparer.Ordinal);

    /// <summary>Builds the shelf.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Binned with the model's schema.</param>
    /// <param name="rows">Rows of it; those alike in their item features are one product.</param>
    /// <param name="options">How to build.</param>
    public RowShelf(BinModel model, BinnedDataset data, IEnumerable<int> rows, ShelfOptions options)
    {
        _data = data;
        ShelfSource builder = ShelfSource.For(model, options);
        _features = builder.Features;
        var items = new List<byte[]>();
        foreach (int row in rows)
            if (_numberOf.TryAdd(KeyOf(row), items.Count)) items.Add(BinsOf(row));
        Built = builder.Build(items, [.. items.Select((_, p) => new ProductText((p + 1).ToString(CultureInfo.InvariantCulture), ""))]);
        int fault = BlobReader.Read(Built.Blob, Built.Blob.Length, _shelf, BlobImage.HostHeapLimit);
        if (fault != BlobFault.None) throw new InvalidOperationException($"fault {fault}");
    }

    /// <summary>The shelf.</summary>
    public ShelfBlob Built { get; }

    /// <summary>The label's score of one of the rows, scaled back.</summary>
    public double Score(int row)
    {
        int product = _numberOf[KeyOf(row)];
        byte[] bins = BinsOf(row);
        byte[] affinity = [.. _features.SchemaIndex.Skip(_features.SharedCount).Select(index => bins[index])];
        byte[] rest = [.. _features.Features.Skip(_features.SharedCount).Select(feature => feature.AbsentBin)];
        LabelProfile profile = LabelProfile.Of(_features, [.. _features.SchemaIndex.Take(_features.SharedCount).Select(index => bins[index])],
            [.. Enumerable.Range(0, _numberOf.Count).Select(p => p == product ? affinity : rest)]);
        Ranker.Rank(_shelf, profile.Shared, profile.Listed, profile.ListedCount, _numberOf.Count);
        return Built.Numbers.Offset + Built.Numbers.Step * (double)(_shelf.Scores[product] - _shelf.Bias);
    }

    private byte[] BinsOf(int row) => [.. _data.Columns.Select(column => column[row])];

    private string KeyOf(int row) => string.Concat(_features.ItemFeatures.Select(f => (char)_data.Columns[f][row]));
}
