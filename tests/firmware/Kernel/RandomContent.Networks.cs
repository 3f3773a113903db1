using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

internal sealed partial class RandomContent
{
    private DenseContent Dense()
    {
        byte[] used = Some(_features.Length);
        int units = _random.Next(1, 20), inputs = units;
        int columns = used.Sum(f => _features[f].Radix - (_features[f].Scope == 2 ? 1 : 0));
        int[] widths = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => _random.Next(1, 9)), 1];
        var layers = new List<DenseLayer>();
        foreach (int width in widths)
        {
            bool last = layers.Count == widths.Length - 1;
            layers.Add(new DenseLayer([.. Enumerable.Range(0, width).Select(_ => _random.Next(-100_000, 100_000))],
                Weights(width * inputs), last ? new DenseStage(_random.Next(300), _random.Next(6, 20), DenseLoader.Identity) : Stage()));
            inputs = width;
        }

        return new DenseContent(used, Shifts(used.Length), Weights(columns * units), Shorts(_products * units), Stage(), layers);
    }

    private FactorsContent Factors()
    {
        byte[] used = Some(_shared);
        int rank = 4 * _random.Next(1, 5), affinity = _features.Length - _shared;
        return new FactorsContent(Shorts(rank), used, Shifts(used.Length), Weights(used.Sum(f => _features[f].Radix) * rank),
            _random.Next(65_536), _random.Next(32), [.. Enumerable.Range(0, _products).Select(_ => (short)_random.Next(32_768))],
            _random.Next(20, 41), Weights(_products * rank), affinity == 0 || _random.Next(3) == 0 ? null : History(_random.Next(affinity), rank));
    }

    private FactorHistory History(int feature, int rank)
    {
        FeatureShape shape = _features[_shared + feature];
        sbyte[] weight = [.. Enumerable.Range(0, shape.Radix).Select(bin => bin == shape.Rest ? (sbyte)0 : (sbyte)_random.Next(-128, 128))];
        return new FactorHistory(feature, weight, [.. Enumerable.Range(0, _random.Next(1, 9)).Select(_ => (ushort)_random.Next(65_536))],
            Bytes(_products), _random.Next(2) == 0 ? null : Weights(_products * rank));
    }

    private DenseStage Stage()
    {
        bool table = _random.Next(2) == 0;
        return new DenseStage(_random.Next(65_536), _random.Next(10, 32), table ? DenseLoader.Table : DenseLoader.Relu, table ? Bytes(256) : null);
    }

    private WeightsContent Weights(int count)
    {
        int coding = _random.Next(4);
        int book = coding == WeightBlock.Sixteen ? 16 : coding == WeightBlock.Four ? 4 : 0;
        if (book == 0) return new WeightsContent([.. Enumerable.Range(0, count).Select(_ => Weight(coding))], coding);
        sbyte[] values = [.. Enumerable.Range(0, 256).Select(i => (sbyte)(i - 128))];
        _random.Shuffle(values);
        return new WeightsContent([.. Enumerable.Range(0, count).Select(_ => values[_random.Next(book)])], coding, values[..book]);
    }

    private sbyte Weight(int coding) => coding == WeightBlock.Sparse && _random.Next(2) == 0 ? (sbyte)0 : (sbyte)_random.Next(-128, 128);

    private byte[] Some(int of) => [.. Enumerable.Range(0, of).Where(_ => _random.Next(2) == 0).Select(f => (byte)f)];

    private byte[] Shifts(int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)_random.Next(8))];

    private short[] Shorts(int count) => [.. Enumerable.Range(0, count).Select(_ => (short)_random.Next(-32768, 32768))];
}
