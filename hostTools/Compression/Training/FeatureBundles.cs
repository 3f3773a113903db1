using Endcap.Compression.Datasets;

namespace Endcap.Compression.Training;

/// <summary>
/// The training columns, with small features packed together: features whose bin counts multiply to at most 256
/// share one byte (a mixed-radix number). A histogram over bundles needs fewer additions per row; summing it
/// along the other digits gives each feature's own histogram exactly.
/// </summary>
internal sealed class FeatureBundles
{
    private const int MaxCodes = 256;

    public FeatureBundles(BinnedDataset data)
    {
        IReadOnlyList<Feature> features = data.Schema.Features;
        Columns = data.Columns;
        BinCounts = [.. features.Select(feature => feature.BinCount)];
        Offsets = new int[features.Count];
        Varies = new bool[features.Count];
        for (int f = 0; f < features.Count; f++)
        {
            Varies[f] = data.Columns[f].AsSpan().ContainsAnyExcept(data.Columns[f][0]);
            Offsets[f] = TotalBins;
            if (Varies[f]) TotalBins += BinCounts[f];
        }

        Bundles = Pack();
        TotalCodes = Bundles.Sum(bundle => bundle.Codes);
        RowCodes = new ushort[data.RowCount * Bundles.Length];
        for (int b = 0, offset = 0; b < Bundles.Length; offset += Bundles[b++].Codes) Encode(b, offset, data.RowCount);
    }

    /// <summary>[feature][row]: bins.</summary>
    public byte[][] Columns { get; }

    /// <summary>[feature]: number of bins, the missing bin included.</summary>
    public int[] BinCounts { get; }

    /// <summary>[feature]: its first bin in a node's histogram.</summary>
    public int[] Offsets { get; }

    /// <summary>[feature]: whether any split on it can exist.</summary>
    public bool[] Varies { get; }

    /// <summary>Bins of a node's histogram: those of all features that vary.</summary>
    public int TotalBins { get; }

    /// <summary>Which features share a byte.</summary>
    public Bundle[] Bundles { get; }

    /// <summary>Cells of a histogram over bundles.</summary>
    public int TotalCodes { get; }

    /// <summary>[row × bundles + bundle]: the row's cell in a histogram over bundles.</summary>
    public ushort[] RowCodes { get; }

    /// <summary>First-fit decreasing by bin count.</summary>
    private Bundle[] Pack()
    {
        var bundles = new List<Bundle>();
        foreach (int f in Enumerable.Range(0, BinCounts.Length).Where(f => Varies[f]).OrderByDescending(f => BinCounts[f]))
        {
            int fit = bundles.FindIndex(bundle => bundle.Codes * BinCounts[f] <= MaxCodes);
            if (fit < 0) bundles.Add(new Bundle([f], [1], BinCounts[f]));
            else bundles[fit] = bundles[fit].With(f, BinCounts[f]);
        }

        return [.. bundles];
    }

    private void Encode(int b, int offset, int rows)
    {
        int stride = Bundles.Length;
        for (int row = 0; row < rows; row++) RowCodes[row * stride + b] = (ushort)offset;
        for (int i = 0; i < Bundles[b].Features.Length; i++)
        {
            byte[] column = Columns[Bundles[b].Features[i]];
            int multiplier = Bundles[b].Multipliers[i];
            for (int row = 0; row < rows; row++) RowCodes[row * stride + b] += (ushort)(column[row] * multiplier);
        }
    }

    /// <summary>Features that share a byte: code = Σ bin × multiplier, below <paramref name="Codes"/>.</summary>
    internal sealed record Bundle(int[] Features, int[] Multipliers, int Codes)
    {
        public Bundle With(int feature, int binCount) => new([.. Features, feature], [.. Multipliers, Codes], Codes * binCount);
    }
}
