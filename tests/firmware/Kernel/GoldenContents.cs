using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;

namespace Endcap.Tests.Firmware.Kernel;

/// <summary>What stands in the golden blobs of tests/Golden/Blobs; its README has the same in words.</summary>
internal static partial class GoldenContents
{
    private const int Shopper = 0, Context = 1, Affinity = 2;

    public static IReadOnlyDictionary<string, BlobContent> All { get; } = new Dictionary<string, BlobContent>
    {
        ["smallest"] = Smallest(),
        ["shared-tables"] = SharedTables(),
        ["affinity-tables"] = AffinityTables(),
        ["texts"] = Texts(),
        ["trees-for-all"] = TreesForAll(),
        ["trees-per-product"] = TreesPerProduct(),
        ["lanes-12"] = Lanes12(),
        ["lanes-16"] = Lanes16(),
        ["lanes-21"] = Lanes21(),
        ["newer-minor"] = NewerMinor(),
        ["dense"] = Dense(),
        ["factors"] = Factors(),
    };

    private static BlobContent Of(FeatureShape[] features, short[] bases, TablesContent? tables) =>
        new() { SchemaId = 0x11223344, ModelVersion = 7, Features = features, Base = bases, Tables = tables };

    private static FeatureShape Shared(int radix, int scope = Shopper) => new(radix, scope, 0);

    private static TablesContent Tables(byte[][] grids, params TableGroup[] groups) => new(grids, groups);

    private static BlobContent Smallest() => Of([Shared(4)], [10, 12],
        Tables([[0]], new TableGroup(0, -1, 0, 0b010, 0, [new BlobTable(0, 0, 0b010, 0, [-5, 5])])));

    private static BlobContent SharedTables() => Of([Shared(4), Shared(3)], [0, 3, -2],
        Tables([[0, 1]],
            new TableGroup(0, -1, 0, 0b101, 0, [new(0, 0, 0b001, 0, [4, -1]), new(2, 1, 0b100, 0, [1, 3])]),
            new TableGroup(0, 1, 0, 0b010, 0b11, [new(0, 0, 0b010, 0b10, [1, 2, 3, 4]), new(1, 3, 0, 0b01, [-1, 2])])));

    private static BlobContent AffinityTables() => Of(
        [Shared(3), new(4, Affinity, 1), new(3, Affinity, 2)], [10, 0, 5],
        Tables([[0]],
            new TableGroup(1, -1, -1, 0b111, 0, [new(0, 0, 0b010, 0, [-2, 6]), new(1, 2, 0b101, 0, [-1, 0, 5])]),
            new TableGroup(1, 0, 0, 0b100, 0b10, [new(0, 0, 0b100, 0b10, [1, 2, 30, 40]), new(2, 1, 0b100, 0, [-3, 7])]),
            new TableGroup(1, 2, -1, 0b001, 0b10, [new(1, 0, 0b001, 0b10, [1, 2, 3, 4])]),
            new TableGroup(2, -1, -1, 0b01, 0, [new(2, 0, 0b01, 0, [9, -9])])));

    private static BlobContent Texts() => new()
    {
        SchemaId = 0x11223344,
        ModelVersion = 7,
        Features = [Shared(5), Shared(3), Shared(3, Context), Shared(2, Context), Shared(3), new(4, Affinity, 3)],
        Base = [1, 2],
        Tables = Tables([[2]],
            new TableGroup(2, -1, 0, 0b10, 0, [new(0, 0, 0b10, 0, [0, 5])]),
            new TableGroup(5, -1, -1, 0b100, 0, [new(1, 0, 0b100, 0, [7, 0])])),
        Products = [new("4006381333931", "Margarine, 250 g"), new("B", "")],
        FeatureTexts =
        [
            new("age", FeatureKind.Numeric, true, 4, [20, 30, 65], []),
            new("diet", FeatureKind.Categorical, false, 0, [], ["any", "vegan", "für Diabetiker"]),
            new("temperature", FeatureKind.Numeric, false, 1, [-1.5, 12.25], []),
            new("weekend", FeatureKind.Flag, false, 0, [], []),
            new("share", FeatureKind.Numeric, false, 0, [1 / 3.0, 2 / 3.0], []),
            new("times_bought", FeatureKind.Numeric, true, 3, [1, 3], []),
        ],
        Numbers = new ScoreNumbers(0.5f, -1, 0.25f),
    };
}
