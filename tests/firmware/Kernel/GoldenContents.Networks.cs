using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

internal static partial class GoldenContents
{
    private static BlobContent Dense()
    {
        byte[] table = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        return new BlobContent
        {
            SchemaId = 0x11223344,
            ModelVersion = 7,
            Features = [Shared(3), new(3, Affinity, 1)],
            Base = [60, -5],
            Dense = new DenseContent([0, 1], [0, 1], new WeightsContent([1, -2, 3, 0, -4, 5, 2, 2, -1, 4]), [10, 0, -3, 6],
                new DenseStage(3, 1, DenseLoader.Relu),
                [
                    new DenseLayer([1, -20], new WeightsContent([1, 2, -3, 4], WeightBlock.Four, [1, 2, -3, 4]), new DenseStage(1, 0, DenseLoader.Table, table)),
                    new DenseLayer([-256], new WeightsContent([2, 1], WeightBlock.Sparse), new DenseStage(5, 2, DenseLoader.Identity)),
                ]),
        };
    }

    private static BlobContent Factors() => new()
    {
        SchemaId = 0x11223344,
        ModelVersion = 7,
        IsCatalogue = true,
        Features = [Shared(2), new(3, Affinity, 0)],
        Base = [0, 5, -1],
        Factors = new FactorsContent([10, 0, -5, 2], [0], [1], new WeightsContent([1, 2, 3, 4, -1, 0, 0, 1]), 3, 2, [100, 50, 200], 5,
            new WeightsContent([1, 0, 0, 0, 0, 2, -1, 0, -1, 1, 0, 3], WeightBlock.Sixteen, [0, 1, 2, 3, -1, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
            new FactorHistory(0, [0, 2, -1], [32768, 16384], [1, 2, 3], new WeightsContent([4, 0, 0, 0, 0, 6, 0, -2, 1, 1, 1, 1]))),
    };
}
