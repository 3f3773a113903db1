using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

internal sealed partial class RandomContent
{
    private static readonly string[] Texts = ["", "a", "Margarine, 250 g", "für Ü", "𝄞 and 漢字", new string('x', 255)];

    private TreesContent Trees(int items) => new(
        [.. Enumerable.Range(0, _products).Select(_ => Bytes(items))],
        [.. Enumerable.Range(0, _random.Next(6)).Select(_ => Tree(_features.Length + items))]);

    // Any forward-only jumps, not only those of a proper tree.
    private BlobTree Tree(int features)
    {
        var nodes = new BlobNode[_random.Next(1, 30)];
        for (int n = 0; n < nodes.Length; n++)
        {
            int after = nodes.Length - 1 - n;
            bool leaf = features == 0 || after == 0 || _random.Next(3) == 0;
            nodes[n] = leaf
                ? new BlobNode(-1, _random.Next(-128, 128), 0)
                : new BlobNode(_random.Next(features), _random.Next(4) == 0 ? _random.Next(256) : _random.Next(9),
                    _random.Next(1, after + 1));
        }

        return new BlobTree(_random.Next(2) == 0 ? -1 : _random.Next(_products), _random.Next(8), nodes);
    }

    private FeatureText FeatureText(FeatureShape shape)
    {
        bool missing = shape.Radix > 1 && _random.Next(2) == 0;
        int values = shape.Radix - (missing ? 1 : 0), absent = missing ? shape.Radix - 1 : _random.Next(shape.Radix);
        return _random.Next(values == 2 ? 3 : 2) switch
        {
            0 => new FeatureText(Text(), FeatureKind.Numeric, missing, absent, Edges(values - 1), []),
            1 => new FeatureText(Text(), FeatureKind.Categorical, missing, absent, [],
                [.. Enumerable.Range(0, values).Select(_ => Text())]),
            _ => new FeatureText(Text(), FeatureKind.Flag, missing, absent, [], []),
        };
    }

    private double[] Edges(int count)
    {
        double power = Math.Pow(10, _random.Next(0, 11)), size = Math.Pow(10, _random.Next(1, 9));
        bool odd = _random.Next(4) == 0;
        return [.. Enumerable.Range(0, count).Select(_ => (_random.NextDouble() - 0.3) * size)
            .Select(edge => odd ? edge : Math.Round(edge * power) / power).Order()];
    }

    private string Text() => Texts[_random.Next(Texts.Length)];

    private byte UnknownKind() =>
        (byte)(_random.Next(4) == 0 ? BlobLayout.OptionalSection : _random.Next(BlobLayout.PricesSection + 1, 256));

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
