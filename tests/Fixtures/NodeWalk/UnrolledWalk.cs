namespace Endcap.Fixtures
{
    /// <summary>
    /// Trees padded to complete trees of depth 5 in heap order, the five levels unrolled: no leaf test, no child index,
    /// at the price of visiting every level and of 63 ints per tree.
    /// </summary>
    public static class UnrolledWalk
    {
        /// <summary>Number of split levels of every tree.</summary>
        public const int Depth = 5;

        /// <summary>Ints per tree: 31 splits and 32 leaves.</summary>
        public const int NodesPerTree = 63;

        /// <summary>Scores every product and selects the best.</summary>
        /// <param name="nodes">[tree × 63 + node]: threshold &lt;&lt; 8 | feature for nodes 0…30, leaf values for 31…62; the children of n are 2n + 1, 2n + 2.</param>
        /// <param name="bins">[product × features + feature]: the inputs.</param>
        /// <param name="features">Number of features.</param>
        /// <param name="scores">[product]: receives the scores.</param>
        /// <param name="top">[rank]: receives the best products.</param>
        /// <returns>How many of <paramref name="top"/> were filled.</returns>
        public static int Rank(int[] nodes, byte[] bins, int features, int[] scores, byte[] top)
        {
            int row = 0;
            for (int product = 0; product < scores.Length; product++)
            {
                int score = 0;
                for (int root = 0; root < nodes.Length; root += NodesPerTree)
                {
                    int n = nodes[root];
                    int i = root + (bins[row + (n & 255)] <= n >> 8 ? 1 : 2);
                    n = nodes[i];
                    i += i - root + (bins[row + (n & 255)] <= n >> 8 ? 1 : 2);
                    n = nodes[i];
                    i += i - root + (bins[row + (n & 255)] <= n >> 8 ? 1 : 2);
                    n = nodes[i];
                    i += i - root + (bins[row + (n & 255)] <= n >> 8 ? 1 : 2);
                    n = nodes[i];
                    i += i - root + (bins[row + (n & 255)] <= n >> 8 ? 1 : 2);
                    score += nodes[i];
                }

                scores[product] = score;
                row += features;
            }

            return TopK.Select(scores, top);
        }
    }
}
