using Endcap.Compression.Models;

namespace Endcap.Compression.Specialisation;

/// <summary>A tree with a product's item features fixed: item splits are gone, the rest is numbered as at run time.</summary>
public static class SpecialisedTree
{
    /// <summary>Specialises a tree for the item bins of one product.</summary>
    public static Tree Of(Tree tree, byte[] itemBins, RuntimeFeatures features)
    {
        List<short> feature = [];
        List<BinSet> left = [];
        List<int> right = [];
        List<double> value = [];
        Copy(0);
        return new Tree([.. feature], [.. left], [.. right], [.. value]);

        void Copy(int node)
        {
            while (tree.Feature[node] >= 0 && features.NumberOf[tree.Feature[node]] < 0)
                node = tree.Left[node].Contains(itemBins[tree.Feature[node]]) ? node + 1 : tree.Right[node];
            int here = feature.Count;
            bool leaf = tree.Feature[node] < 0;
            feature.Add(leaf ? Tree.Leaf : (short)features.NumberOf[tree.Feature[node]]);
            left.Add(tree.Left[node]);
            right.Add(0);
            value.Add(tree.Value[node]);
            if (leaf) return;
            Copy(node + 1);
            right[here] = feature.Count;
            Copy(tree.Right[node]);
        }
    }
}
