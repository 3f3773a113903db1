using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

public sealed partial class FaultTests
{
    // 1 product; feature 0 shared, 4 bins; feature 1 shared, 2 bins; features 2 and 3 affinity, 3 bins.
    private static readonly byte[] Wide = [1, 2, 2, 0, 0x03, 0x01, 0x22, 0, 0x22, 0, 0, 0];

    private static readonly byte[] Shape = [2, 2, 0, 0, 0x03, 0x01, 0, 0, 0, 0];

    // A tree that is one leaf.
    private static readonly byte[] Leaf = [0, 0, 1, 0, 255, 5, 0, 0];

    private static (string, int, Func<byte[]>)[] TableCases =>
    [
        ("F beyond the features", BlobFault.BadTableFeature, () => Small((45, 1))),
        ("G beyond the features", BlobFault.BadTableFeature, () => Group(0, 4, 0)),
        ("F = G", BlobFault.BadTableFeature, () => Group(0, 0, 0)),
        ("shared features out of order", BlobFault.BadTableFeature, () => Group(1, 0, 0)),
        ("affinity features out of order", BlobFault.BadTableFeature, () => Group(3, 2, 255)),
        ("a shared feature before an affinity one", BlobFault.BadTableFeature, () => Group(0, 2, 0)),
        ("a grid that there is not", BlobFault.BadTableFeature, () => Group(0, 255, 1)),
        ("no grid for a shared feature", BlobFault.BadTableFeature, () => Group(0, 255, 255)),
        ("a grid without the row feature", BlobFault.BadTableFeature, () => Group(1, 255, 0)),
        ("a grid without the column feature", BlobFault.BadTableFeature, () => Group(2, 1, 0)),
        ("a grid for affinity alone", BlobFault.BadTableFeature, () => Group(2, 255, 0)),
        ("a grid for two affinity features", BlobFault.BadTableFeature, () => Group(2, 3, 0)),
        ("a sound group of the same kind", BlobFault.None, () => Group(2, 3, 255)),
        ("a cut of F behind the last bin", BlobFault.BadCut, () => Small((48, 8))),
        ("a cut of G behind the last bin", BlobFault.BadCut, () => Group(2, 3, 255, cutsG: 4)),
        ("a cut of G without G", BlobFault.BadCut, () => Small((50, 1))),
        ("a spare mask bit", BlobFault.BadCut, () => Small((53, 0x0C))),
        ("no product in a group", BlobFault.BadProduct, () => Small((52, 0))),
        ("a product that there is not", BlobFault.BadProduct, () => Small((52, 5))),
    ];

    private static (string, int, Func<byte[]>)[] TreeCases =>
    [
        ("a feature that there is not", BlobFault.BadNode, () => Trees(1, [0, 0, 3, 0, 2, 1, 2, 0, 255, 1, 0, 0, 255, 2, 0, 0])),
        ("a jump of 0", BlobFault.BadNode, () => Trees(1, [0, 0, 3, 0, 0, 1, 0, 0, 255, 1, 0, 0, 255, 2, 0, 0])),
        ("a jump behind the last node", BlobFault.BadNode, () => Trees(1, [0, 0, 3, 0, 0, 1, 3, 0, 255, 1, 0, 0, 255, 2, 0, 0])),
        ("a last node that is no leaf", BlobFault.BadNode, () => Trees(1, [0, 0, 1, 0, 0, 1, 1, 0])),
        ("a leaf with a jump", BlobFault.BadNode, () => Trees(1, [0, 0, 1, 0, 255, 5, 1, 0])),
        ("no node", BlobFault.BadTree, () => Trees(1, [0, 0, 0, 0, 0, 0, 0, 0])),
        ("a tree's product that there is not", BlobFault.BadTree, () => Trees(1, [2, .. Leaf[1..]])),
        ("shift 8", BlobFault.BadTree, () => Trees(1, [0, 8, .. Leaf[2..]])),
        ("a sound tree for all", BlobFault.None, () => Trees(1, [255, 7, .. Leaf[2..]])),
        ("trees that reach beyond 2^30", BlobFault.ScoreOverflow, () => Trees(65_408, Repeat(65_408, [255, 7, .. Leaf[2..]]))),
        ("trees just within", BlobFault.None, () => Trees(65_407, Repeat(65_407, [255, 7, .. Leaf[2..]]))),
    ];

