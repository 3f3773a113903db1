using Endcap.Compression.Models;

namespace Endcap.Compression.Specialisation;

/// <summary>Whether a tree collapses to tables.</summary>
public static class PathCheck
{
    /// <summary>Whether some path tests more than two run-time features.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="numberOf">[feature of the tree]: run-time number, or −1 for an item feature; null: features are run-time numbers.</param>
    public static bool NeedsThree(Tree tree, int[]? numberOf)
    {
        return Path(0, -1, -1);

        bool Path(int node, int first, int second)
        {
            int feature = tree.Feature[node];
            if (feature < 0) return false;
            int number = numberOf is null ? feature : numberOf[feature];
            if (number >= 0 && number != first && number != second)
            {
                if (second >= 0) return true;
                if (first < 0) first = number;
                else second = number;
            }

            return Path(node + 1, first, second) || Path(tree.Right[node], first, second);
        }
    }
}
