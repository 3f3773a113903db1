using Endcap.Compression.Models;

namespace Endcap.Compression.Training;

/// <summary>Turns grown nodes into a <see cref="Tree"/> in preorder.</summary>
internal static class TreeWriter
{
    /// <summary>The tree below a root. <paramref name="leafValue"/>: a leaf's score, shrinkage included.</summary>
    public static Tree Write(GrowingNode root, Func<GrowingNode, double> leafValue)
    {
        int count = Count(root), next = 0;
        var tree = new Tree(new short[count], new BinSet[count], new int[count], new double[count]);
        void Visit(GrowingNode node)
        {
            int index = next++;
            if (node.LeftChild is null)
            {
                (tree.Feature[index], tree.Value[index]) = (Tree.Leaf, leafValue(node));
                return;
            }

            (tree.Feature[index], tree.Left[index]) = ((short)node.Best.Feature, node.Best.Left);
            Visit(node.LeftChild);
            tree.Right[index] = next;
            Visit(node.RightChild!);
        }

        Visit(root);
        return tree;
    }

    private static int Count(GrowingNode node) => node.LeftChild is null ? 1 : 1 + Count(node.LeftChild) + Count(node.RightChild!);
}
