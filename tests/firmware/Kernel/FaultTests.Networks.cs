using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

public sealed partial class FaultTests
{
    // A network for Shape: 1 unit, 1 layer of width 1, feature 0 of 4 bins with shift 0, columns 1 2 3 4, biases 5 and 6,
    // a rectifier, bias 7, weight 1, the last stage.
    private static byte[] SmallNet(params (int At, int Value)[] changes) => Changed(
        [1, 1, 1, 0b01, 0, 0, 1, 2, 3, 4, 5, 0, 6, 0, 1, 0, 0, 1, 7, 0, 0, 0, 0, 1, 1, 0, 0, 0], changes);

    // Factors for Shape: rank 4, no history, feature 1 of 2 bins.
    private static byte[] SmallFactors(params (int At, int Value)[] changes) => Changed(
        [4, 255, 0, 0b10, 1, 0, 2, 0, 3, 0, 4, 0, 0, 0, .. new byte[8], 1, 0, 0, 0, 1, 0, 2, 0, 0, .. new byte[8]], changes);

    private static (string, int, Func<byte[]>)[] NetworkCases =>
    [
        ("a sound network", BlobFault.None, () => Dense(SmallNet())),
        ("no unit", BlobFault.BadDense, () => Dense(SmallNet((0, 0)))),
        ("65 units", BlobFault.BadDense, () => Dense(SmallNet((0, 65)))),
        ("no layer", BlobFault.BadDense, () => Dense(SmallNet((1, 0)))),
        ("4 layers", BlobFault.BadDense, () => Dense(SmallNet((1, 4)))),
        ("a last layer of 2 units", BlobFault.BadDense, () => Dense(SmallNet((2, 2)))),
        ("a layer of no unit", BlobFault.BadDense, () => Dense([1, 2, 0, 1, .. SmallNet()[3..]])),
        ("a feature beyond the last", BlobFault.BadDense, () => Dense(SmallNet((3, 0b101)))),
        ("column shift 8", BlobFault.BadDense, () => Dense(SmallNet((4, 8)))),
        ("stage shift 32", BlobFault.BadDense, () => Dense(SmallNet((16, 32)))),
        ("activation 3", BlobFault.BadDense, () => Dense(SmallNet((17, 3)))),
        ("no activation before the last layer", BlobFault.BadDense, () => Dense(SmallNet((17, 0)))),
        ("a rectifier after the last layer", BlobFault.BadDense, () => Dense(SmallNet((27, 1)))),
        ("a bias above 2^24", BlobFault.BadDense, () => Dense(SmallNet((18, 1), (21, 1)))),
        ("a bias of 2^24 times 4", BlobFault.ScoreOverflow, () => Dense(SmallNet((18, 0), (21, 1), (24, 4)))),
        ("coding 4", BlobFault.BadWeights, () => Dense(SmallNet((5, 4)))),
        ("a spare bit of a bitmap", BlobFault.BadWeights, () => Dense([.. SmallNet()[..5], 3, 0x1F, 1, 2, 3, 4, 5, .. SmallNet()[10..]])),
        ("a sparse block", BlobFault.None, () => Dense([.. SmallNet()[..5], 3, 0b0101, 1, 2, .. SmallNet()[10..]])),
        ("a codebook of 4", BlobFault.None, () => Dense([.. SmallNet()[..5], 2, 1, 2, 3, 4, 0b11_10_01_00, .. SmallNet()[10..]])),
        ("a spare half of a codebook's number", BlobFault.BadWeights, () => Dense([.. SmallNet()[..22], 1, .. new byte[16], 0x10, .. SmallNet()[24..]])),
        ("no byte of a network", BlobFault.SectionTruncated, () => Dense([])),
        ("a network of 3 bytes", BlobFault.SectionTruncated, () => Dense(SmallNet()[..3])),
        ("columns past the end", BlobFault.BadWeights, () => Dense(SmallNet()[..9])),
        ("biases past the end", BlobFault.SectionTruncated, () => Dense(SmallNet()[..13])),
        ("a stage past the end", BlobFault.SectionTruncated, () => Dense(SmallNet()[..17])),
        ("a table past the end", BlobFault.SectionTruncated, () => Dense(SmallNet((17, 2)))),
        ("a layer past the end", BlobFault.SectionTruncated, () => Dense(SmallNet()[..21])),
        ("a network with a byte left", BlobFault.TrailingBytes, () => Dense([.. SmallNet(), 0])),
        ("sound factors", BlobFault.None, () => Factors(SmallFactors())),
        ("rank 0", BlobFault.BadFactors, () => Factors(SmallFactors((0, 0)))),
        ("rank 5", BlobFault.BadFactors, () => Factors(SmallFactors((0, 5)))),
        ("rank 68", BlobFault.BadFactors, () => Factors(SmallFactors((0, 68)))),
        ("a history feature that there is not", BlobFault.BadFactors, () => Factors(SmallFactors((1, 0)))),
        ("tied vectors without a history", BlobFault.BadFactors, () => Factors(SmallFactors((2, 1)))),
        ("a spare flag", BlobFault.BadFactors, () => Factors(SmallFactors((2, 2)))),
        ("a tower feature beyond the last", BlobFault.BadFactors, () => Factors(SmallFactors((3, 4)))),
        ("tower shift 8", BlobFault.BadFactors, () => Factors(SmallFactors((12, 8)))),
        ("user shift 32", BlobFault.BadFactors, () => Factors(SmallFactors((24, 32)))),
        ("product shift 41", BlobFault.BadFactors, () => Factors(SmallFactors((25, 41)))),
        ("a multiplier of 2^15", BlobFault.BadFactors, () => Factors(SmallFactors((27, 0x80)))),
        ("a product's coding 9", BlobFault.BadWeights, () => Factors(SmallFactors((30, 9)))),
        ("a product beyond 2^26", BlobFault.ScoreOverflow, () => Factors(SmallFactors((27, 0x7F), (31, 1)))),
        ("factors of 2 bytes", BlobFault.SectionTruncated, () => Factors(SmallFactors()[..2])),
        ("a start vector past the end", BlobFault.SectionTruncated, () => Factors(SmallFactors()[..12])),
        ("a user stage past the end", BlobFault.SectionTruncated, () => Factors(SmallFactors()[..24])),
        ("multipliers past the end", BlobFault.SectionTruncated, () => Factors(SmallFactors()[..29])),
        ("vectors past the end", BlobFault.BadWeights, () => Factors(SmallFactors()[..^1])),
        ("factors with a byte left", BlobFault.TrailingBytes, () => Factors([.. SmallFactors(), 0])),
        ("a history", BlobFault.None, () => History(0, 9, 1)),
        ("a rest bin that weighs", BlobFault.BadFactors, () => History(1, 9, 1)),
        ("no norm", BlobFault.BadFactors, () => History(0, 9, 0)),
        ("65 norms", BlobFault.BadFactors, () => History(0, 9, 65)),
        ("a catalogue", BlobFault.None, () => Sections((6, Catalogue))),
        ("a catalogue of no product", BlobFault.BadCount, () => Sections((6, [0, .. Catalogue[1..]]))),
        ("a catalogue of 4096", BlobFault.BadCount, () => Sections((6, [0, 0x10, .. Catalogue[2..]]))),
        ("a catalogue of 3 bytes", BlobFault.SectionTruncated, () => Sections((6, Catalogue[..3]))),
        ("a catalogue short of a score", BlobFault.SectionTruncated, () => Sections((6, Catalogue[..^1]))),
        ("a catalogue with a byte left", BlobFault.TrailingBytes, () => Sections((6, [.. Catalogue, 0]))),
        ("a catalogue with tables", BlobFault.BadCatalogue, () => Sections((6, Catalogue), (2, [0, 0]))),
        ("a catalogue with trees", BlobFault.BadCatalogue, () => Sections((6, Catalogue), (3, [0, 0]))),
    ];

    // Two products, one shared feature of 4 bins.
    private static readonly byte[] Catalogue = [2, 0, 1, 0, 0x03, 1, 0, 2, 0];

    private static byte[] Dense(byte[] content) => Sections((1, Shape), (4, content));

    private static byte[] Factors(byte[] content) => Sections((1, Shape), (5, content));

    // One product, one affinity feature of 2 bins with rest bin 0, rank 4, tied vectors.
    private static byte[] History(int restWeight, int weight, int norms) => Sections((1, [1, 0, 1, 0, 0x21, 0, 0, 0]),
        (5, [4, 0, 1, .. new byte[8], 0, 1, 0, 0, 0, 1, 0, 0, 1, 2, 3, 4, (byte)restWeight, (byte)weight, (byte)norms, .. new byte[2 * norms], 1]));

    private static byte[] Changed(byte[] bytes, (int At, int Value)[] changes)
    {
        foreach ((int at, int value) in changes) bytes[at] = (byte)value;
        return bytes;
    }
}
