using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.XGBoost;

/// <summary>Reads the categories of trees' nodes: node categories_nodes[k] has categories_sizes[k] of them from categories_segments[k] on.</summary>
internal sealed class CategorySplits
{
    private const int MostCategory = (1 << 24) - 1; // what float32 counts exactly
    private const long MostBits = 1L << 29; // of all sets of a model: 64 MB

    private long _bits;

    /// <summary>[node]: the set, or null for a number's node; null for a tree without any. Errors: E261, E263.</summary>
    public CategorySet?[]? Read(Located tree, int nodes)
    {
        double[] types = tree.Find("split_type")?.NumbersOf(nodes) ?? new double[nodes];
        if (types.AsSpan().IndexOfAnyExcept(0.0) < 0) return null;
        Located owners = tree["categories_nodes"];
        Located all = tree["categories"], segments = tree["categories_segments"], sizes = tree["categories_sizes"];
        int[] categories = all.Whole(all.Numbers, 0, MostCategory), node = owners.Whole(owners.Numbers, 0, nodes - 1);
        int[] start = segments.Whole(segments.NumbersOf(node.Length), 0, categories.Length);
        int[] size = sizes.Whole(sizes.NumbersOf(node.Length), 1, categories.Length);
        var sets = new CategorySet?[nodes];
        for (int k = 0; k < node.Length; k++)
        {
            if (start[k] > categories.Length - size[k]) throw segments.Malformed($"entry {k} ends after the last category");
            if (types[node[k]] != 1 || sets[node[k]] is not null) throw owners.Malformed($"entry {k} is node {node[k]}, which is not one of categories");
            sets[node[k]] = SetOf(categories.AsSpan(start[k], size[k]), tree);
        }

        for (int i = 0; i < nodes; i++)
            if (types[i] != 0 && sets[i] is null) throw tree["split_type"].Malformed($"node {i} asks for categories and has none");
        return sets;
    }

    private CategorySet SetOf(ReadOnlySpan<int> categories, Located tree)
    {
        int most = 0;
        foreach (int category in categories) most = Math.Max(most, category);
        _bits += most + 32;
        if (_bits > MostBits) throw Catalogue.ModelLimit(tree.File, "the size of all sets of categories, in bits,", _bits, MostBits);
        return CategorySet.Of(categories);
    }
}
