namespace Endcap.Fixtures
{
    /// <summary>The best products in order, by insertion; of equal scores the lower index wins.</summary>
    public static class TopK
    {
        /// <summary>Fills <paramref name="top"/> with product numbers, best first; returns how many.</summary>
        public static int Select(int[] scores, byte[] top)
        {
            int filled = 0;
            for (int product = 0; product < scores.Length; product++)
            {
                int score = scores[product];
                int place = filled;
                while (place > 0 && scores[top[place - 1]] < score)
                {
                    if (place < top.Length) top[place] = top[place - 1];
                    place--;
                }

                if (place < top.Length) top[place] = (byte)product;
                if (filled < top.Length) filled++;
            }

            return filled;
        }
    }
}
