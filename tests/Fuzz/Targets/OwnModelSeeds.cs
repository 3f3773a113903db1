using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Dense;

namespace Endcap.Fuzz.Targets;

/// <summary>Small models of endcap's own, and what is done with one that was read.</summary>
internal static class OwnModelSeeds
{
    public static IEnumerable<byte[]> All(Schema schema)
    {
        BinSet low = BinSet.FirstBins(2);
        var tree = new Tree([0, Tree.Leaf, 4, Tree.Leaf, Tree.Leaf], [low, default, low, default, default], [2, 0, 4, 0, 0], [0, 0.5, 0, -1.25, 2]);
        yield return Written(stream => ModelFile.Write(stream, new TreeEnsemble(schema, "pairwise", 0.25, [tree, tree])));
        var shape = new DenseShape(schema, [3, 2], [Activation.Relu, Activation.Tanh]);
        float[] parameters = [.. Enumerable.Range(0, shape.Count).Select(i => (i % 7 - 3) / 4f)];
        yield return Written(stream => DenseFile.Write(stream, new DenseModel(schema, "pairwise", shape, parameters)));
    }

    /// <summary>Scores every combination of lowest and highest bins that matters.</summary>
    public static void Use(BinModel model)
    {
        byte[] bins = new byte[model.Schema.Features.Count];
        _ = model.Score(bins);
        for (int f = 0; f < bins.Length; f++) bins[f] = (byte)(model.Schema.Features[f].BinCount - 1);
        _ = model.Score(bins);
    }

    private static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
