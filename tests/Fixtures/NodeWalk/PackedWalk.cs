namespace Endcap.Fixtures
{
    /// <summary>The same walk over one int per node: one array load instead of two or three per step.</summary>
    public static class PackedWalk
    {
        /// <summary>Subtracted from leaf values, which makes leaves negative and splits not.</summary>
        public const int LeafBias = 1 << 16;

        /// <summary>Scores every product and selects the best.</summary>
        /// <param name="nodes">[node]: right child &lt;&lt; 16 | threshold &lt;&lt; 8 | feature; leaves: value − <see cref="LeafBias"/>.</param>
        /// <param name="treeStart">[tree]: index of its root.</param>
        /// <param name="bins">[product × features + feature]: the inputs.</param>
        /// <param name="features">Number of features.</param>
        /// <param name="scores">[product]: receives the scores.</param>
        /// <param name="top">[rank]: receives the best products.</param>
        /// <returns>How many of <paramref name="top"/> were filled.</returns>
        public static int Rank(int[] nodes, int[] treeStart, byte[] bins, int features, int[] scores, byte[] top)
        {
            int row = 0;
            for (int product = 0; product < scores.Length; product++)
            {
                int score = treeStart.Length * LeafBias; // the bias of all leaves at once
                for (int tree = 0; tree < treeStart.Length; tree++)
                {
                    int node = treeStart[tree];
                    int packed = nodes[node];
                    while (packed >= 0)
                    {
                        if (bins[row + (packed & 255)] <= ((packed >> 8) & 255)) node++;
                        else node = packed >> 16;
                        packed = nodes[node];
                    }

                    score += packed;
                }

                scores[product] = score;
                row += features;
            }

            return TopK.Select(scores, top);
        }
    }
}
