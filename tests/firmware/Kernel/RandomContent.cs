using Endcap.Compression.Blobs;

namespace Endcap.Tests.Firmware.Kernel;

/// <summary>Random contents that a reader must accept, with everything that the format allows.</summary>
internal sealed partial class RandomContent
{
    private readonly Random _random;
    private readonly FeatureShape[] _features;
    private readonly int _products, _shared;
    private readonly bool _catalogue;

    private RandomContent(Random random, bool catalogues)
    {
        _random = random;
        _catalogue = catalogues && random.Next(12) == 0;
        _products = _catalogue && random.Next(2) == 0 ? random.Next(256, 300) : random.Next(8) == 0 ? random.Next(1, 60) : random.Next(1, 12);
        _shared = random.Next(6);
        int affinity = random.Next(4);
        _features = [.. Enumerable.Range(0, _shared + affinity).Select(f => Shape(f >= _shared))];
    }

    public static BlobContent Of(Random random) => new RandomContent(random, catalogues: true).Make();

    /// <summary>One that a label serves: no catalogue.</summary>
    public static BlobContent Shelf(Random random) => new RandomContent(random, catalogues: false).Make();

    private BlobContent Make()
    {
        int items = _catalogue ? 0 : _random.Next(3);
        int spread = _random.Next(3);
        return new BlobContent
        {
            SchemaId = (uint)_random.NextInt64(1L << 32),
            ModelVersion = (uint)_random.NextInt64(1L << 32),
            Features = _features,
            IsCatalogue = _catalogue,
            ItemCount = items,
            Base = [.. Enumerable.Range(0, _products).Select(_ => BaseScore(spread))],
            Tables = _catalogue || _random.Next(5) == 0 ? null : Tables(),
            Trees = items > 0 || (!_catalogue && _random.Next(2) == 0) ? Trees(items) : null,
            Dense = _random.Next(3) == 0 ? Dense() : null,
            Factors = _random.Next(3) == 0 ? Factors() : null,
            Products = _random.Next(2) == 0 ? null
                : [.. Enumerable.Range(0, _products).Select(_ => new ProductText(Text(), Text()))],
            FeatureTexts = _random.Next(2) == 0 ? null : [.. _features.Select(FeatureText)],
            Numbers = _random.Next(2) == 0 ? null
                : new ScoreNumbers(_random.NextSingle(), -_random.NextSingle(), _random.NextSingle() * 1e-9f),
            Prices = _random.Next(2) == 0 ? null : new ShelfPrices(Text(), _random.Next(4),
                [.. Enumerable.Range(0, _products).Select(_ => (uint)_random.NextInt64(1L << 32))]),
            Unknown = [.. Enumerable.Range(0, _random.Next(3))
                .Select(_ => new UnknownSection(UnknownKind(), Bytes(_random.Next(9))))],
        };
    }

    // Near each other, anywhere or at the ends: lanes of 12, 16 or 21 bits.
    private short BaseScore(int spread) => spread switch
    {
        0 => (short)_random.Next(-99, 99),
        1 => (short)_random.Next(-32768, 32768),
        _ => _random.Next(2) == 0 ? short.MinValue : short.MaxValue,
    };

    private FeatureShape Shape(bool affinity)
    {
        int radix = _random.Next(1, 17);
        return affinity ? new FeatureShape(radix, 2, _random.Next(radix)) : new FeatureShape(radix, _random.Next(2), 0);
    }

    private TablesContent Tables()
    {
        List<byte[]> grids = [];
        for (int g = _shared == 0 ? 0 : _random.Next(4); g > 0; g--)
        {
            int[] all = [.. Enumerable.Range(0, _shared)];
            _random.Shuffle(all);
            grids.Add([.. all.Take(_random.Next(1, Math.Min(3, _shared) + 1)).Order().Select(f => (byte)f)]);
        }

        return new TablesContent(grids, [.. Enumerable.Range(0, _random.Next(9)).Select(_ => Group(grids)).OfType<TableGroup>()]);
    }

    // Null where the drawn kind of group needs features or grids that there are none of.
    private TableGroup? Group(List<byte[]> grids)
    {
        int affinity = _features.Length - _shared, kind = _random.Next(5);
        int grid = kind is 0 or 1 or 3 && grids.Count > 0 ? _random.Next(grids.Count) : -1;
        int[] side = grid < 0 ? [] : [.. grids[grid].Select(f => (int)f)];
        int[] own = [.. Enumerable.Range(_shared, affinity)];
        _random.Shuffle(side);
        _random.Shuffle(own);
        return kind switch
        {
            0 when side.Length > 0 => Group(side[0], -1, grid),
            1 when side.Length > 1 => Group(Math.Min(side[0], side[1]), Math.Max(side[0], side[1]), grid),
            2 when affinity > 0 => Group(own[0], -1, -1),
            3 when affinity > 0 && side.Length > 0 => Group(own[0], side[0], grid),
            4 when affinity > 1 => Group(Math.Min(own[0], own[1]), Math.Max(own[0], own[1]), -1),
            _ => null,
        };
    }

    private TableGroup Group(int f, int g, int grid)
    {
        int cutsF = Cuts(CutMask.All(_features[f].Radix)), cutsG = g < 0 ? 0 : Cuts(CutMask.All(_features[g].Radix));
        int[] products = [.. Enumerable.Range(0, _products)];
        _random.Shuffle(products);
        return new TableGroup(f, g, grid, cutsF, cutsG,
            [.. products.Take(_random.Next(1, _products + 1)).Order().Select(p => Table(p, Cuts(cutsF), Cuts(cutsG)))]);
    }

    private BlobTable Table(int product, int cutsF, int cutsG)
    {
        sbyte[] cells = new sbyte[CutMask.Parts(cutsF) * CutMask.Parts(cutsG)];
        for (int i = 0; i < cells.Length; i++) cells[i] = (sbyte)(_random.Next(9) == 0 ? -128 : _random.Next(-128, 128));
        return new BlobTable(product, _random.Next(4), cutsF, cutsG, cells);
    }

    // A part of the given cuts: often all, at times few, so that grids stay small.
    private int Cuts(int of) => _random.Next(3) == 0 ? of : of & _random.Next(1 << 15) & _random.Next(1 << 15);
}
