namespace Endcap.Fixtures
{
    /// <summary>
    /// The plain walk: node by node, tree by tree, product by product, over parallel arrays in preorder
    /// (the left child of node n is n + 1). The baseline that the table kernel is compared with.
    /// </summary>
    public static class PreorderWalk
    {
        /// <summary>Marks a leaf in the feature array.</summary>
        public const byte Leaf = 255;

        /// <summary>Scores every product and selects the best.</summary>
        /// <param name="feature">[node]: feature number, or <see cref="Leaf"/>.</param>
        /// <param name="threshold">[node]: a bin up to this one goes left.</param>
        /// <param name="right">[node]: index of the right child.</param>
        /// <param name="leaf">[node]: value of a leaf.</param>
        /// <param name="treeStart">[tree]: index of its root.</param>
        /// <param name="bins">[product × features + feature]: the inputs.</param>
        /// <param name="features">Number of features.</param>
        /// <param name="scores">[product]: receives the scores.</param>
        /// <param name="top">[rank]: receives the best products.</param>
        /// <returns>How many of <paramref name="top"/> were filled.</returns>
        public static int Rank(byte[] feature, byte[] threshold, ushort[] right, short[] leaf, int[] treeStart,
            byte[] bins, int features, int[] scores, byte[] top)
        {
            int row = 0;
            for (int product = 0; product < scores.Length; product++)
            {
                int score = 0;
                for (int tree = 0; tree < treeStart.Length; tree++)
                {
                    int node = treeStart[tree];
                    int split = feature[node];
                    while (split != Leaf)
                    {
                        if (bins[row + split] <= threshold[node]) node++;
                        else node = right[node];
                        split = feature[node];
                    }

                    score += leaf[node];
                }

                scores[product] = score;
                row += features;
            }

            return TopK.Select(scores, top);
        }
    }
}
