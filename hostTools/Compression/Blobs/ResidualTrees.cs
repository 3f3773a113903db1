using Endcap.Compression.Models;
using Endcap.Compression.Specialisation;
using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>
/// The trees that do not collapse, and how they are stored: specialised for each product, or once for all products
/// with the item features as inputs, whichever takes fewer bytes.
/// </summary>
public sealed class ResidualTrees
{
    private readonly TreeEnsemble _model;
    private readonly RuntimeFeatures _features;
    private readonly bool[]? _shared;

    private ResidualTrees(TreeEnsemble model, RuntimeFeatures features, bool[]? shared, int[] itemFeatures, int bytes)
    {
        _model = model;
        _features = features;
        _shared = shared;
        ItemFeatures = itemFeatures;
        Bytes = bytes;
    }

    /// <summary>Schema indices of the item features that shared trees test.</summary>
    public int[] ItemFeatures { get; }

    /// <summary>Bytes of the nodes; a chain of threshold tests for a set of bins may need more.</summary>
    private int Bytes { get; }

    /// <summary>The trees that may not collapse: some path tests more than two run-time features.</summary>
    public static int[] Candidates(TreeEnsemble model, RuntimeFeatures features) =>
        [.. Enumerable.Range(0, model.Trees.Count).Where(t => PathCheck.NeedsThree(model.Trees[t], features.NumberOf))];

    /// <summary>Finds the trees that do not collapse for some product and chooses how to store them.</summary>
    public static ResidualTrees Choose(TreeEnsemble model, RuntimeFeatures features, int[] candidates, IReadOnlyList<byte[]> itemBins)
    {
        bool[] any = new bool[model.Trees.Count];
        int specialised = 0, whole = 0;
        foreach (int t in candidates)
        {
            Tree tree = model.Trees[t];
            foreach (byte[] bins in itemBins)
            {
                Tree own = SpecialisedTree.Of(tree, bins, features);
                if (!PathCheck.NeedsThree(own, null)) continue;
                any[t] = true;
                specialised += 4 + BlobLayout.NodeBytes * own.NodeCount;
            }

            if (any[t]) whole += 4 + BlobLayout.NodeBytes * tree.NodeCount;
        }

        int[] items = [.. features.ItemFeatures.Where(item => Enumerable.Range(0, any.Length).Any(t => any[t] && Tests(model.Trees[t], item)))];
        whole += items.Length * itemBins.Count;
        bool useWhole = whole < specialised && items.Length <= BlobLayout.MaxItems;
        return new ResidualTrees(model, features, useWhole ? any : null, useWhole ? items : [], Math.Min(whole, specialised));
    }

    /// <summary>Collapses a product, leaving out the trees that are stored once for all.</summary>
    public CollapsedProduct Collapse(Collapse collapse, byte[] itemBins)
    {
        CollapsedProduct product = collapse.Run(itemBins, _shared);
        if (_shared is null) return product;
        List<Tree> whole = [.. _model.Trees.Where((_, t) => _shared[t]).Select(tree => SpecialisedTree.Of(tree, itemBins, _features))];
        return product with { Residual = whole };
    }

    /// <summary>Largest leaf range of the residual trees: it bounds the step from below.</summary>
    public static double LargestRange(CollapsedProduct[] products) => products.SelectMany(product => product.Residual)
        .Select(tree => tree.Value.Where((_, n) => tree.Feature[n] < 0).Max() - tree.Value.Where((_, n) => tree.Feature[n] < 0).Min())
        .DefaultIfEmpty(0).Max() / 16;

    /// <summary>Bytes of the Trees section, roughly.</summary>
    public int EstimateBytes() => Bytes == 0 ? 0 : Bytes + 2 + BlobLayout.SectionHeaderBytes;

    /// <summary>[product][item feature of the blob]: bins.</summary>
    public byte[][] ItemBins(IReadOnlyList<byte[]> itemBins) => [.. itemBins.Select(bins => ItemFeatures.Select(item => bins[item]).ToArray())];

    /// <summary>Encodes the trees at a scale; null when they do not fit it.</summary>
    /// <param name="products">The collapsed products, for their own residual trees.</param>
    /// <param name="step">Value of an integer step.</param>
    /// <param name="centres">Receives [product]: steps to add to the base score.</param>
    /// <param name="errors">Receives [product]: bound of the trees' rounding errors.</param>
    public List<BlobTree>? Encode(IReadOnlyList<CollapsedProduct> products, double step, out long[] centres, out double[] errors)
    {
        centres = new long[products.Count];
        errors = new double[products.Count];
        var trees = new List<BlobTree>();
        if (_shared is not null)
        {
            for (int t = 0; t < _shared.Length; t++)
                if (_shared[t] && !Add(trees, _model.Trees[t], -1, step, centres, errors)) return null;
            return trees;
        }

        for (int p = 0; p < products.Count; p++)
            foreach (Tree tree in products[p].Residual)
                if (!Add(trees, tree, p, step, centres, errors)) return null;
        return trees;
    }

    private bool Add(List<BlobTree> trees, Tree tree, int product, double step, long[] centres, double[] errors)
    {
        BlobTree? encoded = product < 0
            ? TreeEncoder.Encode(tree, -1, step, NumberOf, feature => _model.Schema.Features[feature].BinCount, out long centre, out double error)
            : TreeEncoder.Encode(tree, product, step, number => number, number => _features.Radix[number], out centre, out error);
        if (encoded is null) return false;
        trees.Add(encoded);
        for (int p = 0; p < centres.Length; p++)
        {
            if (product >= 0 && product != p) continue;
            centres[p] += centre;
            errors[p] += error;
        }

        return true;
    }

    private int NumberOf(int feature) => _features.NumberOf[feature] >= 0
        ? _features.NumberOf[feature]
        : _features.Radix.Length + Array.IndexOf(ItemFeatures, feature);

    private static bool Tests(Tree tree, int feature) => Array.Exists(tree.Feature, each => each == feature);
}
