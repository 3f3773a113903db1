using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>The Dense and Factors sections of a blob that the firmware's reader has accepted.</summary>
internal sealed class NetworkReader(LoadedShelf shelf, int at)
{
    private readonly byte[] _blob = shelf.Blob;
    private int _at = at;

    /// <summary>The Dense section, or null.</summary>
    public static DenseContent? ReadDense(LoadedShelf shelf) => shelf.DenseAt == 0 ? null : new NetworkReader(shelf, shelf.DenseAt).Dense();

    /// <summary>The Factors section, or null.</summary>
    public static FactorsContent? ReadFactors(LoadedShelf shelf) => shelf.FactorsAt == 0 ? null : new NetworkReader(shelf, shelf.FactorsAt).Factors();

    private DenseContent Dense()
    {
        int units = U8(), inputs = units;
        byte[] widths = Bytes(U8());
        byte[] used = Used(shelf.Radix.Length);
        byte[] shifts = Bytes(used.Length);
        int columns = used.Sum(feature => shelf.Radix[feature] - (feature < shelf.SharedCount ? 0 : 1));
        WeightsContent first = Weights(columns * units);
        short[] bias = Shorts(shelf.ProductCount * units);
        DenseStage stage = Stage();
        var layers = new List<DenseLayer>();
        foreach (byte width in widths)
        {
            int[] sums = new int[width];
            for (int i = 0; i < width; i++) sums[i] = I32();
            layers.Add(new DenseLayer(sums, Weights(width * inputs), Stage()));
            inputs = width;
        }

        return new DenseContent(used, shifts, first, bias, stage, layers);
    }

    private FactorsContent Factors()
    {
        int rank = U8(), feature = U8();
        bool tied = U8() == FactorsLoader.TiedFlag;
        byte[] used = Used(shelf.SharedCount);
        short[] start = Shorts(rank);
        byte[] shifts = Bytes(used.Length);
        WeightsContent tower = Weights(used.Sum(f => shelf.Radix[f]) * rank);
        int multiplier = U16(), userShift = U8(), productShift = U8();
        short[] multipliers = Shorts(shelf.ProductCount);
        WeightsContent products = Weights(shelf.ProductCount * rank);
        FactorHistory? history = feature == BlobLayout.None ? null : History(feature, tied, rank);
        return new FactorsContent(start, used, shifts, tower, multiplier, userShift, multipliers, productShift, products, history);
    }

    private FactorHistory History(int feature, bool tied, int rank)
    {
        sbyte[] weight = Array.ConvertAll(Bytes(shelf.Radix[shelf.SharedCount + feature]), value => (sbyte)value);
        ushort[] norms = new ushort[U8()];
        for (int i = 0; i < norms.Length; i++) norms[i] = (ushort)U16();
        byte[] multipliers = Bytes(shelf.ProductCount);
        return new FactorHistory(feature, weight, norms, multipliers, tied ? null : Weights(shelf.ProductCount * rank));
    }

    private WeightsContent Weights(int count)
    {
        int coding = _blob[_at];
        sbyte[] values = new sbyte[count];
        int next = WeightBlock.Expand(_blob, _at, shelf.Length, values, 0, count, count, 0);
        int book = coding == WeightBlock.Sixteen ? 16 : coding == WeightBlock.Four ? 4 : 0;
        sbyte[]? codebook = book == 0 ? null : Array.ConvertAll(_blob[(_at + 1)..(_at + 1 + book)], value => (sbyte)value);
        _at = next;
        return new WeightsContent(values, coding, codebook);
    }

    private DenseStage Stage()
    {
        int multiplier = U16(), shift = U8(), activation = U8();
        return new DenseStage(multiplier, shift, activation, activation == DenseLoader.Table ? Bytes(256) : null);
    }

    private byte[] Used(int features)
    {
        byte[] bitmap = Bytes((features + 7) / 8);
        return [.. Enumerable.Range(0, features).Where(f => (bitmap[f >> 3] >> (f & 7) & 1) != 0).Select(f => (byte)f)];
    }

    private short[] Shorts(int count)
    {
        short[] values = new short[count];
        for (int i = 0; i < count; i++) values[i] = (short)U16();
        return values;
    }

    private byte[] Bytes(int count)
    {
        _at += count;
        return _blob[(_at - count).._at];
    }

    private int U8() => _blob[_at++];

    private int U16()
    {
        _at += 2;
        return BlobLayout.U16(_blob, _at - 2);
    }

    private int I32()
    {
        _at += 4;
        return BlobLayout.I32(_blob, _at - 4);
    }
}
