using System.Globalization;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Specialisation;
using Endcap.Kernel;

namespace Endcap.Compression.Evaluation;

/// <summary>One group as a ranked shelf.</summary>
/// <param name="Blob">Its blob.</param>
/// <param name="Profile">The shopper.</param>
/// <param name="Scores">[product]: the label's scores, scaled back.</param>
/// <param name="WorstError">Worst-case score error of the shelf.</param>
public sealed record RankedShelf(byte[] Blob, LabelProfile Profile, double[] Scores, double WorstError);

/// <summary>Builds and ranks groups one after the other; one per thread.</summary>
public sealed class GroupRanker
{
    private readonly BinnedDataset _data;
    private readonly ShelfSource _builder;
    private readonly LoadedShelf _shelf = new();
    private ShelfBlob? _built;
    private byte[] _builtFor = []; // the item bins of its products

    /// <summary>Prepares for a data set.</summary>
    public GroupRanker(BinModel model, BinnedDataset data, ShelfOptions options)
    {
        _data = data;
        _builder = ShelfSource.For(model, options);
    }

    /// <summary>Builds the group's shelf and ranks it with the kernel.</summary>
    public RankedShelf Rank(int group)
    {
        int start = _data.GroupStarts[group], count = _data.GroupStarts[group + 1] - start;
        var items = new byte[count][];
        var texts = new ProductText[count];
        for (int p = 0; p < count; p++)
        {
            items[p] = [.. _data.Columns.Select(column => column[start + p])];
            texts[p] = new ProductText((p + 1).ToString(CultureInfo.InvariantCulture), "");
        }

        ShelfBlob built = Build(items, texts);
        LabelProfile profile = ProfileOf(items);
        if (!Ranker.Accepts(_shelf, profile.Shared, profile.Listed, profile.ListedCount))
            throw new InvalidOperationException("The kernel does not accept the profile of a data row.");
        Ranker.Rank(_shelf, profile.Shared, profile.Listed, profile.ListedCount, count);
        double[] scores = new double[count];
        for (int p = 0; p < count; p++) scores[p] = built.Numbers.Offset + built.Numbers.Step * (double)(_shelf.Scores[p] - _shelf.Bias);
        return new RankedShelf(built.Blob, profile, scores, built.WorstError);
    }

    // Groups of the same products (data without item features: all) share a blob.
    private ShelfBlob Build(byte[][] items, ProductText[] texts)
    {
        byte[] key = [(byte)items.Length, .. items.SelectMany(bins => _builder.Features.ItemFeatures.Select(index => bins[index]))];
        if (_built is not null && key.AsSpan().SequenceEqual(_builtFor)) return _built;
        ShelfBlob built = _builder.Build(items, texts);
        int fault = BlobReader.Read(built.Blob, built.Blob.Length, _shelf, BlobImage.HostHeapLimit);
        if (fault != BlobFault.None) throw new InvalidOperationException($"fault {fault}");
        (_built, _builtFor) = (built, key);
        return built;
    }

    // Shared features are those of the group's first row: one shopper stands before the shelf.
    private LabelProfile ProfileOf(byte[][] rows)
    {
        RuntimeFeatures features = _builder.Features;
        byte[] shared = [.. features.SchemaIndex.Take(features.SharedCount).Select(index => rows[0][index])];
        return LabelProfile.Of(features, shared,
            [.. rows.Select(row => features.SchemaIndex.Skip(features.SharedCount).Select(index => row[index]).ToArray())]);
    }
}
