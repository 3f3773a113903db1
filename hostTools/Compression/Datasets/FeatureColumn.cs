using Endcap.Compression.Errors;

namespace Endcap.Compression.Datasets;

/// <summary>Collects one feature's bins while rows stream by.</summary>
internal sealed class FeatureColumn(Feature feature, int column)
{
    private byte[] _bins = new byte[1024];
    private int _count;

    /// <summary>Bins the feature's cell of the current row. Errors: E105, E111.</summary>
    public void Append(CsvRows rows)
    {
        if (_count == _bins.Length) Array.Resize(ref _bins, _bins.Length * 2);
        _bins[_count++] = Bin(feature, rows, column);
    }

    /// <summary>[row]: the bins.</summary>
    public byte[] ToArray() => _bins[.._count];

    /// <summary>The bin of one cell; missing cells and unknown categories get the absent bin. Errors: E105, E111.</summary>
    public static byte Bin(Feature feature, CsvRows rows, int column)
    {
        ReadOnlySpan<byte> cell = rows[column];
        if (Cell.IsMissing(cell)) return feature.AbsentBin;
        switch (feature.Kind)
        {
            case FeatureKind.Categorical:
                return feature.BinCategory(rows.Text(column));
            case FeatureKind.Flag:
                if (!Cell.TryFlag(cell, out bool flag))
                    throw Catalogue.NotAFlag(rows.File, rows.Line, feature.Name, rows.Text(column));
                return feature.Bin(flag ? 1 : 0);
            default:
                if (!Cell.TryNumber(cell, out double number))
                    throw Catalogue.NotANumber(rows.File, rows.Line, feature.Name, rows.Text(column));
                return feature.Bin(number);
        }
    }
}
