namespace Endcap.Fixtures
{
    /// <summary>
    /// The first idea for summing tables: derive the bins that the tables need, then add one cell per product and table.
    /// What the kernel's lanes and rows are compared with.
    /// </summary>
    public static class PlainTables
    {
        /// <summary>Scores every product and selects the best.</summary>
        /// <param name="derivedFeature">[derived]: the input it is derived from.</param>
        /// <param name="derivedMap">[derived × 16 + bin]: offset in a table.</param>
        /// <param name="tableAt">[table]: first cell.</param>
        /// <param name="tableA">[table]: derived bin of the rows.</param>
        /// <param name="tableB">[table]: derived bin of the columns.</param>
        /// <param name="cells">All cells.</param>
        /// <param name="tableEnd">[product]: after its last table.</param>
        /// <param name="bins">The inputs: shared bins, then affinity bins product by product.</param>
        /// <param name="offsets">[derived]: scratch.</param>
        /// <param name="scores">[product]: base scores; receives the scores.</param>
        /// <param name="top">[rank]: receives the best products.</param>
        /// <returns>How many of <paramref name="top"/> were filled.</returns>
        public static int Rank(byte[] derivedFeature, byte[] derivedMap, int[] tableAt, byte[] tableA, byte[] tableB, short[] cells,
            int[] tableEnd, byte[] bins, int[] offsets, int[] scores, byte[] top)
        {
            for (int d = 0; d < derivedFeature.Length; d++) offsets[d] = derivedMap[(d << 4) + bins[derivedFeature[d]]];
            int table = 0;
            for (int product = 0; product < tableEnd.Length; product++)
            {
                int score = scores[product];
                int end = tableEnd[product];
                for (; table < end; table++) score += cells[tableAt[table] + offsets[tableA[table]] + offsets[tableB[table]]];
                scores[product] = score;
            }

            return TopK.Select(scores, top);
        }
    }
}