    private static (string, int, Func<byte[]>)[] TextCases =>
    [
        ("Numbers of 11 bytes", BlobFault.BadText, () => Sections((1, Shape), (0x83, new byte[11]))),
        ("Numbers of 13 bytes", BlobFault.BadText, () => Sections((1, Shape), (0x83, new byte[13]))),
        ("Prices of two products", BlobFault.None, () => Sections((1, Shape), (0x84, [1, (byte)'$', 2, 1, 0, 0, 0, 2, 0, 0, 0]))),
        ("a price short", BlobFault.BadText, () => Sections((1, Shape), (0x84, [1, (byte)'$', 2, 1, 0, 0, 0, 2, 0, 0]))),
        ("a price's byte too many", BlobFault.BadText, () => Sections((1, Shape), (0x84, [1, (byte)'$', 2, 1, 0, 0, 0, 2, 0, 0, 0, 0]))),
        ("4 decimals", BlobFault.BadText, () => Sections((1, Shape), (0x84, [1, (byte)'$', 4, 1, 0, 0, 0, 2, 0, 0, 0]))),
        ("a currency past the end", BlobFault.BadText, () => Sections((1, Shape), (0x84, [9, (byte)'$']))),
        ("no currency", BlobFault.BadText, () => Sections((1, Shape), (0x84, []))),
        ("Prices twice", BlobFault.SectionOrder, () => Sections((1, Shape), (0x84, new byte[10]), (0x84, new byte[10]))),
        ("a text past the end", BlobFault.BadText, () => Sections((1, Shape), (0x81, [0, 0, 0, 1]))),
        ("a product short", BlobFault.BadText, () => Sections((1, Shape), (0x81, [0, 0]))),
        ("a text too many", BlobFault.BadText, () => Sections((1, Shape), (0x81, new byte[5]))),
        ("a feature short", BlobFault.BadText, () => Features([1, (byte)'a', 0, 0, 0, 2, 2, 2])),
        ("a feature's bytes left", BlobFault.BadText, () => Features([0, 0, 0, 0, 2, 2, 2, 0, 2, 0, 9])),
        ("kind 3", BlobFault.BadText, () => Features([0, 3, 0, 0, 2, 2, 2, 0, 2, 0])),
        ("a spare kind bit", BlobFault.BadText, () => Features([0, 8, 0, 0, 2, 2, 2, 0, 2, 0])),
        ("an absent bin beyond the radix", BlobFault.BadText, () => Features([0, 0, 4, 0, 2, 2, 2, 0, 2, 0])),
        ("a flag of 4 bins", BlobFault.BadText, () => Features([0, 2, 0, 0, 2, 0])),
        ("10 decimals", BlobFault.BadText, () => Features([0, 0, 0, 10, 2, 2, 2, 0, 2, 0])),
        ("an edge of 10 bytes", BlobFault.BadText, () =>
            Features([0, 0, 0, 0, 128, 128, 128, 128, 128, 128, 128, 128, 128, 0, 2, 2, 0, 2, 0])),
        ("an edge past the end", BlobFault.BadText, () => Features([0, 2, 0, 0, 0, 0])),
        ("a raw edge past the end", BlobFault.BadText, () => Features([0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0])),
        ("no value bin", BlobFault.BadText, () => Sections((1, [1, 1, 0, 0, 0x00, 0, 0]), (0x82, [0, 4, 0]))),
        ("sound features", BlobFault.None, () => Features([0, 0, 0, 0, 2, 2, 2, 0, 2, 0])),
    ];

    private static byte[] Small(params (int At, int Value)[] changes) => Blobs.Change(GoldenFiles.Read("smallest"), changes);

    private static byte[] Damaged(int at)
    {
        byte[] blob = Small();
        blob[at] ^= 0x10;
        return blob;
    }

    private static byte[] Sections(params (int Kind, byte[] Bytes)[] sections)
    {
        List<byte> blob = [.. Small()[..BlobLayout.HeaderBytes]];
        blob[BlobLayout.SectionCountAt] = (byte)sections.Length;
        foreach ((int kind, byte[] bytes) in sections)
            blob.AddRange([(byte)kind, (byte)bytes.Length, (byte)(bytes.Length >> 8), (byte)(bytes.Length >> 16), .. bytes]);
        return Blobs.Reseal([.. blob]);
    }

    private static byte[] Group(int f, int g, int grid, int cutsG = 0) =>
        Sections((1, Wide), (2, [1, 1, 0, 1, (byte)f, (byte)g, (byte)grid, 0, 0, (byte)cutsG, 0, 1, 0, 42]));

    private static byte[] Trees(int count, byte[] trees) =>
        Sections((1, Shape), (3, [(byte)count, (byte)(count >> 8), .. trees]));

    private static byte[] Features(byte[] bytes) => Sections((1, Shape), (0x82, bytes));

    private static byte[] ManyGrids() => Sections((1, Shape), (2, [255, .. Repeat(255, [1, 0])[..508], 2, 0, 1, 0]));

    private static byte[] Repeat(int count, byte[] bytes) => [.. Enumerable.Range(0, count).SelectMany(_ => bytes)];
}
